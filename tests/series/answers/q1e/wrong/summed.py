# earns: 0
# named: summed-too-far
def grad_U(y, y_hat, v_c):
    return v_c * (y_hat - y).sum()
