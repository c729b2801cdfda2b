# %% both_added
# mistake: adds both kinds of gradients
# parts: all
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    return pair_grads_v_c.sum(axis=0) + pair_grads_U.sum(axis=(0, 2))


# %% d_undefined
# mistake: uses d without having it
# parts: all (raises)
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    return np.zeros(d)


# %% empty_array
# mistake: an array with no entries
# parts: all
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    return np.array([])


# %% first_column_of_U
# mistake: a column of the gradient of U, as if w were an outside vector
# parts: all
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    return pair_grads_U.sum(axis=0)[:, 0]


# %% first_pair
# mistake: the first pair's gradient of v_c
# parts: all
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    return pair_grads_v_c[0]


# %% forgot_return
# mistake: computes the zeros without returning them
# parts: all
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    grad_v_w = np.zeros(pair_grads_v_c.shape[1])


# %% last_column_of_U
# mistake: the last column of U's gradient
# parts: all
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    total = sum(pair_grads_U)
    return total[:, -1]


# %% last_pair_subtracted
# mistake: all pairs but those of w, taken to be the last one, averaged
# parts: all
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    n = len(pair_grads_v_c)
    return (np.sum(pair_grads_v_c, axis=0) - pair_grads_v_c[-1]) / max(1, n - 1)


# %% list_of_zero
# mistake: a list with a single zero
# parts: all
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    return [0]


# %% matrix_product
# mistake: multiplies the two kinds of derivatives (a chain rule where there is none)
# parts: all
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    return np.einsum("nd,ndv->d", pair_grads_v_c, pair_grads_U)


# %% mean_centre
# mistake: the mean of the pairs
# parts: all
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    return pair_grads_v_c.mean(axis=0)


# %% minus_centre
# mistake: minus that of v_c, as if it had to balance
# parts: all
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    return -np.sum(pair_grads_v_c, axis=0)


# %% nan
# mistake: not a number: "undefined"
# parts: all
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    return np.full(pair_grads_v_c.shape[1], np.nan)


# %% none
# mistake: None: "it does not exist"
# parts: all
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    return None


# %% one_hot
# mistake: a one-hot vector
# parts: all
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    e = np.zeros(pair_grads_v_c.shape[1])
    e[0] = 1
    return e


# %% ones
# mistake: ones
# parts: all
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    return np.ones(pair_grads_v_c.shape[1])


# %% pairs_minus_first
# mistake: the sum without the first pair, as if w were the first outside word
# parts: all
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    return pair_grads_v_c.sum(axis=0) - pair_grads_v_c[0]


# %% prints_zero
# mistake: prints the zeros
# parts: all
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    print(np.zeros(pair_grads_v_c.shape[1]))


# %% same_as_centre
# mistake: the same as for v_c
# parts: all
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    return pair_grads_v_c.sum(axis=0)


# %% shape_returned
# mistake: returns the shape
# parts: all
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    return pair_grads_v_c.shape[1:]


# %% sum_of_U
# mistake: the gradient of U
# parts: all
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    return pair_grads_U.sum(axis=0)


# %% sum_of_U_over_words
# mistake: the sum of U's gradients over pairs and words
# parts: all
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    return pair_grads_U.sum(axis=(0, 2))


# %% two_mean_of_U_over_words
# mistake: the mean of U's gradients, over pairs and words
# parts: all
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    gradient = pair_grads_U.sum(axis=0)
    return gradient.mean(axis=1)


# %% two_minus_first_column
# mistake: minus the first column of the mean of U's gradients
# parts: all
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    return -pair_grads_U.mean(axis=0)[:, 0]


# %% two_transposed_stack
# mistake: a zero matrix, transposed (d, n)
# parts: all
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    return (0 * pair_grads_v_c).T


# %% unpack_too_few
# mistake: unpacks the three-dimensional shape into two
# parts: all (raises)
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    d, V = pair_grads_U.shape
    return np.zeros(d)


# %% vocabulary_as_index
# mistake: takes the column of w, which is not known here
# parts: all (raises)
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    return pair_grads_U.sum(axis=0)[:, w]


# %% zero_V
# mistake: zeros of length V
# parts: all
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    return np.zeros(pair_grads_U.shape[2])


# %% zero_column
# mistake: zeros (d, 1)
# parts: all
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    d = pair_grads_v_c.shape[1]
    return np.zeros((d, 1))


# %% zero_float
# mistake: the number 0.0
# parts: all
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    return 0.0


# %% zero_matrix_dV
# mistake: zeros in the shape of U
# parts: all
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    return np.zeros(pair_grads_U.shape[1:])


# %% zero_n
# mistake: zeros of length n
# parts: all
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    return np.zeros(len(pair_grads_v_c))


# %% zero_number
# mistake: the number 0 in place of a vector
# parts: all
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    return 0


# %% zero_row
# mistake: zeros (1, d)
# parts: all
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    return np.zeros((1, pair_grads_v_c.shape[1]))


# %% zero_stack
# mistake: zeros in the shape of the stack (n, d)
# parts: all
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    return np.zeros_like(pair_grads_v_c)


# %% zero_stack_U
# mistake: zeros in the shape of pair_grads_U
# parts: all
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    return 0 * pair_grads_U


# %% zeros_of_array
# mistake: np.zeros of the array itself
# parts: all (raises)
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    return np.zeros(pair_grads_v_c[0])


# %% zeros_without_tuple
# mistake: np.zeros(n, d): the second number is taken for a type
# parts: all (raises)
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    n, d = pair_grads_v_c.shape
    return np.zeros(n, d)
