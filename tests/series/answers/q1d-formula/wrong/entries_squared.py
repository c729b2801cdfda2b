# earns: 0
# named: entries-squared
def grad_u_w(w, o, y, y_hat, v_c):
    return (y_hat[w] - y[w]) * v_c**2
