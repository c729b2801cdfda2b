# earns: 0
# named: everything-summed
def grad_u_w(w, o, y, y_hat, v_c):
    return (y_hat[w] - y[w]) * v_c.sum()
