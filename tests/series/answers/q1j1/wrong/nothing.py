# earns: 0
# named: not-numbers
def grad_window_U(pair_grads_U):
    total = sum(pair_grads_U)
