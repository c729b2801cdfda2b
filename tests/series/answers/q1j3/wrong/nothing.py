# earns: 0
# named: not-numbers
def grad_window_v_w(pair_grads_U, pair_grads_v_c):
    pass
