# earns: 0
# named: scores-only
def common_vector(v_c, U_o):
    return U_o.T @ v_c
