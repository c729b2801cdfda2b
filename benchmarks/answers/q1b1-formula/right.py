# %% argmax_column
# style: picks the column of the word that was there
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    o = int(np.argmax(y))
    return U @ y_hat - U[:, o]


# %% asarray_float64
# style: conversion to float64 first
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    y = np.asarray(y, dtype=np.float64)
    y_hat = np.asarray(y_hat, dtype=np.float64)
    U = np.asarray(U, dtype=np.float64)
    diff = y_hat - y
    return U @ diff


# %% assert_shapes
# style: assert statements for the shapes
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    d, V = U.shape
    assert y.shape == (V,) and y_hat.shape == (V,)
    grad = -(U @ y) + (U @ y_hat)
    assert grad.shape == (d,)
    return grad


# %% average_weights
# style: np.average with weights, minus the observed column
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    expectation = np.average(U, axis=1, weights=y_hat)
    return expectation - U @ y


# %% broadcasting_sum
# style: weighted columns, summed along axis 1
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    return (U * (y_hat - y)).sum(axis=1)


# %% centred_columns
# style: expectation of u_w - u_o under y_hat (y_hat sums to 1)
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    u_o = U @ y
    return (U - u_o[:, None]) @ y_hat


# %% column_vector_ravel
# style: column vectors with reshape, then ravel
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    col = (y_hat - y).reshape(-1, 1)
    return (U @ col).ravel()


# %% comprehension_rows
# style: list comprehension over the rows, then np.array
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    diff = y_hat - y
    return np.array([row @ diff for row in U])


# %% copy_minus_one
# style: copy of y_hat, 1 taken off at the true word
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    delta = y_hat.copy()
    delta[np.argmax(y)] -= 1.0
    return U @ delta


# %% diag_product
# style: diagonal matrix of weights, then a product with ones
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    D = np.diag(y_hat - y)
    ones = np.ones(len(y))
    return U @ D @ ones


# %% diff_function
# style: np.diff of the two stacked products
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    return np.diff(np.vstack((y, y_hat)) @ U.T, axis=0)[0]


# %% dot_named
# style: np.dot with a named error vector
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    error = y_hat - y
    return np.dot(U, error)


# %% double_loop
# style: two loops, one number at a time
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    d, V = U.shape
    grad = np.zeros(d)
    for i in range(d):
        total = 0.0
        for w in range(V):
            total = total + U[i, w] * y_hat[w]
            total = total - U[i, w] * y[w]
        grad[i] = total
    return grad


# %% einsum_ij
# style: einsum with explicit output
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    return np.einsum("ij,j->i", U, y_hat - y)


# %% einsum_two
# style: einsum on each of the terms, implicit output letters
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    pushed = np.einsum("dv,v->d", U, y_hat)
    pulled = np.einsum("dv,v->d", U, y)
    return -pulled + pushed


# %% helper_function
# style: helper inside the function
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    def combine(weights):
        return U @ weights

    return combine(y_hat) - combine(y)


# %% in_place_result
# style: in-place subtraction on a fresh array
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    out = U @ y_hat
    out -= U @ y
    return out


# %% lambda_assigned
# style: a lambda bound to the name
grad_v_c = lambda y, y_hat, U: U @ (y_hat - y)


# %% loop_over_words
# style: loop over the vocabulary, accumulating
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    g = np.zeros(U.shape[0])
    for w in range(U.shape[1]):
        g += (y_hat[w] - y[w]) * U[:, w]
    return g


# %% matmul
# style: plain matrix product
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    return U @ (y_hat - y)


# %% matmul_function_minus_columns
# style: np.matmul and a boolean mask for the true column
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    true_column = U[:, y == 1].sum(axis=1)
    return np.matmul(U, y_hat) - true_column


# %% method_dot
# style: method .dot, two products
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    return U.dot(y_hat) - U.dot(y)


# %% minus_first
# style: sign in front, y minus y_hat
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    return -(U @ (y - y_hat))


# %% newaxis_rows
# style: transposed rows times a column of weights, np.sum
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    weights = (y_hat - y)[:, np.newaxis]
    return np.sum(U.T * weights, axis=0)


# %% np_inner
# style: np.inner of matrix and vector
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    return np.inner(U, y_hat - y)


# %% recursion_halves
# style: recursion: splits the vocabulary in halves
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    V = len(y)
    if V == 1:
        return (y_hat[0] - y[0]) * U[:, 0]
    half = V // 2
    return grad_v_c(y[:half], y_hat[:half], U[:, :half]) + grad_v_c(y[half:], y_hat[half:], U[:, half:])


# %% row_times_transpose
# style: row vector from the left
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    return (y_hat - y) @ U.T


# %% sum_builtin_zip
# style: built-in sum over a zip of columns and weights
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    return sum(weight * column for weight, column in zip(y_hat - y, U.T))


# %% tensordot
# style: np.tensordot
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    return np.tensordot(U, np.subtract(y_hat, y), axes=1)


# %% two_matmuls
# style: expected minus observed, with names and comments
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    # what the model expected to see
    expected = U @ y_hat
    # what was there
    observed = U @ y
    return expected - observed


# %% vecdot_stack
# style: stack both distributions, one product, difference
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    both = np.stack([y, y_hat], axis=1)   # (V, 2)
    vectors = U @ both                    # (d, 2)
    return vectors[:, 1] - vectors[:, 0]


# %% walrus
# style: walrus
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    return U @ (delta := y_hat - y)


# %% with_print
# style: leaves a debugging print in
def grad_v_c(y: Array, y_hat: Array, U: Array) -> Array:
    grad = U @ (y_hat - y)
    print("shape of grad", grad.shape)
    return grad
