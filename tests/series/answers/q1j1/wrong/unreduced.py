# earns: 0
# named: not-summed
def grad_window_U(pair_grads_U):
    return pair_grads_U
