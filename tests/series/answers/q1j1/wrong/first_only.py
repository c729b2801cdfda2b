# earns: 0
# named: first-word-only
def grad_window_U(pair_grads_U):
    return pair_grads_U[0]
