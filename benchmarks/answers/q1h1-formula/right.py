# %% broadcasting
# style: weighted columns, summed over axis 1
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    weighted = U_neg * sigmoid(v_c @ U_neg)
    a = sigmoid(v_c @ u_o) - 1
    grad_v_c = a * u_o + weighted.sum(axis=1)
    grad_u_o = a * v_c
    grad_u_s = sigmoid(v_c @ U_neg)[s] * v_c
    return grad_v_c, grad_u_o, grad_u_s


# %% diag
# style: a diagonal matrix of the sigmoids
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    D = np.diag(sigmoid(U_neg.T @ v_c))
    grad_v_c = U_neg @ D @ np.ones(U_neg.shape[1]) + u_o * -sigmoid(-u_o @ v_c)
    grad_u_o = -sigmoid(-u_o @ v_c) * v_c
    grad_u_s = D[s, s] * v_c
    return grad_v_c, grad_u_o, grad_u_s


# %% dot_style
# style: np.dot and v_c from the left
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    p_o = sigmoid(np.dot(u_o, v_c))
    p_neg = sigmoid(np.dot(v_c, U_neg))
    grad_v_c = np.dot(U_neg, p_neg) - np.dot(1 - p_o, u_o)
    grad_u_o = np.dot(p_o - 1, v_c)
    grad_u_s = np.dot(p_neg[s], v_c)
    return grad_v_c, grad_u_o, grad_u_s


# %% einsum
# style: einsum
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    z = np.einsum("dk,d->k", U_neg, v_c)
    grad_v_c = np.einsum("dk,k->d", U_neg, sigmoid(z)) + (sigmoid(np.einsum("d,d", u_o, v_c)) - 1) * u_o
    grad_u_o = (sigmoid(np.einsum("d,d->", u_o, v_c)) - 1) * v_c
    grad_u_s = sigmoid(z[s]) * v_c
    return grad_v_c, grad_u_o, grad_u_s


# %% enumerate_branch
# style: loop with enumerate that picks out column s on the way
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    p: float = sigmoid(u_o @ v_c)
    grad_v_c = (p - 1) * u_o
    grad_u_o = p * v_c - v_c
    for i, u in enumerate(U_neg.T):
        q = sigmoid(-(u @ v_c))
        grad_v_c = grad_v_c - (q - 1) * u
        if i == s:
            grad_u_s = -(q - 1) * v_c
    return grad_v_c, grad_u_o, grad_u_s


# %% exponentials
# style: exponentials by hand
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    e_o = np.exp(u_o @ v_c)
    e = np.exp(v_c @ U_neg)
    grad_v_c = -u_o / (1 + e_o) + (U_neg * (e / (1 + e))).sum(1)
    grad_u_o = -v_c / (1 + e_o)
    grad_u_s = v_c * e[s] / (1 + e[s])
    return grad_v_c, grad_u_o, grad_u_s


# %% helper
# style: a helper for the slope of -log sigmoid
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    def slope(z):
        return sigmoid(z) - 1

    grad_v_c = slope(u_o @ v_c) * u_o - U_neg @ slope(-v_c @ U_neg)
    grad_u_o = slope(u_o @ v_c) * v_c
    grad_u_s = -slope(-(U_neg[:, s] @ v_c)) * v_c
    return grad_v_c, grad_u_o, grad_u_s


# %% identity
# style: sigmoid(-x) for 1 - sigmoid(x)
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    grad_v_c = -sigmoid(-(u_o @ v_c)) * u_o + U_neg @ sigmoid(U_neg.T @ v_c)
    grad_u_o = -sigmoid(-(u_o @ v_c)) * v_c
    grad_u_s = sigmoid(U_neg[:, s] @ v_c) * v_c
    return grad_v_c, grad_u_o, grad_u_s


# %% lambda_and_prints
# style: lambda and prints
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    score = lambda u: (u * v_c).sum()
    print("o:", score(u_o), " s:", score(U_neg[:, s]))
    grad_u_o = (sigmoid(score(u_o)) - 1) * v_c
    grad_u_s = sigmoid(score(U_neg[:, s])) * v_c
    columns = [sigmoid(score(u)) * u for u in U_neg.T]
    grad_v_c = (sigmoid(score(u_o)) - 1) * u_o + np.sum(columns, axis=0)
    return grad_v_c, grad_u_o, grad_u_s


# %% loop_over_columns
# style: a loop over the K columns
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    grad_v_c = (sigmoid(u_o @ v_c) - 1) * u_o
    for k in range(U_neg.shape[1]):
        grad_v_c = grad_v_c + sigmoid(U_neg[:, k] @ v_c) * U_neg[:, k]
    grad_u_o = -(1 - sigmoid(u_o @ v_c)) * v_c
    grad_u_s = sigmoid(U_neg[:, s] @ v_c) * v_c
    return grad_v_c, grad_u_o, grad_u_s


# %% outer_matrix
# style: the gradient of all columns by an outer product, of which column s is taken
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    sigma = sigmoid(U_neg.T.dot(v_c))
    grad_U_neg = np.outer(v_c, sigma)
    grad_v_c = U_neg.dot(sigma) + u_o * (sigmoid(u_o.dot(v_c)) - 1)
    grad_u_o = v_c * (sigmoid(u_o.dot(v_c)) - 1)
    grad_u_s = grad_U_neg[:, s]
    return grad_v_c, grad_u_o, grad_u_s


# %% sigmoid_slope_chain
# style: the chain rule unsimplified: sigma(1 - sigma) / sigma
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    def log_slope(z):
        y = sigmoid(z)
        return y * (1 - y) / y

    grad_v_c = -log_slope(u_o @ v_c) * u_o + U_neg @ log_slope(-U_neg.T @ v_c)
    grad_u_o = -log_slope(u_o @ v_c) * v_c
    grad_u_s = log_slope(-U_neg[:, s] @ v_c) * v_c
    return grad_v_c, grad_u_o, grad_u_s


# %% stacked
# style: stacks [u_o, -U_neg] and uses the common vector
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    U = np.column_stack([u_o, -U_neg])
    common = sigmoid(U.T @ v_c) - 1
    grad_v_c = U @ common
    grad_u_o = common[0] * v_c
    grad_u_s = -common[s + 1] * v_c
    return grad_v_c, grad_u_o, grad_u_s


# %% sum_of_generator
# style: Python's sum over the columns, through the transpose
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    grad_v_c = -(1 - sigmoid(u_o @ v_c)) * u_o + sum((1 - sigmoid(-u @ v_c)) * u for u in U_neg.T)
    grad_u_o = (sigmoid(u_o @ v_c) - 1) * v_c
    u_s = U_neg.T[s]
    grad_u_s = v_c - v_c * sigmoid(-u_s @ v_c)
    return grad_v_c, grad_u_o, grad_u_s


# %% tanh
# style: tanh for the sigmoid, vector names v, u, w
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    v, u, W = v_c, u_o, U_neg
    half = lambda z: 0.5 * (1 + np.tanh(0.5 * z))
    grad_v_c = W @ half(v @ W) - half(-u @ v) * u
    grad_u_o = -half(-u @ v) * v
    grad_u_s = half(W[:, s] @ v) * v
    return grad_v_c, grad_u_o, grad_u_s


# %% textbook
# style: as derived
def neg_gradients(s: int, v_c: Array, u_o: Array, U_neg: Array) -> tuple[Array | None, Array | None, Array | None]:
    grad_v_c = (sigmoid(u_o @ v_c) - 1) * u_o + U_neg @ (1 - sigmoid(-U_neg.T @ v_c))
    grad_u_o = (sigmoid(u_o @ v_c) - 1) * v_c
    grad_u_s = (1 - sigmoid(-U_neg[:, s] @ v_c)) * v_c
    return grad_v_c, grad_u_o, grad_u_s
