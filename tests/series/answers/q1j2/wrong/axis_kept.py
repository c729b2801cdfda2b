# earns: 0.5
# named: shape-convention
def grad_window_v_c(pair_grads_v_c):
    return np.sum(pair_grads_v_c, axis=0, keepdims=True)
