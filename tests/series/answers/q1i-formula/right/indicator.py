def neg_grad_repeated(s, samples, v_c, u_s):
    return (samples == samples[s]).astype(float).sum() * -(sigmoid(-u_s @ v_c) - 1) * v_c
