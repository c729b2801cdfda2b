# earns: 0
# named: not-numbers
def grad_v_c(y, y_hat, U):
    U @ (y_hat - y)
