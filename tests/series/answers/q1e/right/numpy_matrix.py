def grad_U(y, y_hat, v_c):
    return np.matrix(v_c).T * np.matrix(y_hat - y)
