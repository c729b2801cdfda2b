def grad_u_w(w, o, y, y_hat, v_c):
    v_c *= y_hat[w] - y[w]
    return v_c
