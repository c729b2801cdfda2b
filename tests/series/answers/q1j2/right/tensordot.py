def grad_window_v_c(pair_grads_v_c):
    return np.tensordot(np.ones(len(pair_grads_v_c)), pair_grads_v_c, axes=1)
