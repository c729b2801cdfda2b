# earns: 0.5
# named: transposed
def grad_U(y, y_hat, v_c):
    return np.outer(y_hat - y, v_c)
