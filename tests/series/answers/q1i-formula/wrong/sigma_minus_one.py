# earns: 0
# named: samples-as-observed
def neg_grad_repeated(s, samples, v_c, u_s):
    return np.sum(samples == samples[s]) * (sigmoid(u_s @ v_c) - 1) * v_c
