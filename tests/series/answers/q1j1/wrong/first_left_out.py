# earns: 0
# named: first-left-out
def grad_window_U(pair_grads_U):
    total = np.zeros_like(pair_grads_U[0])
    for t in range(1, len(pair_grads_U)):
        total += pair_grads_U[t]
    return total
