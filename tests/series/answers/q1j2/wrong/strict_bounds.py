# earns: 0
# named: strict-bounds
def grad_window_v_c(pair_grads_v_c):
    return sum(pair_grads_v_c[1:-1]) + 0 * pair_grads_v_c[0]
