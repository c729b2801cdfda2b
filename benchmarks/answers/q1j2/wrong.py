# %% absolute
# mistake: sums the absolute values
# parts: all
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    return np.abs(pair_grads_v_c).sum(axis=0)


# %% accumulates_wrong_shape
# mistake: adds rows into zeros of length n
# parts: all (raises)
# raises: for some inputs (shapes) only
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    g = np.zeros(len(pair_grads_v_c))
    for row in pair_grads_v_c:
        g += row
    return g


# %% axis_1
# mistake: sums over the entries instead of the pairs
# parts: all
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    return np.sum(pair_grads_v_c, axis=1)


# %% axis_2
# mistake: an axis that is not there
# parts: all (raises)
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    return pair_grads_v_c.sum(axis=2)


# %% axis_minus_1
# mistake: the last axis
# parts: all
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    return pair_grads_v_c.sum(axis=-1)


# %% column
# mistake: a column (d, 1)
# parts: all
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    return pair_grads_v_c.sum(axis=0).reshape(-1, 1)


# %% cumsum
# mistake: the running sums, all of them
# parts: all
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    return np.cumsum(pair_grads_v_c, axis=0)


# %% distinct_rows_only
# mistake: a dictionary of the rows keeps a repeated pair only once
# parts: all
# note: seen only if two pairs are equal
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    rows = {tuple(row): row for row in pair_grads_v_c}
    return np.sum(list(rows.values()), axis=0)


# %% divided_by_n
# mistake: sum divided by n
# parts: all
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    n, d = pair_grads_v_c.shape
    return sum(pair_grads_v_c) / n


# %% doubled
# mistake: twice the sum
# parts: all
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    return pair_grads_v_c.sum(axis=0) + pair_grads_v_c.sum(axis=0)


# %% first_column
# mistake: the first column
# parts: all
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    return pair_grads_v_c[:, 0]


# %% first_missing
# mistake: without the first pair
# parts: all
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    g = np.zeros(pair_grads_v_c.shape[1])
    for k in range(1, pair_grads_v_c.shape[0]):
        g += pair_grads_v_c[k]
    return g


# %% first_row
# mistake: the first pair only
# parts: all
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    return pair_grads_v_c[0]


# %% flat_cumsum
# mistake: the last d entries of a running sum over the flattened array
# parts: all
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    return np.cumsum(pair_grads_v_c)[-pair_grads_v_c.shape[1] :]


# %% gram
# mistake: matrix.T @ matrix
# parts: all
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    return pair_grads_v_c.T @ pair_grads_v_c


# %% keepdims
# mistake: keeps the axis: (1, d)
# parts: all
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    return pair_grads_v_c.sum(axis=0, keepdims=True)


# %% last_missing
# mistake: without the last pair
# parts: all
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    return pair_grads_v_c[:-1].sum(axis=0)


# %% last_row
# mistake: the last pair only
# parts: all
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    grad_v_c = None
    for row in pair_grads_v_c:
        grad_v_c = row
    return grad_v_c


# %% mean
# mistake: the mean for the sum
# parts: all
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    return np.mean(pair_grads_v_c, axis=0)


# %% minus
# mistake: a minus, as for a step
# parts: all
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    return -pair_grads_v_c.sum(axis=0)


# %% n_times_last
# mistake: n times the last pair's
# parts: all
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    return len(pair_grads_v_c) * pair_grads_v_c[-1]


# %% no_return
# mistake: no return
# parts: all
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    total = np.zeros(pair_grads_v_c.shape[1])
    for row in pair_grads_v_c:
        total += row


# %% norm
# mistake: the length of each column
# parts: all
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    return np.linalg.norm(pair_grads_v_c, axis=0)


# %% normalised
# mistake: the sum divided by its length
# parts: all
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    total = pair_grads_v_c.sum(axis=0)
    return total / np.linalg.norm(total)


# %% ones_of_wrong_length
# mistake: ones of length d on the left
# parts: all (raises)
# raises: for some inputs (shapes) only
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    return np.ones(pair_grads_v_c.shape[1]) @ pair_grads_v_c


# %% ones_right
# mistake: matrix @ ones of length d
# parts: all
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    return pair_grads_v_c @ np.ones(pair_grads_v_c.shape[1])


# %% prints
# mistake: prints
# parts: all
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    print(np.sum(pair_grads_v_c, axis=0))


# %% product
# mistake: the product
# parts: all
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    return np.prod(pair_grads_v_c, axis=0)


# %% reshape
# mistake: reshapes to (d, n) instead of transposing, then sums axis 1
# parts: all
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    n, d = pair_grads_v_c.shape
    return pair_grads_v_c.reshape(d, n).sum(axis=1)


# %% return_in_loop
# mistake: return in the loop
# parts: all
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    total = 0
    for row in pair_grads_v_c:
        total = total + row
        return total


# %% squares
# mistake: sums the squares
# parts: all
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    return (pair_grads_v_c**2).sum(axis=0)


# %% sum_all
# mistake: sums everything to one number
# parts: all
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    return np.sum(pair_grads_v_c)


# %% times_n
# mistake: n times the sum
# parts: all
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    return np.sum(pair_grads_v_c, axis=0) * pair_grads_v_c.shape[0]


# %% two_axis_and_without_first
# mistake: wrong axis, and the first pair left out
# parts: all
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    return pair_grads_v_c[1:].sum(axis=1)


# %% two_last_missing_and_mean
# mistake: the last pair left out, then divided by n
# parts: all
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    n = len(pair_grads_v_c)
    total = np.zeros(pair_grads_v_c.shape[1])
    for k in range(n - 1):
        total += pair_grads_v_c[k]
    return total / n


# %% two_mean_minus
# mistake: the mean, and a minus
# parts: all
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    return -pair_grads_v_c.mean(0)


# %% two_subtracts_and_first_twice
# mistake: begins with the first pair and then subtracts every pair
# parts: all
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    g = pair_grads_v_c[0].copy()
    for row in pair_grads_v_c:
        g -= row
    return g


# %% unchanged
# mistake: returns all pairs' gradients
# parts: all
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    return pair_grads_v_c


# %% wrong_argument
# mistake: uses pair_grads_U
# parts: all (raises)
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    return pair_grads_U.sum(axis=0)


# %% zero
# mistake: zeros, the answer to (iii)
# parts: all
def grad_window_v_c(pair_grads_v_c: Array) -> Array:
    return np.zeros(pair_grads_v_c.shape[1])
