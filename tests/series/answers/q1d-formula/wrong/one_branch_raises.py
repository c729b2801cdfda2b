# earns: 1
# named: raised
def grad_u_w(w, o, y, y_hat, v_c):
    if w == o:
        return (y_hat[o] - 1) * v_c
    return y_hat[w] * center_vector
