def grad_U(y, y_hat, v_c):
    return v_c[:, None] * (y_hat - y)[None, :]
