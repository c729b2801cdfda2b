# earns: 0
# named: rows-for-columns
def common_vector(v_c, U_o):
    return sigmoid(U_o @ v_c) - 1
