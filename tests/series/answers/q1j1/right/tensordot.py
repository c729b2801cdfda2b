def grad_window_U(pair_grads_U):
    return np.tensordot(np.ones(len(pair_grads_U)), pair_grads_U, axes=1)
