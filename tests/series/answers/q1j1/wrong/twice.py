# earns: 0
# named: scaled
def grad_window_U(pair_grads_U):
    return 2 * sum(pair_grads_U)
