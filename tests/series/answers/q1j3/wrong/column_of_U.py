# earns: 0
# named: as-for-u
def grad_window_v_w(pair_grads_U, pair_grads_v_c):
    return sum(pair_grads_U)[:, 0]
