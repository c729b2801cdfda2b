# earns: 0
# named: one-pair
def grad_window_v_w(pair_grads_U, pair_grads_v_c):
    return pair_grads_v_c[-1]
