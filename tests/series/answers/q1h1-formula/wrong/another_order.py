# earns: 0.5
# named: exchanged
def neg_gradients(s, v_c, u_o, U_neg):
    a = sigmoid(u_o @ v_c) - 1
    b = sigmoid(U_neg.T @ v_c)
    return a * v_c, a * u_o + U_neg @ b, b[s] * v_c
