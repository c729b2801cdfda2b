# earns: 0
# named: last-word-only
def grad_window_v_c(pair_grads_v_c):
    for grad in pair_grads_v_c:
        total = grad
    return total
