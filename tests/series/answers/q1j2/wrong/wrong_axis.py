# earns: 0
# named: wrong-axis
def grad_window_v_c(pair_grads_v_c):
    return np.sum(pair_grads_v_c, axis=1)
