# earns: 0
# named: missing+slope
def grad_v_c(y, y_hat, U):
    return U @ (y_hat * (1 - y_hat))
