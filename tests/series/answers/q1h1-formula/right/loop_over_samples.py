def neg_gradients(s, v_c, u_o, U_neg):
    grad_v_c = (sigmoid(np.dot(u_o, v_c)) - 1) * u_o
    for k in range(U_neg.shape[1]):
        u_k = U_neg[:, k]
        grad_v_c = grad_v_c + sigmoid(np.dot(u_k, v_c)) * u_k
    u_s = U_neg[:, s]
    return [grad_v_c, (sigmoid(np.dot(u_o, v_c)) - 1) * v_c, sigmoid(np.dot(u_s, v_c)) * v_c]
