# earns: 1
# named: all-zero
def grad_u_w(w, o, y, y_hat, v_c):
    return (y_hat[w] - y[w]) * (1 - y[w]) * v_c
