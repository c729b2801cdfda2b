def common_vector(v_c, U_o):
    return [sigmoid(np.dot(u, v_c)) - 1 for u in U_o.T]
