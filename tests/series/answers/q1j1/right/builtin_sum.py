def grad_window_U(pair_grads_U):
    return sum(pair_grads_U)
