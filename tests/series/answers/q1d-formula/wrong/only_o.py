# earns: 1
# named: every-word-observed
def grad_u_w(w, o, y, y_hat, v_c):
    return (y_hat[w] - 1) * v_c
