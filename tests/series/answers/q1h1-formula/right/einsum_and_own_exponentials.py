def neg_gradients(s, v_c, u_o, U_neg):
    p_o = 1 / (1 + np.exp(-u_o.dot(v_c)))
    p = 1 / (1 + np.exp(-np.einsum("dk,d->k", U_neg, v_c)))
    grad_v_c = np.einsum("dk,k->d", U_neg, p) - (1 - p_o) * u_o
    grad_u_o = v_c * (p_o - 1)
    grad_u_s = v_c * p[s]
    return grad_v_c, grad_u_o, grad_u_s
