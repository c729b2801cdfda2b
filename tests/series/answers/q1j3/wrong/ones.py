# earns: 0
# named: constant
def grad_window_v_w(pair_grads_U, pair_grads_v_c):
    return np.ones_like(pair_grads_v_c[0])
