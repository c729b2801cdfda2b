# earns: 0
# named: rows-for-columns
def grad_v_c(y, y_hat, U):
    return U.T @ (y_hat - y)
