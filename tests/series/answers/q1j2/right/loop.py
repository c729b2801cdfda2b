def grad_window_v_c(pair_grads_v_c):
    total = np.zeros_like(pair_grads_v_c[0])
    for grad in pair_grads_v_c:
        total = total + grad
    return total
