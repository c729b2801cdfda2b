# earns: 0
# named: all-counted
def neg_grad_repeated(s, samples, v_c, u_s):
    return len(samples) * sigmoid(u_s @ v_c) * v_c
