# earns: 0
# named: wrong-shape
def grad_U(y, y_hat, v_c):
    return v_c * (y_hat - y).sum()
