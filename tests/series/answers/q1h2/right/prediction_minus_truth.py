def common_vector(v_c, U_o):
    z = v_c @ U_o
    z[1:] *= -1
    y = np.zeros_like(z)
    y[0] = 1
    return sigmoid(z) - y
