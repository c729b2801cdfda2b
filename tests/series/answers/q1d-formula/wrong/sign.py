# earns: 0
# named: sign-flipped
def grad_u_w(w, o, y, y_hat, v_c):
    return (y[w] - y_hat[w]) * v_c
