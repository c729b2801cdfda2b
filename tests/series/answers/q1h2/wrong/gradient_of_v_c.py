# earns: 0
# named: shape-of-others
def common_vector(v_c, U_o):
    return U_o @ (sigmoid(U_o.T @ v_c) - 1)
