# earns: 0
# named: scaled
def grad_v_c(y, y_hat, U):
    return 2 * U @ (y_hat - y)
