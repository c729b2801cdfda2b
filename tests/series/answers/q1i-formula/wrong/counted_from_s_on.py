# earns: 0
# named: counted-from-s
def neg_grad_repeated(s, samples, v_c, u_s):
    return np.sum(samples[s:] == samples[s]) * sigmoid(u_s @ v_c) * v_c
