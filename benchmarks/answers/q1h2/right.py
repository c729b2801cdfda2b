# %% broadcasting_sum
# style: multiplies and sums over axis 0
def common_vector(v_c: Array, U_o: Array) -> Array:
    z = (U_o * v_c[:, np.newaxis]).sum(axis=0)
    return np.subtract(sigmoid(z), 1)


# %% einsum
# style: einsum
def common_vector(v_c: Array, U_o: Array) -> Array:
    scores = np.einsum("dk,d->k", U_o, v_c)
    return sigmoid(scores) - 1.0


# %% explicit_ones
# style: a vector of K + 1 ones
def common_vector(v_c: Array, U_o: Array) -> Array:
    ones = np.ones(U_o.shape[1])
    return sigmoid(np.dot(U_o.T, v_c)) - ones


# %% exponential
# style: the exponential by hand
def common_vector(v_c: Array, U_o: Array) -> Array:
    return 1 / (1 + np.exp(v_c @ U_o))


# %% hstack_probabilities
# style: prediction minus label, with the samples' minus undone
def common_vector(v_c: Array, U_o: Array) -> Array:
    K = U_o.shape[1] - 1
    sign = np.hstack([1, -np.ones(K)])
    y = np.hstack([1, np.zeros(K)])
    y_hat = sigmoid(sign * (U_o.T @ v_c))
    return y_hat - y


# %% list_comprehension
# style: entry by entry, in a list comprehension
def common_vector(v_c: Array, U_o: Array) -> Array:
    return np.array([sigmoid(U_o[:, k] @ v_c) - 1 for k in range(U_o.shape[1])])


# %% loop_with_zeros
# style: a loop into zeros
def common_vector(v_c: Array, U_o: Array) -> Array:
    K1 = U_o.shape[1]
    delta = np.zeros(K1)
    for k in range(K1):
        delta[k] = 1 - sigmoid(np.dot(v_c, U_o[:, k]))
    return delta


# %% map_columns
# style: map over the columns
def common_vector(v_c: Array, U_o: Array) -> Array:
    return np.fromiter(map(lambda u: sigmoid(u @ v_c) - 1, U_o.T), dtype=float)


# %% matmul_column
# style: v_c as a column, flattened
def common_vector(v_c: Array, U_o: Array) -> Array:
    column = v_c.reshape(-1, 1)
    out = sigmoid(np.matmul(U_o.T, column)) - 1
    return out.flatten()


# %% minus_sigmoid_of_minus
# style: minus the sigmoid of minus
def common_vector(v_c: Array, U_o: Array) -> Array:
    return -sigmoid(-(v_c @ U_o))


# %% one_minus_sigmoid
# style: the negative
def common_vector(v_c: Array, U_o: Array) -> Array:
    return 1 - sigmoid(U_o.T @ v_c)


# %% samples_sign_out
# style: the minus taken out of the samples' entries
def common_vector(v_c: Array, U_o: Array) -> Array:
    common = sigmoid(U_o.T @ v_c) - 1
    common[1:] *= -1
    return common


# %% sigmoid_minus_one
# style: sigmoid minus one
def common_vector(v_c: Array, U_o: Array) -> Array:
    return sigmoid(U_o.T @ v_c) - 1


# %% sigmoid_of_minus
# style: sigmoid of minus the scores
def common_vector(v_c: Array, U_o: Array) -> Array:
    return sigmoid(-U_o.T @ v_c)


# %% split_and_concatenate
# style: u_o and the samples apart, then concatenated
def common_vector(v_c: Array, U_o: Array) -> Array:
    u_o, minus_u_neg = U_o[:, 0], U_o[:, 1:]
    first = sigmoid(u_o @ v_c) - 1
    others = sigmoid(-(minus_u_neg.T @ v_c))
    return np.concatenate(([first], others))


# %% tanh_form
# style: tanh, odd names, a print
def common_vector(v_c: Array, U_o: Array) -> Array:
    punktprodukte = v_c.dot(U_o)
    rest = (np.tanh(punktprodukte / 2) - 1) / 2
    print(rest.shape)
    return rest
