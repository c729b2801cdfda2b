# earns: 0
# named: window-again
def grad_window_v_c(pair_grads_v_c):
    return sum(sum(pair_grads_v_c) for _ in pair_grads_v_c)
