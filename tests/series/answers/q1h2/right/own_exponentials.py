def common_vector(v_c, U_o):
    return 1 / (1 + np.exp(v_c @ U_o))
