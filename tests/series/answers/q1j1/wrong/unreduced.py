# earns: 0
# named: wrong-shape
def grad_window_U(pair_grads_U):
    return pair_grads_U
