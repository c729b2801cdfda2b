def grad_v_c(y, y_hat, U):
    U *= y_hat - y
    return U.sum(axis=1)
