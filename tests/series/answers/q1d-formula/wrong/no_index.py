# earns: 0
# named: shape-of-others
def grad_u_w(w, o, y, y_hat, v_c):
    return np.outer(y_hat - y, v_c)
