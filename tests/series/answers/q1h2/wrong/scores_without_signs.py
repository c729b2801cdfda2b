# earns: 0
# named: absolute
def common_vector(v_c, U_o):
    return sigmoid(np.abs(U_o.T @ v_c)) - 1
