def neg_gradients(s, v_c, u_o, U_neg):
    stacked = np.column_stack([u_o, -U_neg])
    common = sigmoid(stacked.T @ v_c) - 1
    grad_v_c = stacked @ common
    grad_u_o = common[0] * v_c
    grad_u_s = -common[s + 1] * v_c
    return grad_v_c, grad_u_o, grad_u_s
