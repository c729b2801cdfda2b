def common_vector(v_c, U_o):
    return -sigmoid(-np.dot(v_c, U_o))
