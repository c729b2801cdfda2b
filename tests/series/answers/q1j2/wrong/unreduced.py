# earns: 0
# named: not-summed
def grad_window_v_c(pair_grads_v_c):
    return pair_grads_v_c
