def grad_v_c(y, y_hat, U):
    return np.einsum("dw,w->d", U, y_hat - y)
