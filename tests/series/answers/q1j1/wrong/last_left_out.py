# earns: 0
# named: last-left-out
def grad_window_U(pair_grads_U):
    total = np.zeros_like(pair_grads_U[0])
    for t in range(len(pair_grads_U) - 1):
        total += pair_grads_U[t]
    return total
