# %% add_reduce
# style: np.add.reduce
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    return np.add.reduce(pair_grads_v_c, axis=0)


# %% apply_along_axis
# style: np.apply_along_axis
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    return np.apply_along_axis(np.sum, 0, pair_grads_v_c)


# %% comprehension_zip
# style: zip(*rows) and a sum for each entry
# note: for n >= 1
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    return np.array([sum(entries) for entries in zip(*pair_grads_v_c)])


# %% double_loop
# style: two loops, entry by entry
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    n, d = pair_grads_v_c.shape
    g = np.zeros(d)
    for i in range(d):
        for k in range(n):
            g[i] += pair_grads_v_c[k, i]
    return g


# %% einsum
# style: einsum
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    return np.einsum("nd->d", pair_grads_v_c)


# %% indexed_loop
# style: an indexed loop, not in place
# note: for n >= 1
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    total = pair_grads_v_c[0]
    for k in range(1, len(pair_grads_v_c)):
        total = total + pair_grads_v_c[k]
    return total


# %% last_but_one_axis
# style: axis -2
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    return pair_grads_v_c.sum(axis=-2)


# %% loop
# style: a loop into zeros
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    result = np.zeros(pair_grads_v_c.shape[1])
    for row in pair_grads_v_c:
        result += row
    return result


# %% mean_times_n
# style: the mean times n
# note: for n >= 1
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    n = len(pair_grads_v_c)
    return n * np.mean(pair_grads_v_c, axis=0)


# %% np_sum
# style: np.sum
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    return np.sum(pair_grads_v_c, axis=0)


# %% ones_left
# style: ones @ matrix
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    return np.ones(pair_grads_v_c.shape[0]) @ pair_grads_v_c


# %% python_sum
# style: Python's sum
# note: for n = 0 it returns the number 0
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    return sum(pair_grads_v_c)


# %% sum_axis_0
# style: the method
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    return pair_grads_v_c.sum(0)


# %% transpose_ones
# style: matrix.T @ ones
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    n = pair_grads_v_c.shape[0]
    return pair_grads_v_c.T.dot(np.ones(n))


# %% transposed_axis_1
# style: transposes and sums along axis 1
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    spalten = pair_grads_v_c.T
    return np.sum(spalten, axis=1)


# %% typed_documented
# style: typed, with a comment and a print
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    # (n, d) -> (d,): every outside word pulls at the same v_c
    gradient: Array = np.zeros_like(pair_grads_v_c, shape=pair_grads_v_c.shape[1:])
    np.add.at(gradient, (slice(None),), pair_grads_v_c.sum(axis=0))
    print(gradient)
    return gradient
