# earns: 0
# named: exponential
def common_vector(v_c, U_o):
    return np.exp(U_o.T @ v_c) - 1
