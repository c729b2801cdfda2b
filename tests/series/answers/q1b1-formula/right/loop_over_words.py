def grad_v_c(y, y_hat, U):
    g = np.zeros(U.shape[0])
    for w in range(len(y)):
        g += (y_hat[w] - y[w]) * U[:, w]
    return g
