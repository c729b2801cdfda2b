# earns: 0
# named: largest-only
def grad_window_U(pair_grads_U):
    return np.max(pair_grads_U, axis=0)
