# earns: 0
# named: last-left-out
def grad_window_v_c(pair_grads_v_c):
    total = np.zeros_like(pair_grads_v_c[0])
    for t in range(len(pair_grads_v_c) - 1):
        total += pair_grads_v_c[t]
    return total
