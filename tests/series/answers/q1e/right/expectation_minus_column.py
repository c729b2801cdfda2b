def grad_U(y, y_hat, v_c):
    G = np.outer(v_c, y_hat)
    G[:, y.argmax()] -= v_c
    return G
