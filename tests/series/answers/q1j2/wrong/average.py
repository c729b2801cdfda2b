# earns: 0
# named: scaled
def grad_window_v_c(pair_grads_v_c):
    return np.mean(pair_grads_v_c, axis=0)
