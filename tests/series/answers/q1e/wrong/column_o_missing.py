# earns: 0
# named: row-o-missing
def grad_U(y, y_hat, v_c):
    return np.outer(v_c, y_hat * (1 - y))
