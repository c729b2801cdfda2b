def grad_window_U(pair_grads_U):
    total = np.zeros_like(pair_grads_U[0])
    for grad in pair_grads_U:
        total = total + grad
    return total
