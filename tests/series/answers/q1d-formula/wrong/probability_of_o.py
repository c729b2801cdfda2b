# earns: 1
# named: wrong-probability
def grad_u_w(w, o, y, y_hat, v_c):
    return (y_hat[o] - y[w]) * v_c
