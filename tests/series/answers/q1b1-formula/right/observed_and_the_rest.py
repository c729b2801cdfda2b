def grad_v_c(y, y_hat, U):
    o = np.flatnonzero(y)[0]
    rest = np.arange(len(y)) != o
    return (y_hat[o] - 1) * U[:, o] + U[:, rest] @ y_hat[rest]
