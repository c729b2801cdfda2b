# %% alias_rows
# mistake: the same row object in every row of a list: the last one fills all
# parts: all
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    d, V = len(v_c), len(y)
    rows = [[0.0] * V] * d
    for i in range(d):
        for w in range(V):
            rows[i][w] = v_c[i] * (y_hat[w] - y[w])
    return np.array(rows)


# %% argmax_yhat
# mistake: subtracts at the most probable word
# parts: all
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    G = np.outer(v_c, y_hat)
    G[:, np.argmax(y_hat)] -= v_c
    return G


# %% cross_outer
# mistake: outer product of y_hat and y
# parts: all
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return np.outer(y_hat, y)


# %% einsum_ji
# mistake: einsum with the indices exchanged in the output
# parts: all
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return np.einsum("i,j->ji", v_c, y_hat - y)


# %% einsum_sum
# mistake: einsum that sums over v_c
# parts: all
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return np.einsum("i,j->j", v_c, y_hat - y)


# %% error_times_outer
# mistake: makes an outer product with y and then sums the error away, a vector (d,)
# parts: all
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    picked = np.outer(y, v_c)
    return (y_hat - y) @ picked


# %% extra_axis
# mistake: an axis too much, shape (d, 1, V)
# parts: all
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return v_c[:, None, None] * (y_hat - y)


# %% factor_two
# mistake: factor two
# parts: all
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return 2 * np.outer(v_c, (y_hat - y))


# %% flattened
# mistake: flattens the matrix
# parts: all
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return np.kron(v_c, y_hat - y)


# %% forgot_return
# mistake: no return
# parts: all
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    gradient = v_c[:, None] * (y_hat - y)


# %% global_U
# mistake: uses the global U of the worked example in place of v_c
# parts: all
# raises: if V is smaller than 7
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return U @ np.diag((y_hat - y)[: U.shape[1]])


# %% hstack_for_column_stack
# mistake: hstack glues the columns end to end
# parts: all
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return np.hstack([(y_hat[w] - y[w]) * v_c for w in range(len(y))])


# %% inner_for_outer
# mistake: np.inner instead of np.outer
# parts: all
# raises: yes
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return np.inner(v_c, y_hat - y)


# %% int_array
# mistake: integer array swallows the decimals
# parts: all
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    G = np.zeros((len(v_c), len(y)), dtype=int)
    for w in range(len(y)):
        G[:, w] = (y_hat[w] - y[w]) * v_c
    return G


# %% last_assignment
# mistake: overwrites the whole matrix in the loop, last word in every column
# parts: all
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    G = np.zeros((len(v_c), len(y)))
    for w in range(len(y)):
        G[:, :] = ((y_hat[w] - y[w]) * v_c)[:, None]
    return G


# %% list_of_lists_scalar
# mistake: comprehension repeats v_c's first entry in every row
# parts: all
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return np.array([[v_c[0] * e for e in (y_hat - y)] for _ in v_c])


# %% log_yhat
# mistake: log of the probabilities
# parts: all
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return np.outer(v_c, np.log(y_hat) - y)


# %% matmul_vectors
# mistake: @ between two vectors of different length
# parts: all
# raises: yes
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return v_c @ (y_hat - y)


# %% matrix_of_sums
# mistake: adds v_c and the error instead of multiplying
# parts: all
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return v_c[:, None] + (y_hat - y)[None, :]


# %% minus_one_at_o
# mistake: subtracts 1 instead of v_c at the observed column
# parts: all
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    G = np.outer(v_c, y_hat)
    G[:, np.argmax(y)] -= 1
    return G


# %% missing_last_column
# mistake: loop stops before the last word
# parts: all
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    V = len(y)
    G = np.zeros((len(v_c), V))
    for w in range(V - 1):
        G[:, w] = (y_hat[w] - y[w]) * v_c
    return G


# %% no_truth
# mistake: y is forgotten
# parts: all
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return np.outer(v_c, y_hat)


# %% only_o_filled
# mistake: fills in the observed word's column only
# parts: all
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    o = np.argmax(y)
    G = np.zeros((len(v_c), len(y)))
    G[:, o] = (y_hat[o] - 1) * v_c
    return G


# %% only_one_column
# mistake: gradient only for the observed word, a vector comes out
# parts: all
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    o = np.argmax(y)
    return (y_hat[o] - 1) * v_c


# %% only_truth
# mistake: only the observed word's column, the push is forgotten
# parts: all
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return -np.outer(v_c, y)


# %% others_only_filled
# mistake: the observed word's column stays zero
# parts: all
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    G = np.zeros((len(v_c), len(y)))
    for w in range(len(y)):
        if y[w] == 0:
            G[:, w] = y_hat[w] * v_c
    return G


# %% outer_one_argument
# mistake: np.outer with one argument
# parts: all
# raises: yes
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return np.outer(v_c * (y_hat[0] - y[0]))


# %% over_V
# mistake: divides by V
# parts: all
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return np.outer(v_c, y_hat - y) / y.size


# %% plus
# mistake: plus for minus
# parts: all
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return np.outer(v_c, y_hat + y)


# %% plus_at_o
# mistake: adds v_c at the observed column in place of subtracting
# parts: all
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    G = np.outer(v_c, y_hat)
    G[:, np.argmax(y)] += v_c
    return G


# %% prints
# mistake: prints, returns None
# parts: all
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    print(np.outer(v_c, y_hat - y))


# %% product_of_terms
# mistake: multiplies y and y_hat
# parts: all
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return np.outer(v_c, y_hat * y)


# %% replaces_o
# mistake: replaces the observed column by -v_c
# parts: all
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    G = np.outer(v_c, y_hat)
    G[:, np.argmax(y)] = -v_c
    return G


# %% reshape_for_transpose
# mistake: reshapes instead of transposing: numbers land in the wrong places
# parts: all
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    G = np.outer(y_hat - y, v_c)
    return G.reshape(len(v_c), len(y))


# %% row_o
# mistake: subtracts in row o in place of column o
# parts: all
# raises: yes
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    G = np.outer(v_c, y_hat)
    G[np.argmax(y) % len(v_c)] -= v_c
    return G


# %% row_vector_product
# mistake: (1, d) by (1, V): does not fit
# parts: all
# raises: yes
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return v_c[None, :] @ (y_hat - y)[None, :]


# %% shifted_column
# mistake: fills in column w with the weight of word w - 1
# parts: all
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    G = np.zeros((len(v_c), len(y)))
    for w in range(len(y)):
        G[:, w] = (y_hat[w - 1] - y[w - 1]) * v_c
    return G


# %% sigmoid_slope
# mistake: multiplies by y_hat (1 - y_hat)
# parts: all
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return np.outer(v_c, (y_hat - y) * y_hat * (1 - y_hat))


# %% sign
# mistake: sign wrong
# parts: all
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return np.outer(v_c, y - y_hat)


# %% sign_scaled
# mistake: wrong sign, divided by V
# parts: all
# combined: yes
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return -np.outer(v_c, y_hat - y) / len(y_hat)


# %% softmax_twice
# mistake: softmax of y_hat
# parts: all
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return np.outer(v_c, softmax(y_hat) - y)


# %% square_matrix
# mistake: outer of the error with itself
# parts: all
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    delta = y_hat - y
    return np.outer(delta, delta)


# %% star_T
# mistake: .T on a vector does nothing, the product still does not fit
# parts: all
# raises: yes
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return v_c.T * (y_hat - y)


# %% star_vectors
# mistake: entry-by-entry product of vectors of different length
# parts: all
# raises: yes
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return v_c * (y_hat - y)


# %% summed_rows
# mistake: sums over the words
# parts: all
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return np.outer(v_c, y_hat - y).sum(axis=1)


# %% transposed
# mistake: words as rows: shape (V, d)
# parts: all
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return np.outer(y_hat - y, v_c)


# %% transposed_no_truth
# mistake: words as rows, and y forgotten
# parts: all
# combined: yes
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return y_hat[:, None] * v_c


# %% transposed_sign
# mistake: words as rows, and wrong sign
# parts: all
# combined: yes
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return np.outer(y - y_hat, v_c)


# %% two_argmax_plus
# mistake: adds, and at the most probable word
# parts: all
# combined: yes
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    G = v_c[:, None] * y_hat
    G[:, y_hat.argmax()] += v_c
    return G


# %% two_flat_sign
# mistake: flattened, and the sign wrong
# parts: all
# combined: yes
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return np.outer(v_c, y - y_hat).ravel()


# %% two_only_o_sign
# mistake: only the observed column, with the wrong sign
# parts: all
# combined: yes
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    o = int(np.argmax(y))
    G = np.zeros((v_c.size, y.size))
    G[:, o] = (1 - y_hat[o]) * v_c
    return G


# %% two_plus_over_V
# mistake: plus for minus, and averaged
# parts: all
# combined: yes
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    V = y.shape[0]
    return np.outer(v_c, y_hat + y) / V


# %% two_rows_last_missing
# mistake: words as rows, last word left out
# parts: all
# combined: yes
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    rows = []
    for w in range(len(y) - 1):
        rows.append((y_hat[w] - y[w]) * v_c)
    return np.array(rows)


# %% unit_v
# mistake: normalises v_c first
# parts: all
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return np.outer(v_c / np.linalg.norm(v_c), y_hat - y)


# %% unknown_function
# mistake: np.outerproduct does not exist
# parts: all
# raises: yes
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return np.outerproduct(v_c, y_hat - y)


# %% v_with_v
# mistake: outer of v_c with itself
# parts: all
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return np.outer(v_c, v_c) * (y_hat - y).sum()


# %% vstack_rows
# mistake: vstack makes words rows
# parts: all
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return np.vstack([(y_hat[w] - y[w]) * v_c for w in range(len(y))])


# %% y_over_yhat
# mistake: stops the chain rule at -y / y_hat
# parts: all
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    return np.outer(v_c, -y / y_hat)


# %% zeros_shape_wrong
# mistake: array made with the axes exchanged, the columns do not fit
# parts: all
# raises: yes
def grad_U(y: Array, y_hat: Array, v_c: Array) -> Array:
    G = np.zeros((len(y), len(v_c)))
    for w in range(len(y)):
        G[:, w] = (y_hat[w] - y[w]) * v_c
    return G
