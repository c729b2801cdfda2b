def grad_U(y, y_hat, v_c):
    return np.einsum("d,w->dw", v_c, y_hat - y)
