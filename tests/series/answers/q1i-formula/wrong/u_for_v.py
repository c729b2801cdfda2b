# earns: 0
# named: own-vector
def neg_grad_repeated(s, samples, v_c, u_s):
    return np.sum(samples == samples[s]) * sigmoid(u_s @ v_c) * u_s
