# earns: 0
# named: wrong-return
def neg_gradients(s, v_c, u_o, U_neg):
    return (sigmoid(u_o @ v_c) - 1) * u_o + U_neg @ sigmoid(U_neg.T @ v_c), (sigmoid(u_o @ v_c) - 1) * v_c
