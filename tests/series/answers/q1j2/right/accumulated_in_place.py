def grad_window_v_c(pair_grads_v_c):
    total = np.zeros(pair_grads_v_c.shape[1:])
    for t in range(len(pair_grads_v_c)):
        total += pair_grads_v_c[t]
    return total
