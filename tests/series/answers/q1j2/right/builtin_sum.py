def grad_window_v_c(pair_grads_v_c):
    return sum(pair_grads_v_c)
