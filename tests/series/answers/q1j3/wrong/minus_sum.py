# earns: 0
# named: as-for-the-centre
def grad_window_v_w(pair_grads_U, pair_grads_v_c):
    return -np.sum(pair_grads_v_c, axis=0)
