def grad_v_c(y, y_hat, U):
    return -U.dot(y) + U.dot(y_hat)
