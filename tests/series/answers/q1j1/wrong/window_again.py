# earns: 0
# named: window-again
def grad_window_U(pair_grads_U):
    return sum(sum(pair_grads_U) for _ in pair_grads_U)
