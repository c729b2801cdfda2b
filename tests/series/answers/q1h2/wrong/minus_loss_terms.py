# earns: 0
# named: logarithms
def common_vector(v_c, U_o):
    return -np.log(sigmoid(U_o.T @ v_c))
