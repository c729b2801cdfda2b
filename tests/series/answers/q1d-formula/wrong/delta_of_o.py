# earns: 1
# named: same-for-all
def grad_u_w(w, o, y, y_hat, v_c):
    return (y_hat[o] - y[o]) * v_c
