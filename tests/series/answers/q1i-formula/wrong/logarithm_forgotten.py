# earns: 0
# named: logarithm-missing
def neg_grad_repeated(s, samples, v_c, u_s):
    return np.sum(samples == samples[s]) * sigmoid(u_s @ v_c) * (1 - sigmoid(u_s @ v_c)) * v_c
