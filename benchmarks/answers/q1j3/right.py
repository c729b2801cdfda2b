# %% comprehension
# style: zeros by a comprehension
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    return np.asarray([0.0 for _ in pair_grads_v_c[0]])


# %% difference
# style: a thing minus itself
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    g = pair_grads_v_c.sum(axis=0)
    return g - g


# %% full
# style: np.full
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    return np.full(pair_grads_v_c[0].shape, 0.0)


# %% list_of_zeros
# style: an array from a list of zeros
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    return np.array([0.0] * pair_grads_v_c.shape[-1])


# %% loop_of_zeros
# style: a loop that adds nothing
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    grad_v_w = np.zeros(pair_grads_v_c.shape[1])
    for k in range(len(pair_grads_v_c)):
        grad_v_w += 0.0
    return grad_v_w


# %% matrix_times_zero_vector
# style: matrix times a vector of zeros
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    V = pair_grads_U.shape[2]
    return pair_grads_U[0] @ np.zeros(V)


# %% repeat
# style: np.repeat and a print
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    print("v_w is not on the right-hand side")
    return np.repeat(0.0, pair_grads_v_c.shape[1])


# %% size_of_row
# style: size of a row, odd names
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    laenge = pair_grads_v_c[0, :].size
    nichts = np.empty(laenge)
    nichts.fill(0)
    return nichts


# %% three_shapes
# style: unpacks the shape of U's gradients
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    _, d, _ = pair_grads_U.shape
    gradient: Array = np.zeros(d, dtype=float)
    return gradient


# %% unpack_shape
# style: unpacks the shape
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    n, d = pair_grads_v_c.shape
    return np.zeros((d,))


# %% zero_matrix_sum
# style: zeros of all pairs, summed
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    # every pair's loss does not contain v_w: its derivative is zero
    per_pair = np.zeros(pair_grads_v_c.shape)
    return per_pair.sum(axis=0)


# %% zero_times_sum
# style: 0 times the centre gradient
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    return 0 * pair_grads_v_c.sum(axis=0)


# %% zeros_from_U
# style: the length from pair_grads_U
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    return np.zeros(pair_grads_U.shape[1])


# %% zeros_like_row
# style: zeros_like of the first row
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    return np.zeros_like(pair_grads_v_c[0])


# %% zeros_of_column
# style: zeros like a column of a matrix
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    return np.zeros_like(pair_grads_U[0, :, 0])


# %% zeros_shape_1
# style: zeros of the length of a row
def grad_window_v_w(pair_grads_U: Array, pair_grads_v_c: Array) -> Array:
    return np.zeros(pair_grads_v_c.shape[1])
