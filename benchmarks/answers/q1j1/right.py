# %% copy_first_then_add
# style: copies the first, adds the rest in place
# note: for n >= 1
def grad_window_U(pair_grads_U: Array) -> Array:
    grad = pair_grads_U[0].copy()
    for g in pair_grads_U[1:]:
        grad += g
    return grad


# %% cumsum_last
# style: last entry of the running sums
# note: for n >= 1
def grad_window_U(pair_grads_U: Array) -> Array:
    return np.cumsum(pair_grads_U, axis=0)[-1]


# %% einsum
# style: einsum
def grad_window_U(pair_grads_U: Array) -> Array:
    return np.einsum("ndv->dv", pair_grads_U)


# %% functools_reduce
# style: functools.reduce with a lambda
# note: for n >= 1
def grad_window_U(pair_grads_U: Array) -> Array:
    from functools import reduce

    return reduce(lambda a, b: a + b, pair_grads_U)


# %% loop_over_matrices
# style: a loop over the matrices
def grad_window_U(pair_grads_U: Array) -> Array:
    total = np.zeros_like(pair_grads_U[0])
    for matrix in pair_grads_U:
        total = total + matrix
    return total


# %% loop_zeros
# style: a loop into zeros
def grad_window_U(pair_grads_U: Array) -> Array:
    n, d, V = pair_grads_U.shape
    grad = np.zeros((d, V))
    for k in range(n):
        grad += pair_grads_U[k]
    return grad


# %% mean_times_n
# style: the mean times n
# note: for n >= 1
def grad_window_U(pair_grads_U: Array) -> Array:
    return pair_grads_U.mean(axis=0) * pair_grads_U.shape[0]


# %% np_sum
# style: np.sum
def grad_window_U(pair_grads_U: Array) -> Array:
    return np.sum(pair_grads_U, axis=0)


# %% ones_tensordot
# style: tensordot with a vector of ones
def grad_window_U(pair_grads_U: Array) -> Array:
    return np.tensordot(np.ones(len(pair_grads_U)), pair_grads_U, axes=1)


# %% per_column
# style: column by column in a comprehension
def grad_window_U(pair_grads_U: Array) -> Array:
    summen = [pair_grads_U[:, :, w].sum(0) for w in range(pair_grads_U.shape[2])]
    return np.column_stack(summen)


# %% python_sum
# style: Python's sum goes along the first axis
# note: for n = 0 it returns the number 0
def grad_window_U(pair_grads_U: Array) -> Array:
    return sum(pair_grads_U)


# %% recursion
# style: halves the stack recursively
# note: for n >= 1
def grad_window_U(pair_grads_U: Array) -> Array:
    if len(pair_grads_U) == 1:
        return pair_grads_U[0]
    middle = len(pair_grads_U) // 2
    return grad_window_U(pair_grads_U[:middle]) + grad_window_U(pair_grads_U[middle:])


# %% reduce_ufunc
# style: np.add.reduce
def grad_window_U(pair_grads_U: Array) -> Array:
    return np.add.reduce(pair_grads_U)


# %% reshape_matmul
# style: flattens the matrices and multiplies with ones
def grad_window_U(pair_grads_U: Array) -> Array:
    n, d, V = pair_grads_U.shape
    return (np.ones((1, n)) @ pair_grads_U.reshape(n, d * V)).reshape(d, V)


# %% sum_axis_0
# style: the method
def grad_window_U(pair_grads_U: Array) -> Array:
    return pair_grads_U.sum(axis=0)


# %% typed_print
# style: typed and with a print
def grad_window_U(pair_grads_U: Array) -> Array:
    grad: Array = np.sum(a=pair_grads_U, axis=0, keepdims=False)
    print("shape of dJ/dU:", grad.shape)
    return grad
