def grad_v_c(y, y_hat, U):
    return (y_hat - y) @ U.T
