# earns: 0
# named: raised
def grad_u_w(w, o, y, y_hat, v_c):
    if y == 1:
        return (y_hat[w] - 1) * v_c
    return y_hat[w] * v_c
