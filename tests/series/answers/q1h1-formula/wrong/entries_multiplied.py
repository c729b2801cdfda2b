# earns: 1
# named: dot-product-missing
def neg_gradients(s, v_c, u_o, U_neg):
    grad_v_c = (sigmoid(u_o @ v_c) - 1) * u_o + U_neg @ sigmoid(U_neg.T @ v_c)
    grad_u_o = (sigmoid(u_o * v_c) - 1) * v_c
    grad_u_s = sigmoid(U_neg[:, s] * v_c) * v_c
    return grad_v_c, grad_u_o, grad_u_s
