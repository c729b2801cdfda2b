# %% all_signs
# mistake: all three have the opposite sign (gradient of the paper's objective)
# parts: grad_v_c, grad_u_o, grad_u_s
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    grad_v_c = (1 - sigmoid(u_o @ v_c)) * u_o - U_neg @ sigmoid(U_neg.T @ v_c)
    grad_u_o = (1 - sigmoid(u_o @ v_c)) * v_c
    grad_u_s = -sigmoid(U_neg[:, s] @ v_c) * v_c
    return grad_v_c, grad_u_o, grad_u_s


# %% entrywise_products
# mistake: a * b where a dot product is meant: sigmoids of vectors
# parts: grad_v_c, grad_u_o, grad_u_s
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    grad_v_c = (sigmoid(u_o * v_c) - 1) * u_o + (sigmoid(U_neg.T * v_c).T * U_neg).sum(1)
    grad_u_o = (sigmoid(u_o * v_c) - 1) * v_c
    grad_u_s = sigmoid(U_neg[:, s] * v_c) * v_c
    return grad_v_c, grad_u_o, grad_u_s


# %% first_none
# mistake: gives up the first
# parts: grad_v_c
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    grad_v_c = None
    grad_u_o = (sigmoid(v_c @ u_o) - 1) * v_c
    grad_u_s = (1 - sigmoid(-v_c @ U_neg[:, s])) * v_c
    return grad_v_c, grad_u_o, grad_u_s


# %% inner_derivative_lost
# mistake: the samples' inner -1 is lost in both gradients that need it
# parts: grad_v_c, grad_u_s
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    grad_v_c = (sigmoid(u_o @ v_c) - 1) * u_o - U_neg @ (1 - sigmoid(-U_neg.T @ v_c))
    grad_u_o = (sigmoid(u_o @ v_c) - 1) * v_c
    grad_u_s = -(1 - sigmoid(-U_neg[:, s] @ v_c)) * v_c
    return grad_v_c, grad_u_o, grad_u_s


# %% mean_of_samples
# mistake: the mean over the samples for the sum
# parts: grad_v_c
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    grad_v_c = (sigmoid(u_o @ v_c) - 1) * u_o + (U_neg * sigmoid(v_c @ U_neg)).mean(axis=1)
    grad_u_o = (sigmoid(u_o @ v_c) - 1) * v_c
    grad_u_s = sigmoid(U_neg[:, s] @ v_c) * v_c
    return grad_v_c, grad_u_o, grad_u_s


# %% names_not_set
# mistake: the second name is misspelt
# parts: all (raises)
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    grad_v_c = (sigmoid(u_o @ v_c) - 1) * u_o + U_neg @ sigmoid(U_neg.T @ v_c)
    grad_uo = (sigmoid(u_o @ v_c) - 1) * v_c
    grad_u_s = sigmoid(U_neg[:, s] @ v_c) * v_c
    return grad_v_c, grad_u_o, grad_u_s


# %% no_minus_one
# mistake: sigma without the -1 for the observed word
# parts: grad_v_c, grad_u_o
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    grad_v_c = sigmoid(u_o @ v_c) * u_o + U_neg @ sigmoid(U_neg.T @ v_c)
    grad_u_o = sigmoid(u_o @ v_c) * v_c
    grad_u_s = sigmoid(U_neg[:, s] @ v_c) * v_c
    return grad_v_c, grad_u_o, grad_u_s


# %% no_transpose
# mistake: U_neg @ v_c without the transpose
# parts: all (raises)
# raises: for some inputs (shapes) only
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    grad_v_c = (sigmoid(u_o @ v_c) - 1) * u_o + U_neg @ sigmoid(U_neg @ v_c)
    grad_u_o = (sigmoid(u_o @ v_c) - 1) * v_c
    grad_u_s = sigmoid(U_neg[:, s] @ v_c) * v_c
    return grad_v_c, grad_u_o, grad_u_s


# %% observed_missing_in_vc
# mistake: the observed word is missing from the first
# parts: grad_v_c
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    grad_v_c = U_neg.dot(sigmoid(U_neg.T.dot(v_c)))
    grad_u_o = -sigmoid(-u_o.dot(v_c)) * v_c
    grad_u_s = sigmoid(U_neg[:, s].dot(v_c)) * v_c
    return grad_v_c, grad_u_o, grad_u_s


# %% one_based_s
# mistake: counts s from 1: column s - 1
# parts: grad_u_s
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    grad_v_c = (sigmoid(u_o @ v_c) - 1) * u_o + U_neg @ sigmoid(U_neg.T @ v_c)
    grad_u_o = (sigmoid(u_o @ v_c) - 1) * v_c
    grad_u_s = sigmoid(U_neg[:, s - 1] @ v_c) * v_c
    return grad_v_c, grad_u_o, grad_u_s


# %% one_over_sigma
# mistake: the logarithm's derivative alone, -1/sigma
# parts: grad_v_c, grad_u_o, grad_u_s
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    grad_v_c = -u_o / sigmoid(u_o @ v_c) + U_neg @ (1 / sigmoid(-U_neg.T @ v_c))
    grad_u_o = -v_c / sigmoid(u_o @ v_c)
    grad_u_s = v_c / sigmoid(-U_neg[:, s] @ v_c)
    return grad_v_c, grad_u_o, grad_u_s


# %% only_sample_s
# mistake: only sample s in the centre gradient, in place of all
# parts: grad_v_c
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    u_s = U_neg[:, s]
    grad_v_c = (sigmoid(u_o @ v_c) - 1) * u_o + sigmoid(u_s @ v_c) * u_s
    grad_u_o = (sigmoid(u_o @ v_c) - 1) * v_c
    grad_u_s = sigmoid(u_s @ v_c) * v_c
    return grad_v_c, grad_u_o, grad_u_s


# %% outer_first_wrong_axis
# mistake: sums the weighted columns over axis 0
# parts: all (raises)
# raises: for some inputs (shapes) only
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    grad_v_c = (sigmoid(u_o @ v_c) - 1) * u_o + (U_neg * sigmoid(v_c @ U_neg)).sum(axis=0)
    grad_u_o = (sigmoid(u_o @ v_c) - 1) * v_c
    grad_u_s = sigmoid(U_neg[:, s] @ v_c) * v_c
    return grad_v_c, grad_u_o, grad_u_s


# %% returned_in_other_order
# mistake: assigns u_o's gradient to the first and v_c's to the second
# parts: grad_v_c, grad_u_o
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    grad_u_o = (sigmoid(u_o @ v_c) - 1) * u_o + U_neg @ sigmoid(U_neg.T @ v_c)
    grad_v_c = (sigmoid(u_o @ v_c) - 1) * v_c
    grad_u_s = sigmoid(U_neg[:, s] @ v_c) * v_c
    return grad_v_c, grad_u_o, grad_u_s


# %% row_s
# mistake: takes row s of U_neg instead of column s
# parts: all (raises)
# raises: for some inputs (shapes) only
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    grad_v_c = (sigmoid(u_o @ v_c) - 1) * u_o + U_neg @ sigmoid(U_neg.T @ v_c)
    grad_u_o = (sigmoid(u_o @ v_c) - 1) * v_c
    grad_u_s = sigmoid(U_neg[s] @ v_c) * v_c
    return grad_v_c, grad_u_o, grad_u_s


# %% samples_missing_in_vc
# mistake: the sum over the samples is missing from the first
# parts: grad_v_c
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    p = sigmoid(u_o @ v_c)
    grad_v_c = (p - 1) * u_o
    grad_u_o = (p - 1) * v_c
    grad_u_s = sigmoid(U_neg[:, s] @ v_c) * v_c
    return grad_v_c, grad_u_o, grad_u_s


# %% sigmoid_of_minus
# mistake: sigma(-u.v) for sigma(u.v) in the samples' terms
# parts: grad_v_c, grad_u_s
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    grad_v_c = (sigmoid(u_o @ v_c) - 1) * u_o + U_neg @ sigmoid(-U_neg.T @ v_c)
    grad_u_o = (sigmoid(u_o @ v_c) - 1) * v_c
    grad_u_s = sigmoid(-U_neg[:, s] @ v_c) * v_c
    return grad_v_c, grad_u_o, grad_u_s


# %% slope_left_in
# mistake: the sigmoid's slope, without the division by the sigmoid
# parts: grad_v_c, grad_u_o, grad_u_s
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    def slope(z):
        return sigmoid(z) * (1 - sigmoid(z))

    grad_v_c = -slope(u_o @ v_c) * u_o + U_neg @ slope(U_neg.T @ v_c)
    grad_u_o = -slope(u_o @ v_c) * v_c
    grad_u_s = slope(U_neg[:, s] @ v_c) * v_c
    return grad_v_c, grad_u_o, grad_u_s


# %% softmax_gradients
# mistake: gradients of a softmax over the K + 1 words
# parts: grad_v_c, grad_u_o, grad_u_s
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    z = np.append(u_o @ v_c, U_neg.T @ v_c)
    p = np.exp(z) / np.exp(z).sum()
    grad_v_c = (p[0] - 1) * u_o + U_neg @ p[1:]
    grad_u_o = (p[0] - 1) * v_c
    grad_u_s = p[s + 1] * v_c
    return grad_v_c, grad_u_o, grad_u_s


# %% third_as_number
# mistake: the third lacks its vector
# parts: grad_u_s
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    grad_v_c = (sigmoid(u_o @ v_c) - 1) * u_o + U_neg @ sigmoid(U_neg.T @ v_c)
    grad_u_o = (sigmoid(u_o @ v_c) - 1) * v_c
    grad_u_s = 1 - sigmoid(-U_neg[:, s] @ v_c)
    return grad_v_c, grad_u_o, grad_u_s


# %% third_none
# mistake: gives up the third
# parts: grad_u_s
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    grad_v_c = (sigmoid(u_o @ v_c) - 1) * u_o + U_neg @ sigmoid(U_neg.T @ v_c)
    grad_u_o = (sigmoid(u_o @ v_c) - 1) * v_c
    grad_u_s = None
    return grad_v_c, grad_u_o, grad_u_s


# %% two_k_and_all_columns
# mistake: the mean's factor in the first and all columns summed in the third
# parts: grad_v_c, grad_u_s
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    sig = sigmoid(v_c @ U_neg)
    grad_v_c = (sigmoid(v_c @ u_o) - 1) * u_o + np.average(U_neg, axis=1, weights=sig)
    grad_u_o = (sigmoid(v_c @ u_o) - 1) * v_c
    grad_u_s = sig.sum() * v_c
    return grad_v_c, grad_u_o, grad_u_s


# %% two_missing_and_slope
# mistake: samples missing in the first, slope in the third
# parts: grad_v_c, grad_u_s
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    a, b = sigmoid(u_o @ v_c), sigmoid(U_neg[:, s] @ v_c)
    grad_v_c = (a - 1) * u_o
    grad_u_o = (a - 1) * v_c
    grad_u_s = b * (1 - b) * v_c
    return grad_v_c, grad_u_o, grad_u_s


# %% two_no_one_and_mean
# mistake: no -1 for u_o, and the mean over the samples
# parts: grad_v_c, grad_u_o
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    grad_v_c = (sigmoid(u_o @ v_c) - 1) * u_o + U_neg @ sigmoid(U_neg.T @ v_c) / U_neg.shape[1]
    grad_u_o = sigmoid(u_o @ v_c) * v_c
    grad_u_s = sigmoid(U_neg[:, s] @ v_c) * v_c
    return grad_v_c, grad_u_o, grad_u_s


# %% two_only_s_and_none
# mistake: only sample s in the first, and nothing for the second
# parts: grad_v_c, grad_u_o
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    u_s = U_neg[:, s]
    grad_v_c = -sigmoid(-u_o @ v_c) * u_o + sigmoid(u_s @ v_c) * u_s
    grad_u_o = None
    grad_u_s = sigmoid(u_s @ v_c) * v_c
    return grad_v_c, grad_u_o, grad_u_s


# %% two_sign_and_index
# mistake: centre gradient's samples subtracted, and column s - 1
# parts: grad_v_c, grad_u_s
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    grad_v_c = (sigmoid(u_o @ v_c) - 1) * u_o - U_neg @ sigmoid(U_neg.T @ v_c)
    grad_u_o = (sigmoid(u_o @ v_c) - 1) * v_c
    grad_u_s = sigmoid(U_neg[:, s - 1] @ v_c) * v_c
    return grad_v_c, grad_u_o, grad_u_s


# %% two_signs_first_two
# mistake: both terms with u_o have the wrong sign
# parts: grad_v_c, grad_u_o
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    pull = 1 - sigmoid(u_o @ v_c)
    push = sigmoid(v_c @ U_neg)
    grad_v_c = pull * u_o + (U_neg * push).sum(axis=1)
    grad_u_o = pull * v_c
    grad_u_s = push[s] * v_c
    return grad_v_c, grad_u_o, grad_u_s


# %% two_vectors_and_sign
# mistake: u_o for v_c in the second, a minus in the third
# parts: grad_u_o, grad_u_s
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    grad_v_c = (sigmoid(u_o @ v_c) - 1) * u_o + U_neg @ sigmoid(U_neg.T @ v_c)
    grad_u_o = (sigmoid(v_c @ u_o) - 1) * u_o
    grad_u_s = -sigmoid(U_neg[:, s] @ v_c) * v_c
    return grad_v_c, grad_u_o, grad_u_s


# %% u_o_has_k_terms
# mistake: the observed word's term K times
# parts: grad_u_o
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    K = U_neg.shape[1] + 1
    grad_v_c = (sigmoid(u_o @ v_c) - 1) * u_o + U_neg @ sigmoid(U_neg.T @ v_c)
    grad_u_o = K * (sigmoid(u_o @ v_c) - 1) * v_c
    grad_u_s = sigmoid(U_neg[:, s] @ v_c) * v_c
    return grad_v_c, grad_u_o, grad_u_s


# %% u_o_sign
# mistake: 1 - sigmoid for u_o
# parts: grad_u_o
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    grad_v_c = (sigmoid(u_o @ v_c) - 1) * u_o + U_neg @ sigmoid(v_c @ U_neg)
    grad_u_o = (1 - sigmoid(u_o @ v_c)) * v_c
    grad_u_s = sigmoid(U_neg[:, s] @ v_c) * v_c
    return grad_v_c, grad_u_o, grad_u_s


# %% u_o_times_u_o
# mistake: u_o where v_c belongs
# parts: grad_u_o
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    grad_v_c = (sigmoid(u_o @ v_c) - 1) * u_o + U_neg @ sigmoid(U_neg.T @ v_c)
    grad_u_o = (sigmoid(u_o @ v_c) - 1) * u_o
    grad_u_s = sigmoid(U_neg[:, s] @ v_c) * v_c
    return grad_v_c, grad_u_o, grad_u_s


# %% u_s_all_columns
# mistake: returns the gradients of all columns, (d, K), for the third
# parts: grad_u_s
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    grad_v_c = (sigmoid(u_o @ v_c) - 1) * u_o + U_neg @ sigmoid(U_neg.T @ v_c)
    grad_u_o = (sigmoid(u_o @ v_c) - 1) * v_c
    grad_u_s = np.outer(v_c, sigmoid(U_neg.T @ v_c))
    return grad_v_c, grad_u_o, grad_u_s


# %% u_s_sign
# mistake: the inner derivative -1 is forgotten for the sample
# parts: grad_u_s
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    grad_v_c = (sigmoid(u_o @ v_c) - 1) * u_o + U_neg @ (1 - sigmoid(-U_neg.T @ v_c))
    grad_u_o = (sigmoid(u_o @ v_c) - 1) * v_c
    grad_u_s = (sigmoid(-U_neg[:, s] @ v_c) - 1) * v_c
    return grad_v_c, grad_u_o, grad_u_s


# %% u_s_sum_over_all
# mistake: the gradient for one sample sums over all samples
# parts: grad_u_s
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    grad_v_c = (sigmoid(u_o @ v_c) - 1) * u_o + U_neg @ sigmoid(U_neg.T @ v_c)
    grad_u_o = (sigmoid(u_o @ v_c) - 1) * v_c
    grad_u_s = np.sum(sigmoid(U_neg.T @ v_c)) * v_c
    return grad_v_c, grad_u_o, grad_u_s


# %% u_s_times_u_s
# mistake: u_s where v_c belongs
# parts: grad_u_s
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    grad_v_c = (sigmoid(u_o @ v_c) - 1) * u_o + U_neg @ sigmoid(U_neg.T @ v_c)
    grad_u_o = (sigmoid(u_o @ v_c) - 1) * v_c
    grad_u_s = sigmoid(U_neg[:, s] @ v_c) * U_neg[:, s]
    return grad_v_c, grad_u_o, grad_u_s


# %% u_s_with_positive_formula
# mistake: the observed word's formula used for the sample
# parts: grad_u_s
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    grad_v_c = -(1 - sigmoid(u_o @ v_c)) * u_o + U_neg @ sigmoid(U_neg.T @ v_c)
    grad_u_o = -(1 - sigmoid(u_o @ v_c)) * v_c
    grad_u_s = -(1 - sigmoid(U_neg[:, s] @ v_c)) * v_c
    return grad_v_c, grad_u_o, grad_u_s


# %% vc_all_signs
# mistake: the centre gradient has the opposite sign
# parts: grad_v_c
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    grad_v_c = (1 - sigmoid(u_o @ v_c)) * u_o - U_neg @ sigmoid(U_neg.T @ v_c)
    grad_u_o = (sigmoid(u_o @ v_c) - 1) * v_c
    grad_u_s = sigmoid(U_neg[:, s] @ v_c) * v_c
    return grad_v_c, grad_u_o, grad_u_s


# %% vc_in_place_on_u_o
# mistake: grad_v_c is u_o itself, scaled in place: the argument is changed before its dot product is taken again
# parts: grad_u_o, inputs
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    grad_v_c = u_o
    grad_v_c *= sigmoid(u_o @ v_c) - 1
    grad_v_c += U_neg @ sigmoid(U_neg.T @ v_c)
    grad_u_o = (sigmoid(u_o @ v_c) - 1) * v_c
    grad_u_s = sigmoid(U_neg[:, s] @ v_c) * v_c
    return grad_v_c, grad_u_o, grad_u_s


# %% vc_loop_overwrites
# mistake: the loop overwrites instead of adding
# parts: grad_v_c
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    grad_u_o = (sigmoid(u_o @ v_c) - 1) * v_c
    grad_u_s = sigmoid(U_neg[:, s] @ v_c) * v_c
    grad_v_c = (sigmoid(u_o @ v_c) - 1) * u_o
    for k in range(U_neg.shape[1]):
        grad_v_c = sigmoid(U_neg[:, k] @ v_c) * U_neg[:, k]
    return grad_v_c, grad_u_o, grad_u_s


# %% vectors_exchanged
# mistake: the two vectors exchanged: v_c in the first, u_o and u_s in the others
# parts: grad_v_c, grad_u_o, grad_u_s
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    a = sigmoid(u_o @ v_c) - 1
    b = sigmoid(U_neg.T @ v_c)
    grad_v_c = a * v_c + b.sum() * v_c
    grad_u_o = a * u_o
    grad_u_s = b[s] * U_neg[:, s]
    return grad_v_c, grad_u_o, grad_u_s
