# %% axis_1
# mistake: sums over d
# parts: all
def grad_window_U(pair_grads_U: Array) -> Array:
    return np.sum(pair_grads_U, axis=1)


# %% axis_2
# mistake: sums over the words
# parts: all
def grad_window_U(pair_grads_U: Array) -> Array:
    return np.sum(pair_grads_U, axis=2)


# %% axis_3
# mistake: an axis that does not exist
# parts: all (raises)
def grad_window_U(pair_grads_U: Array) -> Array:
    return np.sum(pair_grads_U, axis=3)


# %% concatenated
# mistake: glues the pairs' gradients together
# parts: all
def grad_window_U(pair_grads_U: Array) -> Array:
    return np.concatenate(list(pair_grads_U), axis=1)


# %% distinct_pairs_only
# mistake: np.unique drops a pair that stands in the window twice
# parts: all
# note: seen only if two pairs are equal
def grad_window_U(pair_grads_U: Array) -> Array:
    return np.unique(pair_grads_U, axis=0).sum(axis=0)


# %% doubled
# mistake: an extra factor two, for left and right
# parts: all
def grad_window_U(pair_grads_U: Array) -> Array:
    return 2 * pair_grads_U.sum(axis=0)


# %% einsum_transposed
# mistake: einsum gives (V, d)
# parts: all
def grad_window_U(pair_grads_U: Array) -> Array:
    return np.einsum("ndv->vd", pair_grads_U)


# %% einsum_wrong_letters
# mistake: einsum keeps n and sums over d
# parts: all
def grad_window_U(pair_grads_U: Array) -> Array:
    return np.einsum("ndv->nv", pair_grads_U)


# %% first_pair
# mistake: the first pair only
# parts: all
def grad_window_U(pair_grads_U: Array) -> Array:
    return pair_grads_U[0]


# %% first_twice
# mistake: starts with the first and adds it again
# parts: all
def grad_window_U(pair_grads_U: Array) -> Array:
    total = pair_grads_U[0].copy()
    for k in range(len(pair_grads_U)):
        total += pair_grads_U[k]
    return total


# %% keepdims
# mistake: the summed axis is kept: (1, d, V)
# parts: all
def grad_window_U(pair_grads_U: Array) -> Array:
    return pair_grads_U.sum(axis=0, keepdims=True)


# %% last_axis
# mistake: axis -1
# parts: all
def grad_window_U(pair_grads_U: Array) -> Array:
    return pair_grads_U.sum(axis=-1).T


# %% last_by_overwriting
# mistake: the loop overwrites
# parts: all
def grad_window_U(pair_grads_U: Array) -> Array:
    for g in pair_grads_U:
        grad = g
    return grad


# %% last_pair
# mistake: the last pair only
# parts: all
def grad_window_U(pair_grads_U: Array) -> Array:
    return pair_grads_U[-1]


# %% matmul_ones
# mistake: ones @ stack: sums over d, not over the pairs
# parts: all
def grad_window_U(pair_grads_U: Array) -> Array:
    d = pair_grads_U.shape[1]
    return np.ones(d) @ pair_grads_U


# %% maximum
# mistake: the largest entry over the pairs
# parts: all
def grad_window_U(pair_grads_U: Array) -> Array:
    return pair_grads_U.max(axis=0)


# %% mean
# mistake: the mean over the pairs for the sum
# parts: all
def grad_window_U(pair_grads_U: Array) -> Array:
    return pair_grads_U.mean(axis=0)


# %% middle_left_out
# mistake: skips the middle pair as if it were the centre word, j = 0
# parts: all
def grad_window_U(pair_grads_U: Array) -> Array:
    n = len(pair_grads_U)
    return sum(pair_grads_U[k] for k in range(n) if k != n // 2) + np.zeros(pair_grads_U.shape[1:])


# %% minus
# mistake: with a minus
# parts: all
def grad_window_U(pair_grads_U: Array) -> Array:
    return -np.sum(pair_grads_U, axis=0)


# %% no_return
# mistake: a loop without a return
# parts: all
def grad_window_U(pair_grads_U: Array) -> Array:
    grad = np.zeros(pair_grads_U.shape[1:])
    for k in range(pair_grads_U.shape[0]):
        grad = grad + pair_grads_U[k]


# %% np_average
# mistake: np.average
# parts: all
def grad_window_U(pair_grads_U: Array) -> Array:
    return np.average(pair_grads_U, axis=0)


# %% prints
# mistake: prints
# parts: all
def grad_window_U(pair_grads_U: Array) -> Array:
    print(pair_grads_U.sum(axis=0))


# %% product
# mistake: multiplies the pairs' gradients
# parts: all
def grad_window_U(pair_grads_U: Array) -> Array:
    return pair_grads_U.prod(axis=0)


# %% reshape_for_sum
# mistake: reshapes to (d, V, n) instead of moving the axis, and sums the last
# parts: all
def grad_window_U(pair_grads_U: Array) -> Array:
    n, d, V = pair_grads_U.shape
    return pair_grads_U.reshape(d, V, n).sum(axis=2)


# %% return_in_loop
# mistake: returns within the loop
# parts: all
def grad_window_U(pair_grads_U: Array) -> Array:
    grad = np.zeros(pair_grads_U.shape[1:])
    for g in pair_grads_U:
        grad += g
        return grad


# %% subtracts_in_loop
# mistake: subtracts in the loop
# parts: all
def grad_window_U(pair_grads_U: Array) -> Array:
    grad = np.zeros_like(pair_grads_U[0])
    for g in pair_grads_U:
        grad -= g
    return grad


# %% sum_all
# mistake: sums everything to one number
# parts: all
def grad_window_U(pair_grads_U: Array) -> Array:
    return pair_grads_U.sum()


# %% times_n
# mistake: multiplies the sum by n
# parts: all
def grad_window_U(pair_grads_U: Array) -> Array:
    return len(pair_grads_U) * pair_grads_U.sum(0)


# %% transposed
# mistake: the sum transposed, as rows of words
# parts: all
def grad_window_U(pair_grads_U: Array) -> Array:
    return pair_grads_U.sum(axis=0).T


# %% two_axis_and_mean
# mistake: the mean along the words' axis
# parts: all
def grad_window_U(pair_grads_U: Array) -> Array:
    return pair_grads_U.mean(axis=2)


# %% two_last_and_transposed
# mistake: the last pair only, transposed
# parts: all
def grad_window_U(pair_grads_U: Array) -> Array:
    for g in pair_grads_U:
        total = g.T
    return total


# %% two_mean_transposed
# mistake: the mean, transposed
# parts: all
def grad_window_U(pair_grads_U: Array) -> Array:
    return np.mean(pair_grads_U, axis=0).T


# %% two_minus_without_first
# mistake: a minus, and the first pair left out
# parts: all
def grad_window_U(pair_grads_U: Array) -> Array:
    return -sum(pair_grads_U[k] for k in range(1, len(pair_grads_U))) + 0 * pair_grads_U[0]


# %% unchanged
# mistake: returns the stack
# parts: all
def grad_window_U(pair_grads_U: Array) -> Array:
    return pair_grads_U


# %% without_first
# mistake: leaves out the first pair
# parts: all
def grad_window_U(pair_grads_U: Array) -> Array:
    return pair_grads_U[1:].sum(axis=0)


# %% without_last
# mistake: range(n - 1): leaves out the last pair
# parts: all
def grad_window_U(pair_grads_U: Array) -> Array:
    n = pair_grads_U.shape[0]
    grad = np.zeros(pair_grads_U.shape[1:])
    for k in range(n - 1):
        grad += pair_grads_U[k]
    return grad


# %% wrong_name
# mistake: uses pair_grads_v_c, which is no argument here
# parts: all (raises)
def grad_window_U(pair_grads_U: Array) -> Array:
    return np.sum(pair_grads_v_c, axis=0)


# %% zeros
# mistake: zeros, as if U did not occur
# parts: all
def grad_window_U(pair_grads_U: Array) -> Array:
    return np.zeros(pair_grads_U.shape[1:])


# %% zeros_of_wrong_shape
# mistake: zeros in the shape (V, d)
# parts: all (raises)
# raises: for some inputs (shapes) only
def grad_window_U(pair_grads_U: Array) -> Array:
    n, d, V = pair_grads_U.shape
    grad = np.zeros((V, d))
    for k in range(n):
        grad += pair_grads_U[k]
    return grad
