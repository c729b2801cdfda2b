# earns: 1.5
# named: other-sample
def neg_gradients(s, v_c, u_o, U_neg):
    a = sigmoid(u_o @ v_c) - 1
    b = sigmoid(U_neg.T @ v_c)
    return a * u_o + U_neg @ b, a * v_c, b[s - 1] * v_c
