# earns: 0
# named: squared
def grad_u_w(w, o, y, y_hat, v_c):
    return (y_hat[w] ** 2 - y[w]) * v_c
