# %% all_exclude_o
# mistake: denominator without the observed word
# parts: loss, gradCenterVec, gradOutsideVecs
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    e = np.exp(outsideVectors @ centerWordVec)
    total = e.sum() - e[outsideWordIdx]
    y_hat = e / total
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = y_hat @ outsideVectors
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% all_global_U
# mistake: scores from the global U of the worked example
# parts: loss, gradCenterVec, gradOutsideVecs
# raises: unless d is 4
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(U.T @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = U @ y_hat
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% all_halved
# mistake: everything halved (loss and gradients consistent)
# parts: loss, gradCenterVec, gradOutsideVecs
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -0.5 * np.log(y_hat[outsideWordIdx])
    delta = y_hat.copy()
    delta[outsideWordIdx] -= 1
    delta /= 2
    gradCenterVec = delta @ outsideVectors
    gradOutsideVecs = np.outer(delta, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% all_log2_consistent
# mistake: loss in bits with matching gradients (consistent, but not the loss asked for)
# parts: loss, gradCenterVec, gradOutsideVecs
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log2(y_hat[outsideWordIdx])
    delta = y_hat.copy()
    delta[outsideWordIdx] -= 1
    delta /= np.log(2)
    gradCenterVec = delta @ outsideVectors
    gradOutsideVecs = np.outer(delta, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% all_max_denominator
# mistake: divides by the maximum, not by the sum
# parts: loss, gradCenterVec, gradOutsideVecs
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    e = np.exp(outsideVectors @ centerWordVec)
    y_hat = e / e.max()
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = y_hat @ outsideVectors
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% all_negative_scores
# mistake: minus sign in the scores
# parts: loss, gradCenterVec, gradOutsideVecs
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(-outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = y_hat @ outsideVectors
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% all_no_softmax
# mistake: scores used as probabilities
# parts: loss, gradCenterVec, gradOutsideVecs
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = outsideVectors @ centerWordVec
    with np.errstate(all="ignore"):
        loss = -np.log(np.abs(y_hat[outsideWordIdx]))
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = outsideVectors.T @ y_hat
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% all_normalised_rows
# mistake: cosine scores: rows normalised with normalizeRows first
# parts: loss, gradCenterVec, gradOutsideVecs
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    rows = normalizeRows(outsideVectors)
    y_hat = softmax(rows @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = y_hat @ rows
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% all_not_normalised
# mistake: exponentials not divided by their sum
# parts: loss, gradCenterVec, gradOutsideVecs
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = np.exp(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = outsideVectors.T @ y_hat
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% all_over_V
# mistake: loss and gradients averaged over the vocabulary (consistent)
# parts: loss, gradCenterVec, gradOutsideVecs
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    V = len(outsideVectors)
    y_hat = softmax(outsideVectors @ centerWordVec)
    y = np.zeros(V)
    y[outsideWordIdx] = 1
    loss = -(y * np.log(y_hat)).mean()
    gradCenterVec = outsideVectors.T @ (y_hat - y) / V
    gradOutsideVecs = np.outer((y_hat - y) / V, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% all_sigmoid
# mistake: sigmoid in place of the softmax
# parts: loss, gradCenterVec, gradOutsideVecs
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = 1 / (1 + np.exp(-(outsideVectors @ centerWordVec)))
    loss = -np.log(y_hat[outsideWordIdx])
    delta = y_hat.copy()
    delta[outsideWordIdx] -= 1
    gradCenterVec = delta @ outsideVectors
    gradOutsideVecs = np.outer(delta, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% all_softmax_axis
# mistake: scores as a (V, 1) column: softmax along the last axis gives ones
# parts: loss, gradCenterVec, gradOutsideVecs
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    scores = outsideVectors @ centerWordVec.reshape(-1, 1)
    y_hat = softmax(scores)[:, 0]
    loss = -np.log(y_hat[outsideWordIdx])
    delta = y_hat.copy()
    delta[outsideWordIdx] -= 1
    gradCenterVec = outsideVectors.T @ delta
    gradOutsideVecs = np.outer(delta, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% all_softmax_twice
# mistake: softmax applied twice
# parts: loss, gradCenterVec, gradOutsideVecs
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(softmax(outsideVectors @ centerWordVec))
    loss = -np.log(y_hat[outsideWordIdx])
    delta = y_hat.copy()
    delta[outsideWordIdx] -= 1
    gradCenterVec = delta @ outsideVectors
    gradOutsideVecs = np.outer(delta, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% all_transposed_scores
# mistake: U.T @ v with the code's rows: shapes do not fit
# parts: loss, gradCenterVec, gradOutsideVecs
# raises: yes
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors.T @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = outsideVectors @ y_hat
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% all_v_left
# mistake: vector on the wrong side, not transposed
# parts: loss, gradCenterVec, gradOutsideVecs
# raises: yes
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    scores = centerWordVec @ outsideVectors
    y_hat = softmax(scores)
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    return loss, gradCenterVec, gradOutsideVecs


# %% all_wrong_word_consistent
# mistake: loss and gradients belong to the word before (consistent)
# parts: loss, gradCenterVec, gradOutsideVecs
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    o = outsideWordIdx - 1
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[o])
    delta = y_hat.copy()
    delta[o] -= 1
    gradCenterVec = outsideVectors.T @ delta
    gradOutsideVecs = np.outer(delta, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% args_center_alias
# mistake: gradCenterVec starts as the argument itself and is overwritten before the outside gradient uses it
# parts: gradOutsideVecs, arguments
# combined: yes
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = centerWordVec
    gradCenterVec[:] = y_hat @ outsideVectors
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% args_normalises_in_place
# mistake: divides outsideVectors by its row lengths in place
# parts: loss, gradCenterVec, gradOutsideVecs, arguments
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    outsideVectors /= np.linalg.norm(outsideVectors, axis=1, keepdims=True)
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = y_hat @ outsideVectors
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% args_outside_overwritten
# mistake: writes the gradient into the array outsideVectors that was handed in
# parts: arguments
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = y_hat @ outsideVectors
    gradOutsideVecs = outsideVectors
    gradOutsideVecs[:] = np.outer(y_hat, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% args_row_changed_first
# mistake: subtracts v_c from the argument's row while building the outside gradient, before the centre gradient
# parts: gradCenterVec, arguments
# combined: yes
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    outsideVectors[outsideWordIdx] -= centerWordVec
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    gradCenterVec = y_hat @ outsideVectors
    return loss, gradCenterVec, gradOutsideVecs


# %% args_updates_vectors
# mistake: does the update step on the arguments after computing the gradients
# parts: arguments
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = y_hat @ outsideVectors
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    centerWordVec -= 0.1 * gradCenterVec
    outsideVectors -= 0.1 * gradOutsideVecs
    return loss, gradCenterVec, gradOutsideVecs


# %% args_view_subtracted
# mistake: the observed row is a view: subtracting in place changes outsideVectors
# parts: arguments
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    expected = y_hat @ outsideVectors
    gradCenterVec = outsideVectors[outsideWordIdx]
    gradCenterVec -= expected
    gradCenterVec = -gradCenterVec
    y_hat[outsideWordIdx] -= 1
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% both_argmax
# mistake: 1 subtracted at the most probable word
# parts: gradCenterVec, gradOutsideVecs
# when: the true word is not the most probable one
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    delta = y_hat.copy()
    delta[np.argmax(y_hat)] -= 1
    gradCenterVec = delta @ outsideVectors
    gradOutsideVecs = np.outer(delta, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% both_learning_rate
# mistake: returns steps with the learning rate and minus in place of gradients
# parts: gradCenterVec, gradOutsideVecs
# combined: yes
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    lr = 0.5
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = -lr * (y_hat @ outsideVectors)
    gradOutsideVecs = -lr * np.outer(y_hat, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% both_minus_one_everywhere
# mistake: subtracts 1 from every entry
# parts: gradCenterVec, gradOutsideVecs
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    delta = y_hat - 1
    gradCenterVec = delta @ outsideVectors
    gradOutsideVecs = np.outer(delta, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% both_no_truth
# mistake: 1 never subtracted in either gradient
# parts: gradCenterVec, gradOutsideVecs
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    gradCenterVec = outsideVectors.T @ y_hat
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% both_over_yhat
# mistake: divides the error by y_hat
# parts: gradCenterVec, gradOutsideVecs
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    y = np.zeros(y_hat.shape)
    y[outsideWordIdx] = 1
    delta = (y_hat - y) / y_hat
    gradCenterVec = outsideVectors.T @ delta
    gradOutsideVecs = np.outer(delta, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% both_plus_one
# mistake: adds 1 at the true word
# parts: gradCenterVec, gradOutsideVecs
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    delta = y_hat.copy()
    delta[outsideWordIdx] += 1
    gradCenterVec = delta @ outsideVectors
    gradOutsideVecs = np.outer(delta, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% both_scalar_delta
# mistake: only the number y_hat[o] - 1 is used for all words
# parts: gradCenterVec, gradOutsideVecs
# combined: yes
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    delta = y_hat[outsideWordIdx] - 1
    gradCenterVec = delta * outsideVectors[outsideWordIdx]
    gradOutsideVecs = delta * np.tile(centerWordVec, (len(y_hat), 1))
    return loss, gradCenterVec, gradOutsideVecs


# %% both_sign
# mistake: y - y_hat used in both gradients
# parts: gradCenterVec, gradOutsideVecs
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    y = np.zeros_like(y_hat)
    y[outsideWordIdx] = 1
    delta = y - y_hat
    gradCenterVec = outsideVectors.T @ delta
    gradOutsideVecs = np.outer(delta, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% both_softmax_jacobian
# mistake: multiplies by y_hat(1 - y_hat), as if the softmax were a sigmoid
# parts: gradCenterVec, gradOutsideVecs
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    y = np.eye(len(y_hat))[outsideWordIdx]
    delta = (y_hat - y) * y_hat * (1 - y_hat)
    gradCenterVec = delta @ outsideVectors
    gradOutsideVecs = np.outer(delta, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% both_swapped
# mistake: the two gradients are returned in the wrong order
# parts: gradCenterVec, gradOutsideVecs
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = y_hat @ outsideVectors
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    return loss, gradOutsideVecs, gradCenterVec


# %% both_updated_vectors
# mistake: returns the updated vectors in place of the gradients
# parts: gradCenterVec, gradOutsideVecs
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = centerWordVec - y_hat @ outsideVectors
    gradOutsideVecs = outsideVectors - np.outer(y_hat, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% both_wrong_index
# mistake: 1 subtracted at the wrong word (index counted from 1)
# parts: gradCenterVec, gradOutsideVecs
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    delta = y_hat.copy()
    delta[outsideWordIdx - 1] -= 1
    gradCenterVec = delta @ outsideVectors
    gradOutsideVecs = np.outer(delta, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% both_y_int_trunc
# mistake: error put into an integer array, decimals lost
# parts: gradCenterVec, gradOutsideVecs
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    delta = np.zeros(len(y_hat), dtype=int)
    delta[:] = y_hat
    delta[outsideWordIdx] -= 1
    gradCenterVec = delta @ outsideVectors
    gradOutsideVecs = np.outer(delta, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% center_column_shape
# mistake: centre gradient as a column (d, 1)
# parts: gradCenterVec
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = outsideVectors.T @ y_hat[:, None]
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% center_factor_two
# mistake: factor two on the centre gradient
# parts: gradCenterVec
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = 2 * (y_hat @ outsideVectors)
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% center_from_gradients
# mistake: centre gradient from the outside gradients' sum
# parts: gradCenterVec
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    gradCenterVec = gradOutsideVecs.sum(axis=0)
    return loss, gradCenterVec, gradOutsideVecs


# %% center_keepdims
# mistake: keepdims leaves shape (1, d)
# parts: gradCenterVec
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    err = y_hat - (np.arange(len(y_hat)) == outsideWordIdx)
    gradCenterVec = np.sum(err[:, None] * outsideVectors, axis=0, keepdims=True)
    gradOutsideVecs = err[:, None] * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% center_loop_short
# mistake: loop leaves out word 0
# parts: gradCenterVec
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    V, d = outsideVectors.shape
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = np.zeros(d)
    for w in range(1, V):
        gradCenterVec += y_hat[w] * outsideVectors[w]
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% center_no_expected
# mistake: centre gradient is the observed row only
# parts: gradCenterVec
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    gradCenterVec = -outsideVectors[outsideWordIdx]
    y_hat[outsideWordIdx] -= 1
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% center_no_observed
# mistake: centre gradient without the observed row
# parts: gradCenterVec
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    gradCenterVec = y_hat @ outsideVectors
    delta = y_hat.copy()
    delta[outsideWordIdx] -= 1
    gradOutsideVecs = np.outer(delta, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% center_no_sum
# mistake: weighted rows without the sum, (V, d)
# parts: gradCenterVec
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = outsideVectors * y_hat[:, None]
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% center_only_o_row
# mistake: only the observed row with its weight y_hat[o] - 1
# parts: gradCenterVec
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = y_hat[outsideWordIdx] * outsideVectors[outsideWordIdx]
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% center_over_V
# mistake: centre gradient averaged over the vocabulary
# parts: gradCenterVec
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    delta = y_hat.copy()
    delta[outsideWordIdx] -= 1
    gradCenterVec = np.mean(outsideVectors * delta[:, None], axis=0)
    gradOutsideVecs = np.outer(delta, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% center_overwritten_loop
# mistake: loop overwrites the centre gradient, the last row stays
# parts: gradCenterVec
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    for w in range(len(outsideVectors)):
        gradCenterVec = y_hat[w] * outsideVectors[w]
    return loss, gradCenterVec, gradOutsideVecs


# %% center_plain_mean
# mistake: expected row as the plain mean of the rows
# parts: gradCenterVec
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    gradCenterVec = outsideVectors.mean(axis=0) - outsideVectors[outsideWordIdx]
    delta = y_hat - np.eye(len(y_hat))[outsideWordIdx]
    gradOutsideVecs = np.outer(delta, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% center_plain_sum
# mistake: expected row as the unweighted sum of the rows
# parts: gradCenterVec
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    gradCenterVec = np.sum(outsideVectors, axis=0) - outsideVectors[outsideWordIdx]
    y_hat[outsideWordIdx] -= 1
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% center_plus
# mistake: expected plus observed
# parts: gradCenterVec
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    gradCenterVec = outsideVectors.T @ y_hat + outsideVectors[outsideWordIdx]
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    gradOutsideVecs[outsideWordIdx] -= centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% center_row_shape
# mistake: centre gradient as a row (1, d)
# parts: gradCenterVec
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = y_hat.reshape(1, -1) @ outsideVectors
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% center_sign
# mistake: sign of the centre gradient
# parts: gradCenterVec
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    delta = y_hat.copy()
    delta[outsideWordIdx] -= 1
    gradCenterVec = -outsideVectors.T @ delta
    gradOutsideVecs = np.outer(delta, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% center_subtracts_one
# mistake: subtracts 1 from the expected row in place of u_o
# parts: gradCenterVec
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    gradCenterVec = outsideVectors.T @ y_hat
    gradCenterVec -= 1
    y_hat[outsideWordIdx] -= 1
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% center_sum_axis1
# mistake: sums over the entries in place of the words, (V,)
# parts: gradCenterVec
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = (outsideVectors * y_hat[:, None]).sum(axis=1)
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% center_uses_center
# mistake: centre gradient built from the centre vector
# parts: gradCenterVec
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    delta = y_hat.copy()
    delta[outsideWordIdx] -= 1
    gradCenterVec = delta[outsideWordIdx] * centerWordVec
    gradOutsideVecs = np.outer(delta, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% center_with_gradOutside
# mistake: multiplies with the gradient matrix in place of the vectors
# parts: gradCenterVec
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    gradCenterVec = gradOutsideVecs.T @ y_hat
    return loss, gradCenterVec, gradOutsideVecs


# %% center_wrong_word
# mistake: observed row of the next word
# parts: gradCenterVec
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    nxt = (outsideWordIdx + 1) % len(y_hat)
    gradCenterVec = y_hat @ outsideVectors - outsideVectors[nxt]
    y_hat[outsideWordIdx] -= 1
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% gradients_none
# mistake: gradients returned as None
# parts: gradCenterVec, gradOutsideVecs
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    p = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(p[outsideWordIdx])
    gradCenterVec = None
    gradOutsideVecs = None
    return loss, gradCenterVec, gradOutsideVecs


# %% loop_center_sign
# mistake: loop over the words (which costs points anyway), sign of the centre gradient wrong
# parts: gradCenterVec
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    V, d = outsideVectors.shape
    scores = [float(np.dot(outsideVectors[i], centerWordVec)) for i in range(V)]
    y_hat = softmax(np.array(scores))
    loss = -np.log(y_hat[outsideWordIdx])
    gradCenterVec = np.zeros(d)
    gradOutsideVecs = np.zeros((V, d))
    for i in range(V):
        indicator = 1 if i == outsideWordIdx else 0
        gradCenterVec += (indicator - y_hat[i]) * outsideVectors[i]
        gradOutsideVecs[i] = (y_hat[i] - indicator) * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% loop_else_missing
# mistake: loop whose else is missing: the observed row is overwritten by the general case
# parts: gradOutsideVecs
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    gradCenterVec = y_hat @ outsideVectors - outsideVectors[outsideWordIdx]
    gradOutsideVecs = np.empty(outsideVectors.shape)
    for w in range(len(y_hat)):
        if w == outsideWordIdx:
            gradOutsideVecs[w] = (y_hat[w] - 1) * centerWordVec
        gradOutsideVecs[w] = y_hat[w] * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% loss_after_change
# mistake: 1 is subtracted in place before the loss is taken: log of a negative number
# parts: loss
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    delta = y_hat
    delta[outsideWordIdx] -= 1
    gradCenterVec = outsideVectors.T @ delta
    gradOutsideVecs = np.outer(delta, centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    return loss, gradCenterVec, gradOutsideVecs


# %% loss_and_outside_sign
# mistake: loss without minus, outside gradients with the wrong sign
# parts: loss, gradOutsideVecs
# combined: yes
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = np.log(y_hat[outsideWordIdx])
    delta = y_hat.copy()
    delta[outsideWordIdx] -= 1
    gradCenterVec = delta @ outsideVectors
    gradOutsideVecs = -np.outer(delta, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% loss_binary
# mistake: binary cross-entropy over all words
# parts: loss
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    y = np.zeros_like(y_hat)
    y[outsideWordIdx] = 1
    loss = -np.sum(y * np.log(y_hat) + (1 - y) * np.log(1 - y_hat))
    err = y_hat - y
    gradCenterVec = np.dot(err, outsideVectors)
    gradOutsideVecs = np.outer(err, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% loss_entropy
# mistake: entropy of the prediction in place of the cross-entropy
# parts: loss
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    p = softmax(outsideVectors @ centerWordVec)
    loss = -np.sum(p * np.log(p))
    p[outsideWordIdx] -= 1
    gradCenterVec = outsideVectors.T @ p
    gradOutsideVecs = np.outer(p, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% loss_kl_swapped
# mistake: cross-entropy with the roles of y and y_hat exchanged
# parts: loss
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    p = softmax(outsideVectors @ centerWordVec)
    y = np.zeros_like(p)
    y[outsideWordIdx] = 1
    with np.errstate(all="ignore"):
        loss = -np.sum(p * np.log(y))
    gradCenterVec = outsideVectors.T @ (p - y)
    gradOutsideVecs = np.outer(p - y, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% loss_last_in_return
# mistake: loss returned last
# parts: loss, gradCenterVec, gradOutsideVecs
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = outsideVectors.T @ y_hat
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    return gradCenterVec, gradOutsideVecs, loss


# %% loss_log10
# mistake: log base 10
# parts: loss
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    prob = softmax(outsideVectors @ centerWordVec)
    loss = -np.log10(prob[outsideWordIdx])
    prob[outsideWordIdx] -= 1
    gradCenterVec = prob @ outsideVectors
    gradOutsideVecs = np.outer(prob, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% loss_log10_center_missing
# mistake: log base 10, and the centre gradient lacks the observed row
# parts: loss, gradCenterVec
# combined: yes
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log10(y_hat[outsideWordIdx])
    gradCenterVec = y_hat @ outsideVectors
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    gradOutsideVecs[outsideWordIdx] -= centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% loss_log2
# mistake: log base 2
# parts: loss
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    yh = softmax(np.dot(outsideVectors, centerWordVec))
    loss = -np.log2(yh[outsideWordIdx])
    yh[outsideWordIdx] -= 1
    gradCenterVec = np.dot(outsideVectors.T, yh)
    gradOutsideVecs = np.outer(yh, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% loss_lse_without_max
# mistake: log-sum-exp: the maximum that was taken out is not put back
# parts: loss
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    z = outsideVectors @ centerWordVec
    m = z.max()
    loss = np.log(np.exp(z - m).sum()) - z[outsideWordIdx]
    p = softmax(z)
    p[outsideWordIdx] -= 1
    gradCenterVec = p @ outsideVectors
    gradOutsideVecs = np.outer(p, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% loss_mean
# mistake: cross-entropy as a mean over the vocabulary
# parts: loss
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    y = np.zeros(len(y_hat))
    y[outsideWordIdx] = 1
    loss = -np.mean(y * np.log(y_hat))
    gradCenterVec = outsideVectors.T.dot(y_hat - y)
    gradOutsideVecs = np.outer(y_hat - y, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% loss_no_log
# mistake: loss is -y_hat[o], log missing
# parts: loss
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -y_hat[outsideWordIdx]
    y = np.zeros_like(y_hat)
    y[outsideWordIdx] = 1
    gradCenterVec = outsideVectors.T @ (y_hat - y)
    gradOutsideVecs = np.outer(y_hat - y, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% loss_no_minus
# mistake: minus sign of the loss missing
# parts: loss
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = np.log(y_hat[outsideWordIdx])
    delta = y_hat.copy()
    delta[outsideWordIdx] -= 1
    gradCenterVec = delta @ outsideVectors
    gradOutsideVecs = np.outer(delta, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% loss_of_max
# mistake: loss of the most probable word
# parts: loss
# when: the true word is not the most probable one
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat.max())
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = y_hat @ outsideVectors
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% loss_one_minus
# mistake: loss 1 - y_hat[o]
# parts: loss
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = 1 - y_hat[outsideWordIdx]
    dz = y_hat.copy()
    dz[outsideWordIdx] -= 1
    return loss, outsideVectors.T @ dz, np.outer(dz, centerWordVec)


# %% loss_perplexity
# mistake: exp of the loss (1 / probability)
# parts: loss
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    p = softmax(outsideVectors @ centerWordVec)
    loss = 1 / p[outsideWordIdx]
    p[outsideWordIdx] -= 1
    gradCenterVec = p @ outsideVectors
    gradOutsideVecs = np.outer(p, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% loss_rounded
# mistake: loss rounded to two decimals
# parts: loss
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    p = softmax(outsideVectors @ centerWordVec)
    loss = round(float(-np.log(p[outsideWordIdx])), 2)
    p[outsideWordIdx] -= 1
    gradCenterVec = outsideVectors.T @ p
    gradOutsideVecs = np.outer(p, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% loss_score
# mistake: loss without the denominator: minus the score
# parts: loss
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    scores = outsideVectors @ centerWordVec
    y_hat = softmax(scores)
    loss = -scores[outsideWordIdx]
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = outsideVectors.T @ y_hat
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% loss_squared
# mistake: squared error as loss
# parts: loss
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    y = np.zeros_like(y_hat)
    y[outsideWordIdx] = 1
    loss = 0.5 * np.sum((y_hat - y) ** 2)
    gradCenterVec = (y_hat - y) @ outsideVectors
    gradOutsideVecs = np.outer(y_hat - y, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% loss_sum_all
# mistake: sums -log over every word, not only the true one
# parts: loss
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.sum(np.log(y_hat))
    y = np.eye(len(y_hat))[outsideWordIdx]
    gradCenterVec = (y_hat - y) @ outsideVectors
    gradOutsideVecs = (y_hat - y)[:, None] * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% loss_vector
# mistake: loss is a vector: the index is forgotten
# parts: loss
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat)
    delta = y_hat.copy()
    delta[outsideWordIdx] -= 1
    gradCenterVec = outsideVectors.T @ delta
    gradOutsideVecs = np.outer(delta, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% loss_vector_onehot
# mistake: y * log y_hat without the sum
# parts: loss
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    p = softmax(outsideVectors @ centerWordVec)
    y = np.zeros(p.shape)
    y[outsideWordIdx] = 1
    loss = -y * np.log(p)
    gradCenterVec = outsideVectors.T @ (p - y)
    gradOutsideVecs = np.outer(p - y, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% loss_wrong_word
# mistake: off by one: loss for the word before o
# parts: loss
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx - 1])
    d = y_hat.copy()
    d[outsideWordIdx] -= 1
    gradCenterVec = d @ outsideVectors
    gradOutsideVecs = np.outer(d, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% none_prints
# mistake: prints the three results, returns None
# parts: loss, gradCenterVec, gradOutsideVecs
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = outsideVectors.T @ y_hat
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    print(loss, gradCenterVec, gradOutsideVecs)


# %% only_loss
# mistake: gradients left at zero, only the loss is done
# parts: gradCenterVec, gradOutsideVecs
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    gradCenterVec = np.zeros_like(centerWordVec)
    gradOutsideVecs = np.zeros_like(outsideVectors)
    return loss, gradCenterVec, gradOutsideVecs


# %% outside_alias_view
# mistake: subtracts the true row in a copy that is thrown away
# parts: gradOutsideVecs
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    gradCenterVec = y_hat @ outsideVectors - outsideVectors[outsideWordIdx]
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    row = gradOutsideVecs[outsideWordIdx].copy()
    row -= centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% outside_column_of_ones
# mistake: zero rows for all words that were not there
# parts: gradOutsideVecs
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    y = np.zeros_like(y_hat)
    y[outsideWordIdx] = 1
    gradCenterVec = (y_hat - y) @ outsideVectors
    gradOutsideVecs = np.outer((y_hat - y) * y, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% outside_extra_axis
# mistake: an extra axis, (V, 1, d)
# parts: gradOutsideVecs
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = y_hat @ outsideVectors
    gradOutsideVecs = y_hat[:, None, None] * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% outside_flat
# mistake: np.kron flattens to (V*d,)
# parts: gradOutsideVecs
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = y_hat @ outsideVectors
    gradOutsideVecs = np.kron(y_hat, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% outside_global_v
# mistake: outer product with the global v of the worked example
# parts: gradOutsideVecs
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = outsideVectors.T @ y_hat
    gradOutsideVecs = np.outer(y_hat, v)
    return loss, gradCenterVec, gradOutsideVecs


# %% outside_last_row_missing
# mistake: loop stops before the last word
# parts: gradOutsideVecs
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = y_hat @ outsideVectors
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    for w in range(outsideVectors.shape[0] - 1):
        gradOutsideVecs[w] = y_hat[w] * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% outside_no_truth
# mistake: outside gradients without the observed word's term
# parts: gradOutsideVecs
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    gradCenterVec = y_hat @ outsideVectors - outsideVectors[outsideWordIdx]
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% outside_one_row
# mistake: returns the gradient of one outside vector, (d,)
# parts: gradOutsideVecs
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    gradCenterVec = y_hat @ outsideVectors - outsideVectors[outsideWordIdx]
    gradOutsideVecs = (y_hat[outsideWordIdx] - 1) * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% outside_only_truth
# mistake: only the observed word's row is filled
# parts: gradOutsideVecs
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    delta = y_hat.copy()
    delta[outsideWordIdx] -= 1
    gradCenterVec = delta @ outsideVectors
    gradOutsideVecs = np.zeros_like(outsideVectors)
    gradOutsideVecs[outsideWordIdx] = delta[outsideWordIdx] * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% outside_over_V
# mistake: outside gradients divided by V
# parts: gradOutsideVecs
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    V = outsideVectors.shape[0]
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = y_hat @ outsideVectors
    gradOutsideVecs = np.outer(y_hat, centerWordVec) / V
    return loss, gradCenterVec, gradOutsideVecs


# %% outside_plus_row
# mistake: adds v_c to the observed row
# parts: gradOutsideVecs
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    gradCenterVec = outsideVectors.T @ y_hat - outsideVectors[outsideWordIdx]
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    gradOutsideVecs[outsideWordIdx] += centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% outside_reshaped
# mistake: (d, V) brought to (V, d) by reshape: scrambled
# parts: gradOutsideVecs
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = outsideVectors.T @ y_hat
    gradOutsideVecs = np.outer(centerWordVec, y_hat).reshape(outsideVectors.shape)
    return loss, gradCenterVec, gradOutsideVecs


# %% outside_row_minus_one
# mistake: subtracts 1, not v_c, from the observed row
# parts: gradOutsideVecs
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    gradCenterVec = y_hat @ outsideVectors - outsideVectors[outsideWordIdx]
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    gradOutsideVecs[outsideWordIdx] -= 1
    return loss, gradCenterVec, gradOutsideVecs


# %% outside_row_replaced
# mistake: the observed row becomes -v_c
# parts: gradOutsideVecs
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    gradCenterVec = y_hat @ outsideVectors - outsideVectors[outsideWordIdx]
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    gradOutsideVecs[outsideWordIdx] = -centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% outside_rows_exchanged
# mistake: observed and other rows exchanged: 1 subtracted everywhere but at o
# parts: gradOutsideVecs
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    gradCenterVec = y_hat @ outsideVectors - outsideVectors[outsideWordIdx]
    y = np.ones_like(y_hat)
    y[outsideWordIdx] = 0
    gradOutsideVecs = np.outer(y_hat - y, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% outside_sign
# mistake: sign of the outside gradients
# parts: gradOutsideVecs
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    y = np.zeros_like(y_hat)
    y[outsideWordIdx] = 1
    gradCenterVec = outsideVectors.T @ (y_hat - y)
    gradOutsideVecs = np.outer(y - y_hat, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% outside_summed
# mistake: outside gradients summed over the words, (d,)
# parts: gradOutsideVecs
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = y_hat @ outsideVectors
    gradOutsideVecs = (y_hat[:, None] * centerWordVec).sum(axis=0)
    return loss, gradCenterVec, gradOutsideVecs


# %% outside_transposed
# mistake: outside gradients in the shape of U, (d, V)
# parts: gradOutsideVecs
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = outsideVectors.T @ y_hat
    gradOutsideVecs = np.outer(centerWordVec, y_hat)
    return loss, gradCenterVec, gradOutsideVecs


# %% outside_with_gradCenter
# mistake: outer product with gradCenterVec instead of the centre vector
# parts: gradOutsideVecs
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = np.dot(y_hat, outsideVectors)
    gradOutsideVecs = np.outer(y_hat, gradCenterVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% outside_with_outside
# mistake: outside gradients from the outside vectors in place of v_c
# parts: gradOutsideVecs
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = y_hat @ outsideVectors
    gradOutsideVecs = y_hat[:, None] * outsideVectors
    return loss, gradCenterVec, gradOutsideVecs


# %% raise_at_outside
# mistake: @ between two vectors for the outer product
# parts: loss, gradCenterVec, gradOutsideVecs
# raises: yes
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    delta = y_hat - np.eye(len(y_hat))[outsideWordIdx]
    gradCenterVec = delta @ outsideVectors
    gradOutsideVecs = delta.T @ centerWordVec.T
    return loss, gradCenterVec, gradOutsideVecs


# %% raise_center_not_transposed
# mistake: outsideVectors not transposed in the centre gradient
# parts: loss, gradCenterVec, gradOutsideVecs
# raises: yes
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = outsideVectors @ y_hat
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% raise_column_index
# mistake: column index with the word's number, as in the mathematics
# parts: loss, gradCenterVec, gradOutsideVecs
# raises: yes
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    gradCenterVec = outsideVectors.T @ y_hat - outsideVectors[:, outsideWordIdx]
    y_hat[outsideWordIdx] -= 1
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% raise_left_in
# mistake: raise line left in after the answer
# parts: loss, gradCenterVec, gradOutsideVecs
# raises: yes
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = outsideVectors.T @ y_hat
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    raise NotImplementedError()
    return loss, gradCenterVec, gradOutsideVecs


# %% raise_name_o
# mistake: index o, a name of the mathematics
# parts: loss, gradCenterVec, gradOutsideVecs
# raises: yes
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[o])
    y_hat[o] -= 1
    gradCenterVec = outsideVectors.T @ y_hat
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% raise_outside_missing
# mistake: gradOutsideVecs is never computed
# parts: loss, gradCenterVec, gradOutsideVecs
# raises: yes
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = outsideVectors.T @ y_hat
    return loss, gradCenterVec, gradOutsideVecs


# %% raise_softmax_axis_argument
# mistake: hands the given softmax an axis argument that it does not have
# parts: loss, gradCenterVec, gradOutsideVecs
# raises: yes
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec, axis=0)
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = y_hat @ outsideVectors
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% raise_star_outside
# mistake: star in place of the outer product
# parts: loss, gradCenterVec, gradOutsideVecs
# raises: yes
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    delta = y_hat.copy()
    delta[outsideWordIdx] -= 1
    gradCenterVec = outsideVectors.T @ delta
    gradOutsideVecs = delta * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% raise_unbound_gradient
# mistake: gradCenterVec += before it exists
# parts: loss, gradCenterVec, gradOutsideVecs
# raises: yes
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    for w in range(len(outsideVectors)):
        gradCenterVec += y_hat[w] * outsideVectors[w]
    return loss, gradCenterVec, gradOutsideVecs


# %% raise_y_undefined
# mistake: y is used but never made inside the function
# parts: loss, gradCenterVec, gradOutsideVecs
# raises: yes
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    gradCenterVec = outsideVectors.T @ (y_hat - y_true)
    gradOutsideVecs = np.outer(y_hat - y_true, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% two_alias_and_order
# mistake: loss after the in-place change through an alias, gradients swapped
# parts: loss, gradCenterVec, gradOutsideVecs
# combined: yes
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    probs = softmax(outsideVectors @ centerWordVec)
    delta = probs
    delta[outsideWordIdx] -= 1
    first = np.outer(delta, centerWordVec)
    second = outsideVectors.T @ delta
    return -np.log(probs[outsideWordIdx]), first, second


# %% two_center_column_loss_vector
# mistake: centre gradient as a column and the loss as a vector
# parts: loss, gradCenterVec
# combined: yes
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    y = np.zeros((len(y_hat), 1))
    y[outsideWordIdx] = 1
    loss = -y[:, 0] * np.log(y_hat)
    diff = y_hat[:, None] - y
    gradCenterVec = outsideVectors.T @ diff
    gradOutsideVecs = diff * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% two_center_sign_outside_transposed
# mistake: centre gradient's sign, and outside gradients as (d, V)
# parts: gradCenterVec, gradOutsideVecs
# combined: yes
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    y = np.zeros_like(y_hat)
    y[outsideWordIdx] = 1
    gradCenterVec = outsideVectors.T @ (y - y_hat)
    gradOutsideVecs = np.outer(centerWordVec, y_hat - y)
    return loss, gradCenterVec, gradOutsideVecs


# %% two_center_sum_outside_o_only
# mistake: centre gradient unweighted, outside gradient for the true word only
# parts: gradCenterVec, gradOutsideVecs
# combined: yes
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    o = outsideWordIdx
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[o])
    gradCenterVec = outsideVectors.sum(axis=0) - outsideVectors[o]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[o, :] = (y_hat[o] - 1) * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% two_delta_before_center
# mistake: true entry taken off once for the outside and once more for the centre
# parts: gradCenterVec
# combined: yes
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = outsideVectors.T @ y_hat
    return loss, gradCenterVec, gradOutsideVecs


# %% two_late_change_and_transposed
# mistake: loss after the in-place change, and outside gradients transposed
# parts: loss, gradOutsideVecs
# combined: yes
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    y_hat[outsideWordIdx] -= 1
    with np.errstate(all="ignore"):
        loss = -np.log(y_hat[outsideWordIdx])
    gradCenterVec = outsideVectors.T @ y_hat
    gradOutsideVecs = np.outer(centerWordVec, y_hat)
    return loss, gradCenterVec, gradOutsideVecs


# %% two_loss_shifted_outside_row
# mistake: loss of the word before, and 1 taken off the row, not v_c
# parts: loss, gradOutsideVecs
# combined: yes
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx - 1])
    gradCenterVec = outsideVectors.T @ y_hat - outsideVectors[outsideWordIdx]
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    gradOutsideVecs[outsideWordIdx, :] -= 1.0
    return loss, gradCenterVec, gradOutsideVecs


# %% two_loss_sign_center_sign
# mistake: loss and centre gradient both with the wrong sign
# parts: loss, gradCenterVec
# combined: yes
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = np.log(y_hat[outsideWordIdx])
    gradCenterVec = outsideVectors[outsideWordIdx] - y_hat @ outsideVectors
    y_hat[outsideWordIdx] -= 1
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% two_loss_vector_outside_flat
# mistake: loss not indexed, outside gradients flattened
# parts: loss, gradOutsideVecs
# combined: yes
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat)
    err = y_hat.copy()
    err[outsideWordIdx] -= 1
    gradCenterVec = err @ outsideVectors
    gradOutsideVecs = np.outer(err, centerWordVec).flatten()
    return loss, gradCenterVec, gradOutsideVecs


# %% two_max_loss_and_plus
# mistake: loss of the likeliest word, and plus in the centre gradient
# parts: loss, gradCenterVec
# when: loss: the true word is not the most probable one
# combined: yes
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(np.max(y_hat))
    gradCenterVec = y_hat @ outsideVectors + outsideVectors[outsideWordIdx]
    y_hat[outsideWordIdx] -= 1
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% two_no_truth_and_mean
# mistake: centre gradient as plain mean, outside gradients without the truth
# parts: gradCenterVec, gradOutsideVecs
# combined: yes
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    gradCenterVec = outsideVectors.mean(axis=0) - outsideVectors[outsideWordIdx]
    gradOutsideVecs = y_hat[:, None] * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% two_no_truth_transposed
# mistake: 1 never taken off, and outside gradients as (d, V)
# parts: gradCenterVec, gradOutsideVecs
# combined: yes
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    p = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(p[outsideWordIdx])
    gradCenterVec = outsideVectors.T @ p
    gradOutsideVecs = centerWordVec[:, None] * p[None, :]
    return loss, gradCenterVec, gradOutsideVecs


# %% two_outside_sign_scaled
# mistake: outside gradients with the wrong sign and divided by V
# parts: gradOutsideVecs
# combined: yes
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(np.dot(outsideVectors, centerWordVec))
    loss = -np.log(y_hat[outsideWordIdx])
    diff = y_hat.copy()
    diff[outsideWordIdx] -= 1
    gradCenterVec = np.dot(diff, outsideVectors)
    gradOutsideVecs = -np.outer(diff, centerWordVec) / diff.size
    return loss, gradCenterVec, gradOutsideVecs


# %% two_outside_wrong_vector_no_truth
# mistake: outside gradients with the outside vectors and without the truth
# parts: gradOutsideVecs
# combined: yes
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    gradCenterVec = y_hat @ outsideVectors - outsideVectors[outsideWordIdx]
    gradOutsideVecs = y_hat.reshape(-1, 1) * outsideVectors
    return loss, gradCenterVec, gradOutsideVecs


# %% two_returned
# mistake: returns only the loss and the centre gradient
# parts: loss, gradCenterVec, gradOutsideVecs
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = outsideVectors.T @ y_hat
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    return loss, gradCenterVec


# %% two_shared_array
# mistake: one array for both: the true row is taken off twice
# parts: gradOutsideVecs
# combined: yes
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    delta = y_hat
    delta[outsideWordIdx] -= 1
    gradCenterVec = delta @ outsideVectors
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    gradOutsideVecs[outsideWordIdx] -= centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% two_sign_and_mean_center
# mistake: y - y_hat, and the mean over the words, in the centre gradient
# parts: gradCenterVec
# combined: yes
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    probs = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(probs[outsideWordIdx])
    truth = np.zeros(len(probs))
    truth[outsideWordIdx] = 1
    gradCenterVec = ((truth - probs)[:, None] * outsideVectors).mean(axis=0)
    gradOutsideVecs = (probs - truth)[:, None] * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% two_sum_loss_swapped
# mistake: loss summed over all words, gradients returned in the wrong order
# parts: loss, gradCenterVec, gradOutsideVecs
# combined: yes
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat).sum()
    y_hat[outsideWordIdx] -= 1
    return loss, np.outer(y_hat, centerWordVec), outsideVectors.T @ y_hat


# %% two_unnormalised_no_log
# mistake: exponentials not normalised, and the loss without log
# parts: loss, gradCenterVec, gradOutsideVecs
# combined: yes
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    e = np.exp(outsideVectors @ centerWordVec)
    loss = -e[outsideWordIdx]
    e[outsideWordIdx] -= 1
    gradCenterVec = e @ outsideVectors
    gradOutsideVecs = np.outer(e, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% two_update_wrong_sign_args
# mistake: ascends: adds the gradient to the argument before the outside gradient is taken, and returns the wrong sign for the centre
# parts: gradCenterVec, gradOutsideVecs, arguments
# combined: yes
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = -(y_hat @ outsideVectors)
    centerWordVec += gradCenterVec
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs
