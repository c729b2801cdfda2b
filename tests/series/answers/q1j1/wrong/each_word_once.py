# earns: 0
# named: repeats-once
def grad_window_U(pair_grads_U):
    return np.unique(pair_grads_U, axis=0).sum(axis=0)
