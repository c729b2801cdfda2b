def grad_U(y, y_hat, v_c):
    return np.outer(v_c, y_hat - y)
