# earns: 0
# named: wrong-axis
def grad_window_U(pair_grads_U):
    return np.sum(pair_grads_U, axis=1)
