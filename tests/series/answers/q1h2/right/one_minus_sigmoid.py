def common_vector(v_c, U_o):
    return 1 - sigmoid(U_o.T @ v_c)
