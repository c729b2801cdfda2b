def neg_grad_repeated(s, samples, v_c, u_s):
    often = np.count_nonzero(samples == samples[s])
    return often * (1 - sigmoid(-u_s @ v_c)) * v_c
