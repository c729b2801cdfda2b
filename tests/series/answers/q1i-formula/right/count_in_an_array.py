def neg_grad_repeated(s, samples, v_c, u_s):
    words, counts = np.unique(samples, return_counts=True)
    n = counts[words == samples[s]]
    return n * sigmoid(u_s @ v_c) * v_c
