def grad_window_v_c(pair_grads_v_c):
    return np.einsum("n...->...", pair_grads_v_c)
