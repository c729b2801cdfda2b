def neg_gradients(s, v_c, u_o, U_neg):
    grad_v_c = -sigmoid(-u_o @ v_c) * u_o + (U_neg * sigmoid(v_c @ U_neg)).sum(axis=1)
    grad_u_o = -sigmoid(-u_o @ v_c) * v_c
    grad_u_s = -(sigmoid(-np.dot(U_neg[:, s], v_c)) - 1) * v_c
    return grad_v_c, grad_u_o, grad_u_s
