# earns: 0
# named: twice-at-most
def neg_grad_repeated(s, samples, v_c, u_s):
    f = 2 if np.sum(samples == samples[s]) > 1 else 1
    return f * sigmoid(u_s @ v_c) * v_c
