# earns: 0
# named: logarithm-missing
def grad_v_c(y, y_hat, U):
    return U @ (y_hat - y) * (y @ y_hat)
