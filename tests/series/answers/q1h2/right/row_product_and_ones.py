def common_vector(v_c, U_o):
    return np.ones(U_o.shape[1]) - sigmoid(v_c @ U_o)
