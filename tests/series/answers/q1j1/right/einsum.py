def grad_window_U(pair_grads_U):
    return np.einsum("n...->...", pair_grads_U)
