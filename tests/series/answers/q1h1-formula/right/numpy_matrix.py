def neg_gradients(s, v_c, u_o, U_neg):
    v = np.matrix(v_c).T
    o = np.matrix(u_o).T
    N = np.matrix(U_neg)
    a = sigmoid((o.T * v)[0, 0]) - 1
    b = np.matrix(sigmoid(np.asarray(N.T * v)))
    return np.asarray(a * o + N * b)[:, 0], np.asarray(a * v)[:, 0], np.asarray(b[s, 0] * v)[:, 0]
