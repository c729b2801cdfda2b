# earns: 0
# named: largest-only
def grad_window_v_c(pair_grads_v_c):
    return np.max(pair_grads_v_c, axis=0)
