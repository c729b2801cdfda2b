# %% divided_by_k
# mistake: divided by K + 1
# parts: all
def common_vector(v_c: Array, U_o: Array) -> Array:
    return (sigmoid(U_o.T @ v_c) - 1) / U_o.shape[1]


# %% entrywise
# mistake: U_o * v_c instead of a matrix product
# parts: all (raises)
# raises: for some inputs (shapes) only
def common_vector(v_c: Array, U_o: Array) -> Array:
    return sigmoid(U_o * v_c) - 1


# %% entrywise_matrix
# mistake: entry-by-entry product, not summed: a matrix
# parts: all
def common_vector(v_c: Array, U_o: Array) -> Array:
    return sigmoid(U_o.T * v_c) - 1


# %% exp_of_minus
# mistake: forgot the 1 + in the sigmoid written by hand
# parts: all
def common_vector(v_c: Array, U_o: Array) -> Array:
    return 1 / np.exp(U_o.T @ v_c)


# %% exp_ratio_inverted
# mistake: e/(1 + e) with the scores' sign right, minus 1 forgotten: sigmoid by hand
# parts: half
def common_vector(v_c: Array, U_o: Array) -> Array:
    e = np.exp(U_o.T @ v_c)
    return e / (1 + e)


# %% extra_minus_for_samples
# mistake: takes the minus of the columns in again, so the samples' scores have the wrong sign
# parts: all
def common_vector(v_c: Array, U_o: Array) -> Array:
    sign = -np.ones(U_o.shape[1])
    sign[0] = 1
    return sigmoid(sign * (U_o.T @ v_c)) - 1


# %% first_missing
# mistake: leaves out u_o's entry
# parts: all
def common_vector(v_c: Array, U_o: Array) -> Array:
    return sigmoid(U_o[:, 1:].T @ v_c) - 1


# %% forgot_return
# mistake: no return
# parts: all
def common_vector(v_c: Array, U_o: Array) -> Array:
    common = sigmoid(U_o.T @ v_c) - 1


# %% half_factor
# mistake: an extra factor two
# parts: all
def common_vector(v_c: Array, U_o: Array) -> Array:
    common = 2 * (1 - sigmoid(U_o.T @ v_c))
    return common


# %% label_and_stacked
# mistake: prediction minus label, with the columns' minus forgotten
# parts: all
def common_vector(v_c: Array, U_o: Array) -> Array:
    y = np.zeros(U_o.shape[1])
    y[0] = 1
    return sigmoid(U_o.T @ v_c) - y


# %% last_missing
# mistake: the loop stops one too early and leaves the last entry 0
# parts: all
def common_vector(v_c: Array, U_o: Array) -> Array:
    K = U_o.shape[1] - 1
    out = np.zeros(K + 1)
    for k in range(K):
        out[k] = sigmoid(U_o[:, k] @ v_c) - 1
    return out


# %% log_sigmoid
# mistake: the logarithms, as in the loss
# parts: all
def common_vector(v_c: Array, U_o: Array) -> Array:
    return -np.log(sigmoid(U_o.T @ v_c))


# %% minus_one_from_first_only
# mistake: 1 subtracted from the first entry only
# parts: all
def common_vector(v_c: Array, U_o: Array) -> Array:
    delta = sigmoid(U_o.T @ v_c)
    delta[0] -= 1
    return delta


# %% minus_sigmoid_only
# mistake: minus the sigmoid, the 1 left to do
# parts: half
def common_vector(v_c: Array, U_o: Array) -> Array:
    return -sigmoid(v_c @ U_o)


# %% multiplied_with_U_o
# mistake: goes on to the centre gradient
# parts: all
def common_vector(v_c: Array, U_o: Array) -> Array:
    return U_o @ (sigmoid(U_o.T @ v_c) - 1)


# %% multiplied_with_v_c
# mistake: goes on to the outside gradients: a (K + 1, d) matrix
# parts: all
def common_vector(v_c: Array, U_o: Array) -> Array:
    return np.outer(sigmoid(U_o.T @ v_c) - 1, v_c)


# %% no_transpose
# mistake: U_o without the transpose
# parts: all (raises)
# raises: for some inputs (shapes) only
def common_vector(v_c: Array, U_o: Array) -> Array:
    return sigmoid(U_o @ v_c) - 1


# %% one_inside
# mistake: the 1 subtracted inside the sigmoid
# parts: all
def common_vector(v_c: Array, U_o: Array) -> Array:
    return sigmoid(U_o.T @ v_c - 1)


# %% one_minus_label
# mistake: y - sigma with ones and zeros the wrong way round
# parts: all
def common_vector(v_c: Array, U_o: Array) -> Array:
    y = np.ones(U_o.shape[1])
    y[0] = 0
    return y - sigmoid(U_o.T @ v_c)


# %% one_minus_sigmoid_of_minus
# mistake: 1 - sigmoid(-scores), which is the sigmoid itself: the 1 is still to be subtracted
# parts: half
def common_vector(v_c: Array, U_o: Array) -> Array:
    return 1 - sigmoid(-U_o.T @ v_c)


# %% ones_of_length_d
# mistake: a vector of d ones
# parts: all (raises)
# raises: for some inputs (shapes) only
def common_vector(v_c: Array, U_o: Array) -> Array:
    return sigmoid(U_o.T @ v_c) - np.ones(len(v_c))


# %% ones_undefined
# mistake: writes ones, which was never made
# parts: all (raises)
def common_vector(v_c: Array, U_o: Array) -> Array:
    return sigmoid(U_o.T @ v_c) - ones


# %% only_first
# mistake: u_o's entry only
# parts: all
def common_vector(v_c: Array, U_o: Array) -> Array:
    u_o = U_o[:, 0]
    return sigmoid(u_o @ v_c) - 1


# %% overwritten
# mistake: the variable is overwritten in the loop
# parts: all
def common_vector(v_c: Array, U_o: Array) -> Array:
    for k in range(U_o.shape[1]):
        common = sigmoid(U_o[:, k] @ v_c) - 1
    return common


# %% plus_one
# mistake: plus one
# parts: all
def common_vector(v_c: Array, U_o: Array) -> Array:
    return sigmoid(U_o.T @ v_c) + 1


# %% prints
# mistake: prints instead of returning
# parts: all
def common_vector(v_c: Array, U_o: Array) -> Array:
    print(sigmoid(U_o.T @ v_c) - 1)


# %% product_wrong_side
# mistake: v_c @ U_o.T
# parts: all (raises)
# raises: for some inputs (shapes) only
def common_vector(v_c: Array, U_o: Array) -> Array:
    return 1 - sigmoid(v_c @ U_o.T)


# %% rows_of_U_o
# mistake: loops over the rows of U_o
# parts: all (raises)
# raises: for some inputs (shapes) only
def common_vector(v_c: Array, U_o: Array) -> Array:
    return np.array([sigmoid(row @ v_c) - 1 for row in U_o])


# %% scores_minus_one
# mistake: scores minus one, without the sigmoid
# parts: all
def common_vector(v_c: Array, U_o: Array) -> Array:
    return U_o.T @ v_c - 1


# %% scores_only
# mistake: the scores; sigmoid and - 1 are left to do
# parts: all
def common_vector(v_c: Array, U_o: Array) -> Array:
    return U_o.T @ v_c


# %% sigmoid_only
# mistake: the sigmoid without the - 1, which is the same in all three and left to do
# parts: half
def common_vector(v_c: Array, U_o: Array) -> Array:
    return sigmoid(U_o.T @ v_c)


# %% sigmoid_only_loop
# mistake: the sigmoid alone, in a loop
# parts: half
def common_vector(v_c: Array, U_o: Array) -> Array:
    out = np.zeros(U_o.shape[1])
    for k in range(len(out)):
        out[k] = sigmoid(U_o[:, k] @ v_c)
    return out


# %% slope_of_sigmoid
# mistake: sigma (1 - sigma)
# parts: all
def common_vector(v_c: Array, U_o: Array) -> Array:
    p = sigmoid(U_o.T @ v_c)
    return p * (1 - p)


# %% softmax
# mistake: softmax of the scores
# parts: all
def common_vector(v_c: Array, U_o: Array) -> Array:
    e = np.exp(U_o.T @ v_c)
    return e / e.sum() - 1


# %% sum_over_k
# mistake: sums the columns instead of the rows
# parts: all
def common_vector(v_c: Array, U_o: Array) -> Array:
    return sigmoid((U_o.T * v_c).sum(axis=0)) - 1


# %% summed
# mistake: sums the entries to one number
# parts: all
def common_vector(v_c: Array, U_o: Array) -> Array:
    return (sigmoid(U_o.T @ v_c) - 1).sum()


# %% two_first_missing_no_one
# mistake: leaves out u_o's entry and the minus one
# parts: all
def common_vector(v_c: Array, U_o: Array) -> Array:
    return np.array([sigmoid(U_o[:, k] @ v_c) for k in range(1, U_o.shape[1])])


# %% two_log_and_label
# mistake: the logarithm taken, and a label subtracted that only the first entry has
# parts: all
def common_vector(v_c: Array, U_o: Array) -> Array:
    y = (np.arange(U_o.shape[1]) == 0) * 1.0
    return np.log(sigmoid(U_o.T @ v_c)) - y


# %% two_overwritten_without_one
# mistake: only the last entry, and the minus one missing
# parts: all
def common_vector(v_c: Array, U_o: Array) -> Array:
    common = 0
    for u in U_o.T:
        common = sigmoid(u @ v_c)
    return common


# %% two_slope_and_sum
# mistake: the slope, averaged
# parts: all
def common_vector(v_c: Array, U_o: Array) -> Array:
    p = sigmoid(v_c @ U_o)
    return np.mean(p * (1 - p))


# %% two_sum_and_sign
# mistake: rows summed and the first entry without the minus one
# parts: all
def common_vector(v_c: Array, U_o: Array) -> Array:
    z = np.einsum("dk,d->d", U_o, v_c)
    c = sigmoid(z)
    c[0] = c[0] - 1
    return c
