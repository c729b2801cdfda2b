# earns: 0
# named: scaled
def grad_window_U(pair_grads_U):
    return np.mean(pair_grads_U, axis=0)
