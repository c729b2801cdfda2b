# earns: 0
# named: product
def grad_window_v_c(pair_grads_v_c):
    return np.prod(pair_grads_v_c, axis=0)
