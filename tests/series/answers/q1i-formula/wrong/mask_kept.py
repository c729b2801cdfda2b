# earns: 0
# named: not-summed
def neg_grad_repeated(s, samples, v_c, u_s):
    return np.outer(samples == samples[s], sigmoid(u_s @ v_c) * v_c)
