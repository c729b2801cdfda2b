def grad_U(y, y_hat, v_c):
    return v_c.reshape(-1, 1) @ (y_hat - y).reshape(1, -1)
