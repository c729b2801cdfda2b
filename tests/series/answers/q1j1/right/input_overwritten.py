def grad_window_U(pair_grads_U):
    total = pair_grads_U[0]
    for grad in pair_grads_U[1:]:
        total += grad
    return total
