# %% absolute
# mistake: takes absolute values of the error
# parts: all
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    return U @ np.abs(y_hat - y)


# %% added_and_scaled
# mistake: terms added, and halved
# parts: all
# combined: yes
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    return 0.5 * (U @ y_hat + U @ y)


# %% argmax_of_yhat
# mistake: takes the column of the most probable word instead of the true one
# parts: all
# when: the true word is not the most probable one
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    o = np.argmax(y_hat)
    return U @ y_hat - U[:, o]


# %% argmin_index
# mistake: argmin instead of argmax to find the word
# parts: all
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    true_word = np.argmin(y)
    return U @ y_hat - U[:, true_word]


# %% clipped
# mistake: keeps only positive errors, the observed word vanishes
# parts: all
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    return U @ np.maximum(y_hat - y, 0)


# %% column_shape
# mistake: returns a column of shape (d, 1)
# parts: all
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    return U @ (y_hat - y).reshape(-1, 1)


# %% cross_entropy
# mistake: returns the loss, not its gradient
# parts: all
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    return -np.sum(y * np.log(y_hat))


# %% diff_only
# mistake: forgets U, returns y_hat - y
# parts: all
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    return y_hat - y


# %% divided_by_V
# mistake: divides by the size of the vocabulary
# parts: all
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    V = y.shape[0]
    return U @ (y_hat - y) / V


# %% divided_by_d
# mistake: divides by the length of the vector
# parts: all
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    return np.dot(U, y_hat - y) / U.shape[0]


# %% divided_by_yhat
# mistake: stops at the derivative of -log: -y / y_hat
# parts: all
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    return U @ (-y / y_hat)


# %% dot_three_args
# mistake: hands the difference as two arguments to np.dot
# parts: all
# raises: yes
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    return np.dot(U, y_hat, y)


# %% elementwise_star
# mistake: entry-by-entry product without the sum, shape (d, V)
# parts: all
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    return U * (y_hat - y)


# %% factor_two
# mistake: factor 2, as from a square
# parts: all
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    return 2 * U @ (y_hat - y)


# %% first_column_pull
# mistake: pulls towards column 0 whatever the word
# parts: all
# when: o is not 0
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    delta = y_hat.copy()
    delta[0] -= 1
    return U @ delta


# %% first_word_missing
# mistake: loop starts at 1 as the mathematics counts
# parts: all
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    g = np.zeros(U.shape[0])
    for w in range(1, len(y)):
        g = g + (y_hat[w] - y[w]) * U[:, w]
    return g


# %% fixed_global
# mistake: uses the variable t of an earlier cell in place of y
# parts: all
# raises: unless V is 7
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    return U @ (y_hat - t)


# %% jacobian_slip
# mistake: multiplies with y_hat(1 - y_hat), as if the softmax were a sigmoid
# parts: all
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    return U @ ((y_hat - y) * y_hat * (1 - y_hat))


# %% last_word_missing
# mistake: loop stops one word early
# parts: all
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    g = np.zeros(U.shape[0])
    for w in range(U.shape[1] - 1):
        g += (y_hat[w] - y[w]) * U[:, w]
    return g


# %% learning_rate
# mistake: returns the step, with learning rate 0.5 and minus
# parts: all
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    lr = 0.5
    return -lr * (U @ (y_hat - y))


# %% log_yhat
# mistake: uses log y_hat in place of y_hat
# parts: all
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    return U @ (np.log(y_hat) - y)


# %% loop_rows
# mistake: loops over the rows of U as if they were words
# parts: all
# raises: yes
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    g = np.zeros(len(y))
    for i in range(len(y)):
        g += (y_hat[i] - y[i]) * U[i, :]
    return g


# %% matmul_method
# mistake: calls a method that arrays do not have
# parts: all
# raises: yes
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    return U.matmul(y_hat - y)


# %% mean_and_missing
# mistake: observed word is missing, and the mean for the sum
# parts: all
# combined: yes
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    return np.mean(U * y_hat, axis=1)


# %% mean_for_sum
# mistake: mean over the words in place of the sum
# parts: all
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    return (U * (y_hat - y)).mean(axis=1)


# %% minus_outer
# mistake: a minus sign in front of the right vector
# parts: all
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    return -U @ (y_hat - y)


# %% name_error_uo
# mistake: uses a name u_o that does not exist
# parts: all
# raises: yes
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    return U @ y_hat - u_o


# %% no_return
# mistake: computes it into a variable, forgets to return
# parts: all
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    gradient = U @ (y_hat - y)


# %% normalised_U
# mistake: normalises the outside vectors first
# parts: all
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    lengths = np.linalg.norm(U, axis=0, keepdims=True)
    return (U / lengths) @ (y_hat - y)


# %% one_minus_yhat
# mistake: uses (1 - y_hat) times u_o only, other words are dropped
# parts: all
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    o = np.argmax(y)
    return -(1 - y_hat[o]) * U[:, o]


# %% only_expected
# mistake: the observed word's term is missing
# parts: all
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    return U @ y_hat


# %% only_observed
# mistake: only the first term, -u_o; the derivative of the log-sum is forgotten
# parts: all
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    return -U @ y


# %% outer_product
# mistake: np.outer of the error and the flattened U: shape (V, d*V)
# parts: all
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    return np.outer(y_hat - y, U)


# %% overwrite_in_loop
# mistake: assigns in the loop instead of adding up, only the last word counts
# parts: all
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    grad = np.zeros(U.shape[0])
    for w in range(len(y)):
        grad = (y_hat[w] - y[w]) * U[:, w]
    return grad


# %% plain_average
# mistake: expected word is the plain average of all columns, y_hat unused
# parts: all
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    return U.mean(axis=1) - U @ y


# %% plus_for_minus
# mistake: the two terms are added
# parts: all
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    return U @ (y_hat + y)


# %% precedence
# mistake: missing brackets: U @ y_hat - y
# parts: all
# raises: yes
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    return U @ y_hat - y


# %% prints
# mistake: prints the gradient and returns nothing
# parts: all
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    print(U @ (y_hat - y))


# %% return_inside_loop
# mistake: return stands inside the loop, only the first word counts
# parts: all
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    grad = np.zeros(U.shape[0])
    for w, weight in enumerate(y_hat - y):
        grad += weight * U[:, w]
        return grad


# %% rounded
# mistake: rounds the answer to two decimals
# parts: all
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    return np.round(U @ (y_hat - y), 2)


# %% row_for_column
# mistake: takes row o of U instead of column o
# parts: all
# raises: yes
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    o = int(y.argmax())
    return U @ y_hat - U[o]


# %% row_shape
# mistake: returns a row of shape (1, d)
# parts: all
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    return (y_hat - y)[None, :] @ U.T


# %% sign_and_column
# mistake: wrong sign, and a column comes out
# parts: all
# combined: yes
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    e = (y - y_hat)[:, None]
    return np.dot(U, e)


# %% sign_and_transpose
# mistake: wrong sign, and sums over the wrong axis
# parts: all
# combined: yes
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    return np.sum((y - y_hat) * U, axis=0)


# %% sign_flipped
# mistake: sign of the whole gradient: y - y_hat
# parts: all
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    return U @ (y - y_hat)


# %% skips_observed
# mistake: only the sum over the words different from o (skips o instead of subtracting it)
# parts: all
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    grad = np.zeros(U.shape[0])
    for w in range(len(y)):
        if y[w] == 0:
            grad += y_hat[w] * U[:, w]
    return grad


# %% softmax_again
# mistake: applies softmax to y_hat once more
# parts: all
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    return U @ (softmax(y_hat) - y)


# %% squared_error
# mistake: gradient with the squared error as weight
# parts: all
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    return U @ (y_hat - y) ** 2


# %% sum_axis0
# mistake: sums over the wrong axis, shape (V,)
# parts: all
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    return (U * (y_hat - y)).sum(axis=0)


# %% sum_everything
# mistake: sums over both axes, one number comes out
# parts: all
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    return np.sum(U * (y_hat - y))


# %% transposed_U
# mistake: multiplies by the transpose, shapes do not fit
# parts: all
# raises: yes
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    return U.T @ (y_hat - y)


# %% two_argmax_plus
# mistake: column of the most probable word, and added
# parts: all
# combined: yes
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    guess_word = np.argmax(y_hat)
    return U @ y_hat + U[:, guess_word]


# %% two_log_no_truth
# mistake: log of the probabilities, and no observed word
# parts: all
# combined: yes
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    return np.log(y_hat) @ U.T


# %% two_loop_overwrite_sign
# mistake: loop overwrites, and the sign is wrong
# parts: all
# combined: yes
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    for w in range(len(y)):
        g = (y[w] - y_hat[w]) * U[:, w]
    return g


# %% two_only_push_over_V
# mistake: observed word forgotten, and divided by V
# parts: all
# combined: yes
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    push = U @ y_hat
    return push / len(y_hat)


# %% two_transposed_sign
# mistake: U transposed, and the sign wrong
# parts: all
# raises: yes
# combined: yes
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    return U.T.dot(y - y_hat)


# %% u_o_weighted_twice
# mistake: the observed column is weighted with y_hat[o]
# parts: all
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    o = np.argmax(y)
    return U @ y_hat - y_hat[o] * U[:, o]


# %% unit_length
# mistake: brings the gradient to length 1
# parts: all
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    grad = U @ (y_hat - y)
    return grad / np.linalg.norm(grad)


# %% unweighted_sum
# mistake: expected word is the plain sum of all columns, not weighted
# parts: all
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    return U.sum(axis=1) - U @ y


# %% y_times_yhat
# mistake: y and y_hat multiplied instead of subtracted
# parts: all
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    return U @ (y * y_hat)
