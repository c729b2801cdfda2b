# earns: 0
# named: observed-missing
def grad_v_c(y, y_hat, U):
    return U @ y_hat
