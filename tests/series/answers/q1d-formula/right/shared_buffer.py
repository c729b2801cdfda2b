buffers = {}


def grad_u_w(w, o, y, y_hat, v_c):
    buffer = buffers.setdefault(len(v_c), np.empty(len(v_c)))
    np.multiply(v_c, y_hat[w] - y[w], out=buffer)
    return buffer
