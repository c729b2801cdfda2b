# %% absolute
# mistake: absolute value of the error, wrong for the observed word
# parts: w==o
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    return abs(y_hat[w] - y[w]) * v_c


# %% all_words
# mistake: returns the gradient for every word, (V, d)
# parts: w==o, w!=o
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    return np.outer(y_hat - y, v_c)


# %% all_words_transposed
# mistake: returns the gradient for every word, (d, V)
# parts: w==o, w!=o
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    return np.outer(v_c, y_hat - y)


# %% append_mistake
# mistake: y is forgotten, and the loop appends the running list's sum as well
# parts: w==o, w!=o
# combined: yes
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    out = []
    for entry in v_c:
        out.append(y_hat[w] * entry + sum(out))
    return np.array(out)


# %% assignment_lost
# mistake: overwrites the first case: second if without else
# parts: w==o
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    if w == o:
        grad = (y_hat[w] - 1) * v_c
    grad = y_hat[w] * v_c
    return grad


# %% brackets
# mistake: missing brackets: y_hat[w] - y[w] * v_c
# parts: w==o, w!=o
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    return y_hat[w] - y[w] * v_c


# %% call_for_index
# mistake: round brackets instead of square ones
# parts: w==o, w!=o
# raises: yes
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    return (y_hat(w) - y(w)) * v_c


# %% case_o_only_pull
# mistake: the observed word gets only -v_c
# parts: w==o
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    if w == o:
        return -v_c
    return y_hat[w] * v_c


# %% column_result
# mistake: column of shape (d, 1)
# parts: w==o, w!=o
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    return (y_hat[w] - y[w]) * v_c.reshape(-1, 1)


# %% compare_reversed
# mistake: not-equal for equal in a conditional expression
# parts: w==o, w!=o
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    return (y_hat[w] - (1 if w != o else 0)) * v_c


# %% compare_y_w
# mistake: compares y[w] with o instead of w with o, the observed word is never recognised
# parts: w==o, w!=o
# when: w==o: o is not 1; w!=o: o is 0
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    if y[w] == o:
        return (y_hat[w] - 1) * v_c
    return y_hat[w] * v_c


# %% divided_V
# mistake: divides by the size of the vocabulary
# parts: w==o, w!=o
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    return (y_hat[w] - y[w]) * v_c / len(y)


# %% dot_all
# mistake: dot product of the error with v_c: shapes do not fit
# parts: w==o, w!=o
# raises: yes
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    return np.dot(y_hat - y, v_c)


# %% factor_two
# mistake: factor 2
# parts: w==o, w!=o
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    return 2 * (y_hat[w] - y[w]) * v_c


# %% global_v
# mistake: uses v from the worked example in place of v_c
# parts: w==o, w!=o
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    return (y_hat[w] - y[w]) * v


# %% grad_for_v
# mistake: gradient for the centre vector by habit; U is not an argument here and the global one is used
# parts: w==o, w!=o
# raises: if V is smaller than 7
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    return U @ (y_hat - y)[: U.shape[1]]


# %% index_o
# mistake: uses o as index throughout, w is ignored
# parts: w!=o
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    return (y_hat[o] - y[o]) * v_c


# %% int_factor
# mistake: casts the factor to int
# parts: w==o, w!=o
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    return int(y_hat[w] - y[w]) * v_c


# %% inverse_probability
# mistake: -v_c / y_hat for the observed word (stops at d(-log y_hat_o)/d y_hat_o)
# parts: w==o
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    if w == o:
        return -v_c / y_hat[o]
    return y_hat[w] * v_c


# %% is_wrong_operand
# mistake: subtracts v_c once more outside the bracket
# parts: w==o, w!=o
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    return (y_hat[w] - y[w]) * v_c - v_c


# %% log_in_gradient
# mistake: log of y_hat[w] in place of y_hat[w]
# parts: w==o, w!=o
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    return (np.log(y_hat[w]) - y[w]) * v_c


# %% loop_wrong_range
# mistake: loop leaves out the last entry of v_c
# parts: w==o, w!=o
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    grad = np.zeros(len(v_c))
    for i in range(len(v_c) - 1):
        grad[i] = (y_hat[w] - y[w]) * v_c[i]
    return grad


# %% mean_over_d
# mistake: divides by the length d, and the sign
# parts: w==o, w!=o
# combined: yes
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    return (y[w] - y_hat[w]) * v_c / v_c.shape[0]


# %% missing_return_o
# mistake: assigns in both branches but only returns in the else
# parts: w==o
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    if w == o:
        grad = (y_hat[w] - 1) * v_c
    else:
        grad = y_hat[w] * v_c
        return grad


# %% name_v
# mistake: misspells v_c as vc
# parts: w==o, w!=o
# raises: yes
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    return (y_hat[w] - y[w]) * vc


# %% no_case_for_o
# mistake: the observed word's extra term is missing
# parts: w==o
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    return y_hat[w] * v_c


# %% no_else_return
# mistake: returns only for the observed word, None otherwise
# parts: w!=o
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    if w == o:
        return (y_hat[w] - 1) * v_c


# %% off_by_one
# mistake: index starts at 1: uses w - 1
# parts: w==o, w!=o
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    return (y_hat[w - 1] - y[w - 1]) * v_c


# %% one_minus_sign
# mistake: w = o: 1 - y_hat in place of y_hat - 1
# parts: w==o
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    if w == o:
        return (1 - y_hat[w]) * v_c
    return y_hat[w] * v_c


# %% only_factor
# mistake: v_c is forgotten, a number comes out
# parts: w==o, w!=o
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    return y_hat[w] - y[w]


# %% other_words_complement
# mistake: w != o: 1 - y_hat[w], the probability of not seeing it
# parts: w!=o
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    if w == o:
        return (y_hat[o] - 1.0) * v_c
    return (1.0 - y_hat[w]) * v_c


# %% others_constant
# mistake: w != o: v_c alone, the weight is forgotten
# parts: w!=o
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    return (y_hat[o] - 1) * v_c if w == o else v_c


# %% others_minus
# mistake: w != o: minus sign too much
# parts: w!=o
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    if w == o:
        return (y_hat[w] - 1) * v_c
    return -y_hat[w] * v_c


# %% others_minus_one
# mistake: subtracts 1 in both cases
# parts: w!=o
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    return (y_hat[w] - 1) * v_c


# %% others_yhat_o
# mistake: other words use y_hat[o] in place of y_hat[w]
# parts: w!=o
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    return (y_hat[o] - y[w]) * v_c


# %% plus
# mistake: y_hat plus y
# parts: w==o
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    return (y_hat[w] + y[w]) * v_c


# %% plus_v_o
# mistake: w = o: plus v_c in place of minus
# parts: w==o
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    g = y_hat[w] * v_c
    if w == o:
        g = g + v_c
    return g


# %% prints
# mistake: prints and returns None
# parts: w==o, w!=o
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    answer = (y_hat[w] - y[w]) * v_c
    print(answer)


# %% resoftmax
# mistake: softmax applied to the probabilities again
# parts: w==o, w!=o
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    p = softmax(y_hat)
    return (p[w] - y[w]) * v_c


# %% row_result
# mistake: row of shape (1, d)
# parts: w==o, w!=o
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    return np.outer(y_hat[w] - y[w], v_c)


# %% sigmoid_like
# mistake: y_hat(1 - y_hat) for the observed word
# parts: w==o
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    if w == o:
        return -y_hat[o] * (1 - y_hat[o]) * v_c
    return y_hat[w] * v_c


# %% sign_flipped
# mistake: sign of both cases
# parts: w==o, w!=o
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    return (y[w] - y_hat[w]) * v_c


# %% softmax_jacobian
# mistake: uses softmax's Jacobian entry -y_hat_w y_hat_o for other words
# parts: w!=o
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    if w == o:
        return -(1 - y_hat[o]) * v_c
    else:
        return -y_hat[w] * y_hat[o] * v_c


# %% softmax_jacobian_both
# mistake: derivative of y_hat_o itself, the log is forgotten
# parts: w==o, w!=o
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    if w == o:
        return y_hat[o] * (1 - y_hat[o]) * v_c
    return -y_hat[o] * y_hat[w] * v_c


# %% squared
# mistake: error squared
# parts: w==o, w!=o
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    return (y_hat[w] - y[w]) ** 2 * v_c


# %% summed_entries
# mistake: sums the entries of v_c
# parts: w==o, w!=o
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    return np.sum((y_hat[w] - y[w]) * v_c)


# %% summed_others
# mistake: w != o: sums over all wrong words
# parts: w!=o
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    if w == o:
        return (y_hat[o] - 1) * v_c
    return (y_hat.sum() - y_hat[o]) * v_c


# %% swapped_cases
# mistake: the two cases are exchanged
# parts: w==o, w!=o
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    if w == o:
        return y_hat[w] * v_c
    else:
        return (y_hat[w] - 1) * v_c


# %% times_y
# mistake: y_hat times y
# parts: w==o, w!=o
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    return y_hat[w] * y[w] * v_c


# %% transposed_and_sign
# mistake: takes column 0 in place of row w, (V,), and the sign is wrong
# parts: w==o, w!=o
# combined: yes
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    return np.outer(y - y_hat, v_c)[:, 0]


# %% two_column_and_no_truth
# mistake: observed term missing, and a column
# parts: w==o, w!=o
# combined: yes
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    return y_hat[w] * v_c[:, np.newaxis]


# %% two_index_o_plus
# mistake: index o for w, and plus
# parts: w==o, w!=o
# combined: yes
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    return (y_hat[o] + y[o]) * v_c


# %% two_no_return_others_sign
# mistake: nothing for w = o, minus for others
# parts: w==o, w!=o
# combined: yes
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    if w == o:
        gradient = (y_hat[o] - 1) * v_c
    else:
        return -y_hat[w] * v_c


# %% two_o_sign_others_zero
# mistake: w = o with the wrong sign, others zero
# parts: w==o, w!=o
# combined: yes
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    grad = np.zeros(len(v_c))
    if w == o:
        grad = (1 - y_hat[o]) * v_c
    return grad


# %% two_swapped_and_sign
# mistake: cases exchanged, and 1 - y_hat for y_hat - 1
# parts: w==o, w!=o
# combined: yes
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    if w == o:
        return y_hat[w] * v_c
    return (1 - y_hat[w]) * v_c


# %% unit_v
# mistake: normalises v_c to length 1
# parts: w==o, w!=o
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    return (y_hat[w] - y[w]) * v_c / np.linalg.norm(v_c)


# %% v_c_entry
# mistake: takes entry w of v_c
# parts: w==o, w!=o
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    return (y_hat - y) * v_c[w % len(v_c)]


# %% whole_vector
# mistake: forgets to index with w: shape (V,) against (d,) does not fit
# parts: w==o, w!=o
# raises: yes
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    return (y_hat - y) * v_c


# %% wrong_sign_and_missing
# mistake: sign wrong, observed term missing
# parts: w==o, w!=o
# combined: yes
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    return -v_c * y_hat[w]


# %% yhat_minus_yhat
# mistake: w = o: y_hat[w] - y_hat[o], which is zero
# parts: w==o
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    if w == o:
        return (y_hat[w] - y_hat[o]) * v_c
    return y_hat[w] * v_c


# %% zero_for_others
# mistake: other words get no gradient at all
# parts: w!=o
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    if w == o:
        return (y_hat[o] - 1) * v_c
    return np.zeros_like(v_c)
