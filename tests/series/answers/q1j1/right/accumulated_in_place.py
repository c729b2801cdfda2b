def grad_window_U(pair_grads_U):
    total = np.zeros(pair_grads_U.shape[1:])
    for t in range(len(pair_grads_U)):
        total += pair_grads_U[t]
    return total
