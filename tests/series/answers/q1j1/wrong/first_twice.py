# earns: 0
# named: pairs-weighted
def grad_window_U(pair_grads_U):
    return pair_grads_U.sum(axis=0) + 3 * pair_grads_U[0]
