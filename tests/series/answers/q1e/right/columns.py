def grad_U(y, y_hat, v_c):
    return np.column_stack([(y_hat[w] - y[w]) * v_c for w in range(len(y))])
