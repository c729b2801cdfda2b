# earns: 0
# named: only-when
def neg_grad_repeated(s, samples, v_c, u_s):
    return sigmoid(np.sum(samples == samples[s]) * u_s @ v_c) * v_c
