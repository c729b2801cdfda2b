# earns: 0
# named: not-summed
def grad_v_c(y, y_hat, U):
    return U * (y_hat - y)
