# earns: 0
# named: expectation-missing
def grad_u_w(w, o, y, y_hat, v_c):
    return -y[w] * v_c
