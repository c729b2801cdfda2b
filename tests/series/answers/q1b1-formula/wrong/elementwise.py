# earns: 0
# named: wrong-shape
def grad_v_c(y, y_hat, U):
    return U * (y_hat - y)
