# earns: 0
# named: minus-inside-lost
def neg_grad_repeated(s, samples, v_c, u_s):
    return np.sum(samples == samples[s]) * (1 - sigmoid(u_s @ v_c)) * v_c
