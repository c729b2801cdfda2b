# earns: 0.5
# named: shape-convention
def grad_window_v_w(pair_grads_U, pair_grads_v_c):
    return np.zeros_like(pair_grads_v_c)
