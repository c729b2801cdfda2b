# earns: 0
# named: expectation-missing
def grad_v_c(y, y_hat, U):
    return -U @ y
