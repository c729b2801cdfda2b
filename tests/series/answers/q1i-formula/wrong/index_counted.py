# earns: 0
# named: index-for-count
def neg_grad_repeated(s, samples, v_c, u_s):
    return samples[s] * sigmoid(u_s @ v_c) * v_c
