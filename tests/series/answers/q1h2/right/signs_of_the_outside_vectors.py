def common_vector(v_c, U_o):
    shared = sigmoid(U_o.T @ v_c) - 1
    shared[1:] *= -1
    return shared
