# earns: 0
# named: rows-for-columns
def neg_gradients(s, v_c, u_o, U_neg):
    weights = sigmoid(U_neg @ v_c)
    return U_neg.T @ weights, (sigmoid(u_o @ v_c) - 1) * v_c, weights[s] * v_c
