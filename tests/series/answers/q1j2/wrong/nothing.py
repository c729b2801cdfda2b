# earns: 0
# named: not-numbers
def grad_window_v_c(pair_grads_v_c):
    total = sum(pair_grads_v_c)
