# earns: 0
# named: shape-of-others
def grad_window_v_w(pair_grads_U, pair_grads_v_c):
    return sum(pair_grads_U)
