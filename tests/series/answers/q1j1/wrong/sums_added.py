# earns: 0
# named: sums-added
def grad_window_U(pair_grads_U):
    return np.cumsum(pair_grads_U, axis=0).sum(axis=0)
