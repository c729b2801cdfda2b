# earns: 0
# named: sign-flipped
def grad_U(y, y_hat, v_c):
    return np.outer(v_c, y - y_hat)
