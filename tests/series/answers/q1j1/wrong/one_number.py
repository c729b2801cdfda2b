# earns: 0
# named: everything-summed
def grad_window_U(pair_grads_U):
    return np.sum(pair_grads_U)
