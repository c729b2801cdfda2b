def grad_window_v_w(pair_grads_U, pair_grads_v_c):
    return np.zeros(pair_grads_U.shape[1])
