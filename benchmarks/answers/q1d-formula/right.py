# %% add_base_then_correct
# style: expected term first, then v_c off for the true word
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    gradient = y_hat[w] * v_c
    if w == o:
        gradient = gradient - v_c
    return gradient


# %% argmax_y
# style: finds the word from y, ignores o
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    right_word = np.argmax(y)
    if w == right_word:
        return -(1 - y_hat[w]) * v_c
    return y_hat[w] * v_c


# %% bool_arith
# style: comparison used as a number
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    return (y_hat[w] - (w == o)) * v_c


# %% comprehension
# style: list comprehension over the entries, np.array
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    factor = y_hat[w] - y[w]
    return np.array([factor * entry for entry in v_c])


# %% copy_minus_one
# style: copy of y_hat, 1 off at o
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    p = np.copy(y_hat)
    p[o] -= 1
    return p[w] * v_c


# %% dict_cases
# style: dictionary of the cases
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    cases = {True: y_hat[w] - 1, False: y_hat[w]}
    return cases[bool(w == o)] * v_c


# %% early_return_o
# style: early return, minus v_c plus expected
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    if w != o:
        return v_c * y_hat[w]
    return -v_c + y_hat[o] * v_c


# %% einsum_then_pick
# style: einsum for all words, pick w
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    everything = np.einsum("v,d->vd", y_hat - y, v_c)
    return everything[w, :]


# %% eye_row
# style: one-hot from np.eye
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    e_o = np.eye(len(y_hat))[o]
    return v_c * (y_hat[w] - e_o[w])


# %% float_cast
# style: float() around the factor
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    return float(y_hat[w] - y[w]) * np.asarray(v_c, dtype=float)


# %% helper_kronecker
# style: helper for Kronecker's delta
def kronecker(i, j):
    return 1 if i == j else 0


def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    return (y_hat[w] - kronecker(w, o)) * v_c


# %% if_else
# style: two cases with if and else
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    if w == o:
        return (y_hat[w] - 1) * v_c
    else:
        return y_hat[w] * v_c


# %% in_place_copy
# style: in-place multiplication of a copy
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    g = v_c.copy()
    g *= y_hat[w] - y[w]
    return g


# %% lambda_style
# style: lambda bound to the name
grad_u_w = lambda w, o, y, y_hat, v_c: (y_hat - y)[w] * v_c


# %% loop_fill
# style: zeros_like and a loop over the entries
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    grad = np.zeros_like(v_c, dtype=float)
    for i in range(v_c.size):
        grad[i] = y_hat[w] * v_c[i] - y[w] * v_c[i]
    return grad


# %% match_statement
# style: match statement
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    match bool(w == o):
        case True:
            return (y_hat[o] - 1) * v_c
        case False:
            return y_hat[w] * v_c


# %% minus_y_minus
# style: minus sign outside
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    return -(y[w] - y_hat[w]) * v_c


# %% np_dot_scalar
# style: np.dot with a number
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    return np.dot(y_hat[w] - y[w], v_c)


# %% np_multiply
# style: np.multiply and np.subtract
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    return np.multiply(np.subtract(y_hat[w], y[w]), v_c)


# %% np_where
# style: np.where for the factor
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    factor = np.where(w == o, y_hat[w] - 1.0, y_hat[w])
    return factor * v_c


# %% one_minus_rest
# style: 1 - y_hat[o] as the sum of the others (y_hat sums to 1)
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    if w == o:
        others = np.delete(y_hat, o).sum()
        return -others * v_c
    return y_hat[w] * v_c


# %% outer_column
# style: column w of the (d, V) outer product
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    return np.outer(v_c, y_hat - y)[:, w]


# %% outer_row
# style: row w of the outer product
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    return np.outer(y_hat - y, v_c)[w]


# %% own_onehot
# style: builds its own one-hot vector from o
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    onehot = np.zeros(len(y_hat))
    onehot[o] = 1
    return (y_hat - onehot)[w] * v_c


# %% scalar_times
# style: y_hat minus y at w, times v_c
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    return (y_hat[w] - y[w]) * v_c


# %% select_vector_dot
# style: selects w by a dot product with a basis vector
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    e_w = np.zeros(y.shape)
    e_w[w] = 1.0
    return (e_w @ (y_hat - y)) * v_c


# %% take
# style: np.take and kron
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    return np.kron(np.take(y_hat, w) - np.take(y, w), v_c)


# %% ternary
# style: conditional expression for the one-hot entry
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    truth = 1.0 if w == o else 0.0
    return (y_hat[w] - truth) * v_c


# %% two_terms
# style: both terms written out
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    first = -y[w] * v_c          # from -log of the numerator
    second = y_hat[w] * v_c      # from log of the sum
    return first + second


# %% vector_then_index
# style: whole error vector first, then entry w
def grad_u_w(w: int, o: int, y: Array, y_hat: Array, v_c: Array) -> Array:
    delta = y_hat - y
    return delta[w] * v_c
