def neg_grad_repeated(s, samples, v_c, u_s):
    return sum(sigmoid(u_s @ v_c) * v_c for w in samples if w == samples[s])
