# earns: 0
# named: squared-and-sign+squared
def grad_U(y, y_hat, v_c):
    return np.outer(v_c, (y_hat - y) ** 2)
