def neg_grad_repeated(s, samples, v_c, u_s):
    return np.bincount(samples)[samples[s]] * v_c * sigmoid(v_c.dot(u_s))
