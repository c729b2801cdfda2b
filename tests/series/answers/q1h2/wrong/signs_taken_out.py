# earns: 0
# named: samples-as-observed
def common_vector(v_c, U_o):
    return np.append(1 - sigmoid(U_o[:, 0] @ v_c), 1 - sigmoid(-U_o[:, 1:].T @ v_c))
