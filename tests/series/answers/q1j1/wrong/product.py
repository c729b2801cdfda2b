# earns: 0
# named: product
def grad_window_U(pair_grads_U):
    return np.prod(pair_grads_U, axis=0)
