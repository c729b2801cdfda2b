# earns: 0.5
# named: one-missing
def common_vector(v_c, U_o):
    return -sigmoid(U_o.T @ v_c)
