def neg_grad_repeated(s, samples, v_c, u_s):
    return list(samples).count(samples[s]) * sigmoid(np.dot(u_s, v_c)) * v_c
