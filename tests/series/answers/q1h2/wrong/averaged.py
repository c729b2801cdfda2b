# earns: 0
# named: scaled
def common_vector(v_c, U_o):
    return (sigmoid(U_o.T @ v_c) - 1) / U_o.shape[1]
