# %% array_of_rows_T
# style: a list of rows, transposed
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    rows = []
    for w in range(len(y_hat)):
        if y[w] == 1:
            rows.append((y_hat[w] - 1) * v_c)
        else:
            rows.append(y_hat[w] * v_c)
    return np.array(rows).T


# %% broadcast_to
# style: np.broadcast_to and a copy
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    delta = y_hat - y
    return np.broadcast_to(delta, (v_c.shape[0], delta.shape[0])) * np.expand_dims(v_c, 1)


# %% centred_rows
# style: takes the row means off, which are zero because y and y_hat both sum to 1
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    G = np.outer(v_c, y_hat - y)
    return G - G.mean(axis=1, keepdims=True)


# %% column_stack
# style: np.column_stack of the columns
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return np.column_stack([(y_hat[w] - y[w]) * v_c for w in range(y.shape[0])])


# %% diag_tile
# style: tiled copies times a diagonal matrix
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    copies = np.tile(v_c[:, None], (1, len(y)))
    return copies @ np.diag(y_hat - y)


# %% double_loop
# style: two loops
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    result = np.zeros((v_c.size, y.size))
    for i in range(v_c.size):
        for j in range(y.size):
            result[i, j] = v_c[i] * (y_hat[j] - y[j])
    return result


# %% einsum
# style: einsum i,j->ij
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return np.einsum("i,j->ij", v_c, y_hat - y)


# %% einsum_swapped
# style: einsum with the output order asked for
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return np.einsum("w,i->iw", y_hat - y, v_c)


# %% expected_then_column
# style: outer product with y_hat, v_c off at the true column
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    G = np.outer(v_c, y_hat)
    G[:, np.argmax(y)] -= v_c
    return G


# %% fromfunction
# style: np.fromfunction with index arrays
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    diff = y_hat - y
    return np.fromfunction(lambda i, w: v_c[i] * diff[w], (len(v_c), len(diff)), dtype=int)


# %% ix_
# style: np.ix_ to make an open grid
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    a, b = np.ix_(v_c, y_hat - y)
    return a * b


# %% kron
# style: np.kron of a column and a vector
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return np.kron(v_c.reshape(-1, 1), y_hat - y)


# %% lambda_name
# style: lambda bound to the name
grad_U = lambda y, y_hat, v_c: np.outer(v_c, y_hat - y)


# %% loop_columns
# style: zeros and a loop over the columns
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    V = len(y)
    G = np.zeros((len(v_c), V))
    for w in range(V):
        G[:, w] = (y_hat[w] - y[w]) * v_c
    return G


# %% loop_rows
# style: loop over the rows
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    delta = y_hat - y
    G = np.empty((v_c.shape[0], delta.shape[0]))
    for i, c in enumerate(v_c):
        G[i] = c * delta
    return G


# %% matmul_atleast
# style: np.matmul with atleast_2d
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return np.matmul(np.atleast_2d(v_c).T, np.atleast_2d(y_hat - y))


# %% meshgrid
# style: np.meshgrid
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    weights, entries = np.meshgrid(y_hat - y, v_c)
    return weights * entries


# %% minus_outer
# style: minus outside, y minus y_hat
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return -np.outer(v_c, y - y_hat)


# %% multiply_outer
# style: ufunc outer
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return np.multiply.outer(v_c, y_hat - y)


# %% nested_comprehension
# style: nested comprehension
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return np.array([[c * (p - q) for p, q in zip(y_hat, y)] for c in v_c])


# %% newaxis
# style: broadcasting with newaxis
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return v_c[:, np.newaxis] * (y_hat - y)[np.newaxis, :]


# %% none_column
# style: v_c as a column times a row by broadcasting
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return v_c[:, None] * (y_hat - y)


# %% onehot_matrix
# style: masks the true column with np.where
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    push = v_c[:, None] * y_hat
    return np.where(y == 1, push - v_c[:, None], push)


# %% outer
# style: np.outer
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return np.outer(v_c, y_hat - y)


# %% outer_transposed
# style: np.outer the other way round, transposed
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return np.outer(y_hat - y, v_c).T


# %% repeat
# style: np.repeat, then weights along the columns
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return np.repeat(v_c[:, None], y.shape[0], axis=1) * (y_hat - y)


# %% reshape_matmul
# style: column times row with @
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    column = v_c.reshape(-1, 1)
    row = (y_hat - y).reshape(1, -1)
    return column @ row


# %% stack_axis1
# style: np.stack along axis 1 with a helper for one word
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    def one_word(w):
        return y_hat[w] * v_c - y[w] * v_c

    return np.stack([one_word(w) for w in range(len(y))], axis=1)


# %% subtract_at
# style: np.subtract.at at the true column of the transposed matrix
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    rows = np.outer(y_hat, v_c)
    np.subtract.at(rows, np.flatnonzero(y), v_c)
    return rows.T


# %% tensordot0
# style: np.tensordot with axes=0
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return np.tensordot(v_c, y_hat - y, axes=0)


# %% two_outers
# style: a difference of two outer products
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return np.outer(v_c, y_hat) - np.outer(v_c, y)


# %% vstack_map
# style: vstack of a map over v_c
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    err = y_hat - y
    return np.vstack(list(map(lambda c: c * err, v_c)))
