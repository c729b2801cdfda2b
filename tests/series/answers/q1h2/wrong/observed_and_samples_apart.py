# earns: 0
# named: not-numbers
def common_vector(v_c, U_o):
    return sigmoid(U_o[:, 0] @ v_c) - 1, sigmoid(U_o[:, 1:].T @ v_c) - 1
