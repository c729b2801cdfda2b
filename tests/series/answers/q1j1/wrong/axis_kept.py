# earns: 0.5
# named: shape-convention
def grad_window_U(pair_grads_U):
    return np.sum(pair_grads_U, axis=0, keepdims=True)
