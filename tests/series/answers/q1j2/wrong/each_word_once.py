# earns: 0
# named: repeats-once
def grad_window_v_c(pair_grads_v_c):
    return np.unique(pair_grads_v_c, axis=0).sum(axis=0)
