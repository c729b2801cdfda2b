# earns: 0
# named: sum-kept
def grad_u_w(w, o, y, y_hat, v_c):
    return y_hat.sum() * v_c - y[w] * v_c
