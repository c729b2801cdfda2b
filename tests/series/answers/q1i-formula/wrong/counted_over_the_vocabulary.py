# earns: 0
# named: repeats-once
def neg_grad_repeated(s, samples, v_c, u_s):
    return np.sum(np.unique(samples) == samples[s]) * sigmoid(u_s @ v_c) * v_c
