def grad_window_v_c(pair_grads_v_c):
    total = pair_grads_v_c[0]
    for grad in pair_grads_v_c[1:]:
        total += grad
    return total
