# earns: 0
# named: strict-bounds
def grad_window_U(pair_grads_U):
    return sum(pair_grads_U[1:-1]) + 0 * pair_grads_U[0]
