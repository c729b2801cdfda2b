# earns: 0
# named: last-word-only
def grad_window_U(pair_grads_U):
    for grad in pair_grads_U:
        total = grad
    return total
