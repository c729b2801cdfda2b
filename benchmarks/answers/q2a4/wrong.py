# %% all_last_pair
# mistake: all three are overwritten: only the last outside word is left
# parts: loss, gradCenterVecs, gradOutsideVectors
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    for w in outsideWords:
        loss, gradCenterVecs[c], gradOutsideVectors = word2vecLossAndGradient(
            centerWordVectors[c], word2Ind[w], outsideVectors, dataset
        )
    return loss, gradCenterVecs, gradOutsideVectors


# %% arguments_shuffled
# mistake: outsideVectors and the index in the wrong order
# parts: all (raises)
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    for w in outsideWords:
        l, gc, go = word2vecLossAndGradient(centerWordVectors[c], outsideVectors, word2Ind[w], dataset)
        loss += l
        gradCenterVecs[c] += gc
        gradOutsideVectors += go
    return loss, gradCenterVecs, gradOutsideVectors


# %% average_everything
# mistake: divides everything by the number of outside words
# parts: loss, gradCenterVecs, gradOutsideVectors
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    n = len(outsideWords)
    for w in outsideWords:
        l, gc, go = word2vecLossAndGradient(centerWordVectors[c], word2Ind[w], outsideVectors, dataset)
        loss += l / n
        gradCenterVecs[c] += gc / n
        gradOutsideVectors += go / n
    return loss, gradCenterVecs, gradOutsideVectors


# %% average_loss
# mistake: the loss alone is averaged
# parts: loss
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    for w in outsideWords:
        l, gc, go = word2vecLossAndGradient(centerWordVectors[c], word2Ind[w], outsideVectors, dataset)
        loss += l
        gradCenterVecs[c] += gc
        gradOutsideVectors += go
    loss /= len(outsideWords)
    return loss, gradCenterVecs, gradOutsideVectors


# %% called_three_times
# mistake: calls the loss function once for each of the three results: three different draws
# parts: gradCenterVecs, gradOutsideVectors
# also: calls
# note: with a loss that draws nothing the numbers are right
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    args = [(centerWordVectors[c], word2Ind[w], outsideVectors, dataset) for w in outsideWords]
    loss = sum(word2vecLossAndGradient(*a)[0] for a in args)
    gradCenterVecs[c] = sum(word2vecLossAndGradient(*a)[1] for a in args)
    gradOutsideVectors = sum(word2vecLossAndGradient(*a)[2] for a in args)
    return loss, gradCenterVecs, gradOutsideVectors


# %% centre_all_rows
# mistake: gradCenterVecs += broadcasts the centre gradient to every row
# parts: gradCenterVecs
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    for w in outsideWords:
        l, gc, go = word2vecLossAndGradient(centerWordVectors[c], word2Ind[w], outsideVectors, dataset)
        loss += l
        gradCenterVecs += gc
        gradOutsideVectors += go
    return loss, gradCenterVecs, gradOutsideVectors


# %% centre_column
# mistake: adds the centre gradient to a column
# parts: all (raises)
# raises: for some inputs (shapes) only
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    for w in outsideWords:
        l, gc, go = word2vecLossAndGradient(centerWordVectors[c], word2Ind[w], outsideVectors, dataset)
        loss += l
        gradCenterVecs[:, c] += gc
        gradOutsideVectors += go
    return loss, gradCenterVecs, gradOutsideVectors


# %% centre_filled_after_loop
# mistake: the centre row is set after the loop, with the last pair's gradient times the number of pairs
# parts: gradCenterVecs
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    for w in outsideWords:
        l, gc, go = word2vecLossAndGradient(centerWordVectors[c], word2Ind[w], outsideVectors, dataset)
        loss += l
        gradOutsideVectors += go
    gradCenterVecs[c] = gc * len(outsideWords)
    return loss, gradCenterVecs, gradOutsideVectors


# %% centre_from_outside_vectors
# mistake: takes the centre word's vector from outsideVectors
# parts: loss, gradCenterVecs, gradOutsideVectors
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    v_c = outsideVectors[c]
    for w in outsideWords:
        l, gc, go = word2vecLossAndGradient(v_c, word2Ind[w], outsideVectors, dataset)
        loss += l
        gradCenterVecs[c] += gc
        gradOutsideVectors += go
    return loss, gradCenterVecs, gradOutsideVectors


# %% centre_gradient_added_to_outside
# mistake: adds the centre gradient to row o of the outside gradient as well
# parts: gradOutsideVectors
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    for w in outsideWords:
        l, gc, go = word2vecLossAndGradient(centerWordVectors[c], word2Ind[w], outsideVectors, dataset)
        loss += l
        gradCenterVecs[c] += gc
        gradOutsideVectors += go
        gradOutsideVectors[word2Ind[w]] += gc
    return loss, gradCenterVecs, gradOutsideVectors


# %% centre_never_filled
# mistake: gradCenterVecs stays zero: adds to a copy of the row
# parts: gradCenterVecs
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    row = gradCenterVecs[c].copy()
    for w in outsideWords:
        l, gc, go = word2vecLossAndGradient(centerWordVectors[c], word2Ind[w], outsideVectors, dataset)
        loss += l
        row += gc
        gradOutsideVectors += go
    return loss, gradCenterVecs, gradOutsideVectors


# %% centre_overwritten
# mistake: the centre row is assigned instead of added to
# parts: gradCenterVecs
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    for w in outsideWords:
        l, gc, go = word2vecLossAndGradient(centerWordVectors[c], word2Ind[w], outsideVectors, dataset)
        loss += l
        gradCenterVecs[c] = gc
        gradOutsideVectors += go
    return loss, gradCenterVecs, gradOutsideVectors


# %% centre_row_of_outside_word
# mistake: the centre gradient goes to the outside word's row
# parts: gradCenterVecs
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    for w in outsideWords:
        o = word2Ind[w]
        l, gc, go = word2vecLossAndGradient(centerWordVectors[c], o, outsideVectors, dataset)
        loss += l
        gradCenterVecs[o] += gc
        gradOutsideVectors += go
    return loss, gradCenterVecs, gradOutsideVectors


# %% centre_vector_shape
# mistake: returns the centre gradient as (d,) instead of (V, d)
# parts: gradCenterVecs
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    gradCenterVecs = np.zeros(centerWordVectors.shape[1])
    for w in outsideWords:
        l, gc, go = word2vecLossAndGradient(centerWordVectors[c], word2Ind[w], outsideVectors, dataset)
        loss += l
        gradCenterVecs += gc
        gradOutsideVectors += go
    return loss, gradCenterVecs, gradOutsideVectors


# %% centre_vectors_as_outside
# mistake: hands centerWordVectors over in place of outsideVectors
# parts: loss, gradCenterVecs, gradOutsideVectors
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    for w in outsideWords:
        l, gc, go = word2vecLossAndGradient(centerWordVectors[c], word2Ind[w], centerWordVectors, dataset)
        loss += l
        gradCenterVecs[c] += gc
        gradOutsideVectors += go
    return loss, gradCenterVecs, gradOutsideVectors


# %% centre_word_added
# mistake: counts the centre word as one of the outside words
# parts: loss, gradCenterVecs, gradOutsideVectors
# also: calls
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    for w in outsideWords + [currentCenterWord]:
        l, gc, go = word2vecLossAndGradient(centerWordVectors[c], word2Ind[w], outsideVectors, dataset)
        loss += l
        gradCenterVecs[c] += gc
        gradOutsideVectors += go
    return loss, gradCenterVecs, gradOutsideVectors


# %% centre_word_string_as_row
# mistake: indexes the centre vectors with the string
# parts: all (raises)
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    for w in outsideWords:
        l, gc, go = word2vecLossAndGradient(centerWordVectors[currentCenterWord], word2Ind[w], outsideVectors, dataset)
        loss += l
        gradCenterVecs[currentCenterWord] += gc
        gradOutsideVectors += go
    return loss, gradCenterVecs, gradOutsideVectors


# %% counter_multiplies
# mistake: one call for each distinct word, multiplied by its count: one draw instead of several
# parts: loss, gradCenterVecs, gradOutsideVectors
# also: calls
# note: with a loss that draws nothing the numbers are right
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    from collections import Counter

    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    for w, n in Counter(outsideWords).items():
        l, gc, go = word2vecLossAndGradient(centerWordVectors[c], word2Ind[w], outsideVectors, dataset)
        loss += n * l
        gradCenterVecs[c] += n * gc
        gradOutsideVectors += n * go
    return loss, gradCenterVecs, gradOutsideVectors


# %% dataset_missing
# mistake: forgets to hand on the dataset
# parts: all (raises)
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    for w in outsideWords:
        l, gc, go = word2vecLossAndGradient(centerWordVectors[c], word2Ind[w], outsideVectors)
        loss += l
        gradCenterVecs[c] += gc
        gradOutsideVectors += go
    return loss, gradCenterVecs, gradOutsideVectors


# %% divided_by_window_size
# mistake: gradients are divided by 2 * windowSize
# parts: gradCenterVecs, gradOutsideVectors
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    for w in outsideWords:
        l, gc, go = word2vecLossAndGradient(centerWordVectors[c], word2Ind[w], outsideVectors, dataset)
        loss += l
        gradCenterVecs[c] += gc
        gradOutsideVectors += go
    gradCenterVecs /= 2 * windowSize
    gradOutsideVectors /= 2 * windowSize
    return loss, gradCenterVecs, gradOutsideVectors


# %% first_word_left_out
# mistake: range(1, len): the first outside word is missing
# parts: loss, gradCenterVecs, gradOutsideVectors
# also: calls
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    for j in range(1, len(outsideWords)):
        l, gc, go = word2vecLossAndGradient(centerWordVectors[c], word2Ind[outsideWords[j]], outsideVectors, dataset)
        loss += l
        gradCenterVecs[c] += gc
        gradOutsideVectors += go
    return loss, gradCenterVecs, gradOutsideVectors


# %% gradients_exchanged
# mistake: unpacks the two gradients in the wrong order
# parts: all (raises)
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    for w in outsideWords:
        l, go, gc = word2vecLossAndGradient(centerWordVectors[c], word2Ind[w], outsideVectors, dataset)
        loss += l
        gradCenterVecs[c] += gc
        gradOutsideVectors += go
    return loss, gradCenterVecs, gradOutsideVectors


# %% index_of_word_in_dict_order
# mistake: index by the order of the dictionary's keys instead of its values
# parts: loss, gradCenterVecs, gradOutsideVectors
# also: calls
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    words = list(word2Ind)
    c = words.index(currentCenterWord)
    for w in outsideWords:
        l, gc, go = word2vecLossAndGradient(centerWordVectors[c], words.index(w), outsideVectors, dataset)
        loss += l
        gradCenterVecs[c] += gc
        gradOutsideVectors += go
    return loss, gradCenterVecs, gradOutsideVectors


# %% last_word_left_out
# mistake: range(len - 1): the last outside word is missing
# parts: loss, gradCenterVecs, gradOutsideVectors
# also: calls
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    for j in range(len(outsideWords) - 1):
        l, gc, go = word2vecLossAndGradient(centerWordVectors[c], word2Ind[outsideWords[j]], outsideVectors, dataset)
        loss += l
        gradCenterVecs[c] += gc
        gradOutsideVectors += go
    return loss, gradCenterVecs, gradOutsideVectors


# %% loss_last_pair
# mistake: loss = instead of +=: only the last pair's loss
# parts: loss
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    for w in outsideWords:
        loss, gc, go = word2vecLossAndGradient(centerWordVectors[c], word2Ind[w], outsideVectors, dataset)
        gradCenterVecs[c] += gc
        gradOutsideVectors += go
    return loss, gradCenterVecs, gradOutsideVectors


# %% loss_starts_at_first_then_all
# mistake: starts with the first pair and then loops over all pairs: the first counts twice
# parts: loss, gradCenterVecs, gradOutsideVectors
# also: calls
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    loss, g, gradOutsideVectors = word2vecLossAndGradient(
        centerWordVectors[c], word2Ind[outsideWords[0]], outsideVectors, dataset
    )
    gradOutsideVectors = gradOutsideVectors.copy()
    gradCenterVecs[c] = g
    for w in outsideWords:
        l, gc, go = word2vecLossAndGradient(centerWordVectors[c], word2Ind[w], outsideVectors, dataset)
        loss += l
        gradCenterVecs[c] += gc
        gradOutsideVectors += go
    return loss, gradCenterVecs, gradOutsideVectors


# %% naive_softmax_by_name
# mistake: calls naiveSoftmaxLossAndGradient by name and ignores the function handed over
# parts: loss, gradCenterVecs, gradOutsideVectors
# also: calls
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    for w in outsideWords:
        l, gc, go = naiveSoftmaxLossAndGradient(centerWordVectors[c], word2Ind[w], outsideVectors, dataset)
        loss += l
        gradCenterVecs[c] += gc
        gradOutsideVectors += go
    return loss, gradCenterVecs, gradOutsideVectors


# %% neg_sampling_by_name
# mistake: calls negSamplingLossAndGradient, which does not exist in this notebook
# parts: all (raises)
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    for w in outsideWords:
        l, gc, go = negSamplingLossAndGradient(centerWordVectors[c], word2Ind[w], outsideVectors, dataset)
        loss += l
        gradCenterVecs[c] += gc
        gradOutsideVectors += go
    return loss, gradCenterVecs, gradOutsideVectors


# %% none_for_dataset
# mistake: hands on None instead of the dataset (softmax would not notice; negative sampling cannot draw)
# parts: all (raises)
# raises: for some inputs (shapes) only
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    for w in outsideWords:
        l, gc, go = word2vecLossAndGradient(centerWordVectors[c], word2Ind[w], outsideVectors, None)
        loss += l
        gradCenterVecs[c] += gc
        gradOutsideVectors += go
    return loss, gradCenterVecs, gradOutsideVectors


# %% only_first_pair
# mistake: return inside the loop: only the first outside word
# parts: loss, gradCenterVecs, gradOutsideVectors
# also: calls
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    for w in outsideWords:
        l, gc, go = word2vecLossAndGradient(centerWordVectors[c], word2Ind[w], outsideVectors, dataset)
        loss += l
        gradCenterVecs[c] += gc
        gradOutsideVectors += go
        return loss, gradCenterVecs, gradOutsideVectors


# %% outside_matrix_into_row
# mistake: adds the (V, d) gradient to one row
# parts: all (raises)
# raises: for some inputs (shapes) only
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    for w in outsideWords:
        o = word2Ind[w]
        l, gc, go = word2vecLossAndGradient(centerWordVectors[c], o, outsideVectors, dataset)
        loss += l
        gradCenterVecs[c] += gc
        gradOutsideVectors[o] += go
    return loss, gradCenterVecs, gradOutsideVectors


# %% outside_only_row_o
# mistake: only row o of the pair's outside gradient is added
# parts: gradOutsideVectors
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    for w in outsideWords:
        o = word2Ind[w]
        l, gc, go = word2vecLossAndGradient(centerWordVectors[c], o, outsideVectors, dataset)
        loss += l
        gradCenterVecs[c] += gc
        gradOutsideVectors[o] += go[o]
    return loss, gradCenterVecs, gradOutsideVectors


# %% outside_overwritten
# mistake: gradOutsideVectors is assigned instead of added to
# parts: gradOutsideVectors
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    centerIdx = word2Ind[currentCenterWord]
    for w in outsideWords:
        l, gc, go = word2vecLossAndGradient(centerWordVectors[centerIdx], word2Ind[w], outsideVectors, dataset)
        loss += l
        gradCenterVecs[centerIdx] += gc
        gradOutsideVectors = go
    return loss, gradCenterVecs, gradOutsideVectors


# %% position_as_index
# mistake: takes the position in the window as the outside word's index
# parts: loss, gradCenterVecs, gradOutsideVectors
# also: calls
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    V = len(outsideVectors)
    for o, _ in enumerate(outsideWords):
        l, gc, go = word2vecLossAndGradient(centerWordVectors[c], o % V, outsideVectors, dataset)
        loss += l
        gradCenterVecs[c] += gc
        gradOutsideVectors += go
    return loss, gradCenterVecs, gradOutsideVectors


# %% prints_result
# mistake: prints instead of returning
# parts: loss, gradCenterVecs, gradOutsideVectors
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    for w in outsideWords:
        l, gc, go = word2vecLossAndGradient(centerWordVectors[c], word2Ind[w], outsideVectors, dataset)
        loss += l
        gradCenterVecs[c] += gc
        gradOutsideVectors += go
    print(loss, gradCenterVecs, gradOutsideVectors)


# %% range_two_window_size
# mistake: assumes that the window is full: range(2 * windowSize) runs beyond a list that was cut off
# parts: all (raises)
# raises: for some inputs (shapes) only
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    for j in range(2 * windowSize):
        l, gc, go = word2vecLossAndGradient(centerWordVectors[c], word2Ind[outsideWords[j]], outsideVectors, dataset)
        loss += l
        gradCenterVecs[c] += gc
        gradOutsideVectors += go
    return loss, gradCenterVecs, gradOutsideVectors


# %% range_window_size
# mistake: range(windowSize) words only: half the window is left out
# parts: loss, gradCenterVecs, gradOutsideVectors
# also: calls
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    for j in range(min(windowSize, len(outsideWords))):
        l, gc, go = word2vecLossAndGradient(centerWordVectors[c], word2Ind[outsideWords[j]], outsideVectors, dataset)
        loss += l
        gradCenterVecs[c] += gc
        gradOutsideVectors += go
    return loss, gradCenterVecs, gradOutsideVectors


# %% returns_exchanged
# mistake: returns the outside gradient before the centre gradient
# parts: gradCenterVecs, gradOutsideVectors
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    for w in outsideWords:
        l, gc, go = word2vecLossAndGradient(centerWordVectors[c], word2Ind[w], outsideVectors, dataset)
        loss += l
        gradCenterVecs[c] += gc
        gradOutsideVectors += go
    return loss, gradOutsideVectors, gradCenterVecs


# %% roles_exchanged
# mistake: the outside word takes the centre's role and the other way round
# parts: loss, gradCenterVecs, gradOutsideVectors
# also: calls
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    o = word2Ind[currentCenterWord]
    for w in outsideWords:
        c = word2Ind[w]
        l, gc, go = word2vecLossAndGradient(centerWordVectors[c], o, outsideVectors, dataset)
        loss += l
        gradCenterVecs[c] += gc
        gradOutsideVectors += go
    return loss, gradCenterVecs, gradOutsideVectors


# %% set_of_words
# mistake: set(outsideWords): a word that stands twice counts once
# parts: loss, gradCenterVecs, gradOutsideVectors
# also: calls
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    for w in set(outsideWords):
        l, gc, go = word2vecLossAndGradient(centerWordVectors[c], word2Ind[w], outsideVectors, dataset)
        loss += l
        gradCenterVecs[c] += gc
        gradOutsideVectors += go
    return loss, gradCenterVecs, gradOutsideVectors


# %% signs_turned
# mistake: subtracts the gradients (a step downhill) instead of adding them
# parts: gradCenterVecs, gradOutsideVectors
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    for w in outsideWords:
        l, gc, go = word2vecLossAndGradient(centerWordVectors[c], word2Ind[w], outsideVectors, dataset)
        loss += l
        gradCenterVecs[c] -= gc
        gradOutsideVectors -= go
    return loss, gradCenterVecs, gradOutsideVectors


# %% skips_centre_word
# mistake: leaves out outside words equal to the one before them
# parts: loss, gradCenterVecs, gradOutsideVectors
# also: calls
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    before = None
    for w in outsideWords:
        if w == before:
            continue
        before = w
        l, gc, go = word2vecLossAndGradient(centerWordVectors[c], word2Ind[w], outsideVectors, dataset)
        loss += l
        gradCenterVecs[c] += gc
        gradOutsideVectors += go
    return loss, gradCenterVecs, gradOutsideVectors


# %% skips_same_as_centre
# mistake: skips an outside word that is the same word as the centre
# parts: loss, gradCenterVecs, gradOutsideVectors
# also: calls
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    for w in outsideWords:
        if w != currentCenterWord:
            l, gc, go = word2vecLossAndGradient(centerWordVectors[c], word2Ind[w], outsideVectors, dataset)
            loss += l
            gradCenterVecs[c] += gc
            gradOutsideVectors += go
    return loss, gradCenterVecs, gradOutsideVectors


# %% starts_from_vectors
# mistake: the gradients start as the vectors instead of zeros, and the vectors are changed with them
# parts: loss, gradCenterVecs, gradOutsideVectors, inputs
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = centerWordVectors
    gradOutsideVectors = outsideVectors
    c = word2Ind[currentCenterWord]
    for w in outsideWords:
        l, gc, go = word2vecLossAndGradient(centerWordVectors[c], word2Ind[w], outsideVectors, dataset)
        loss += l
        gradCenterVecs[c] += gc
        gradOutsideVectors += go
    return loss, gradCenterVecs, gradOutsideVectors


# %% transposed_outside
# mistake: hands the transpose of outsideVectors over, as if columns were words
# parts: all (raises)
# raises: for some inputs (shapes) only
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    for w in outsideWords:
        l, gc, go = word2vecLossAndGradient(centerWordVectors[c], word2Ind[w], outsideVectors.T, dataset)
        loss += l
        gradCenterVecs[c] += gc
        gradOutsideVectors += go.T
    return loss, gradCenterVecs, gradOutsideVectors


# %% two_broadcast_and_average
# mistake: centre gradient in all rows, and the loss averaged over 2 * windowSize
# parts: loss, gradCenterVecs
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    for word in outsideWords:
        pair = word2vecLossAndGradient(centerWordVectors[c], word2Ind[word], outsideVectors, dataset)
        loss += pair[0] / (2 * windowSize)
        gradCenterVecs += pair[1]
        gradOutsideVectors += pair[2]
    return loss, gradCenterVecs, gradOutsideVectors


# %% two_exchanged_vectors_and_loss
# mistake: looks the centre word up in outsideVectors, and keeps the last loss only
# parts: loss, gradCenterVecs, gradOutsideVectors
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    for w in outsideWords:
        loss, gv, gU = word2vecLossAndGradient(outsideVectors[c], word2Ind[w], outsideVectors, dataset)
        gradCenterVecs[c] += gv
        gradOutsideVectors += gU
    return loss, gradCenterVecs, gradOutsideVectors


# %% two_first_left_out_and_broadcast
# mistake: the first word left out, and the centre gradient in all rows
# parts: loss, gradCenterVecs, gradOutsideVectors
# also: calls
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    for w in outsideWords[1:]:
        pair = word2vecLossAndGradient(centerWordVectors[c], word2Ind[w], outsideVectors, dataset)
        loss += pair[0]
        gradCenterVecs += pair[1]
        gradOutsideVectors += pair[2]
    return loss, gradCenterVecs, gradOutsideVectors


# %% two_loss_and_row
# mistake: last loss only, and the centre gradient in the outside word's row
# parts: loss, gradCenterVecs
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    v = centerWordVectors[word2Ind[currentCenterWord]]
    for w in outsideWords:
        loss, gv, gU = word2vecLossAndGradient(v, word2Ind[w], outsideVectors, dataset)
        gradCenterVecs[word2Ind[w]] += gv
        gradOutsideVectors += gU
    return loss, gradCenterVecs, gradOutsideVectors


# %% two_loss_number_and_prints
# mistake: prints the loss, returns only the gradients
# parts: loss, gradCenterVecs, gradOutsideVectors
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    for w in outsideWords:
        l, gv, gU = word2vecLossAndGradient(centerWordVectors[c], word2Ind[w], outsideVectors, dataset)
        loss += l
        gradCenterVecs[c] += gv
        gradOutsideVectors += gU
    print("loss", loss)
    return gradCenterVecs, gradOutsideVectors


# %% two_mean_and_only_row
# mistake: np.mean of the stacked centre gradients, and only row o of the outside gradients
# parts: gradCenterVecs, gradOutsideVectors
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    stack = []
    for w in outsideWords:
        o = word2Ind[w]
        l, gc, go = word2vecLossAndGradient(centerWordVectors[c], o, outsideVectors, dataset)
        loss += l
        stack.append(gc)
        gradOutsideVectors[o, :] += go[o, :]
    gradCenterVecs[c] = np.mean(stack, axis=0)
    return loss, gradCenterVecs, gradOutsideVectors


# %% two_minus_and_rows
# mistake: gradients subtracted, and only the rows of the outside words
# parts: gradCenterVecs, gradOutsideVectors
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    for o in [word2Ind[w] for w in outsideWords]:
        l, gv, gU = word2vecLossAndGradient(centerWordVectors[c], o, outsideVectors, dataset)
        loss += l
        gradCenterVecs[c] -= gv
        gradOutsideVectors[o] -= gU[o]
    return loss, gradCenterVecs, gradOutsideVectors


# %% two_overwritten_both
# mistake: centre row and outside gradient are both overwritten, the loss is summed
# parts: gradCenterVecs, gradOutsideVectors
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    for w in outsideWords:
        l, gv, gU = word2vecLossAndGradient(centerWordVectors[c], word2Ind[w], outsideVectors, dataset)
        loss += l
        gradCenterVecs[c, :] = gv
        gradOutsideVectors[:] = gU
    return loss, gradCenterVecs, gradOutsideVectors


# %% two_row_and_average
# mistake: the outside word's row, and everything averaged
# parts: loss, gradCenterVecs, gradOutsideVectors
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    n = len(outsideWords)
    v = centerWordVectors[word2Ind[currentCenterWord]]
    for w in outsideWords:
        o = word2Ind[w]
        l, gv, gU = word2vecLossAndGradient(v, o, outsideVectors, dataset)
        loss += l
        gradCenterVecs[o] += gv
        gradOutsideVectors += gU
    return loss / n, gradCenterVecs / n, gradOutsideVectors / n


# %% two_set_and_last
# mistake: set of the words, and the outside gradient overwritten
# parts: loss, gradCenterVecs, gradOutsideVectors
# also: calls
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    for o in {word2Ind[w] for w in outsideWords}:
        l, gc, gradOutsideVectors = word2vecLossAndGradient(centerWordVectors[c], o, outsideVectors, dataset)
        loss += l
        gradCenterVecs[c] += gc
    return loss, gradCenterVecs, gradOutsideVectors


# %% two_sign_and_swap
# mistake: loss subtracted, and the gradients returned in the wrong order
# parts: loss, gradCenterVecs, gradOutsideVectors
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    for w in outsideWords:
        l, gc, go = word2vecLossAndGradient(centerWordVectors[c], word2Ind[w], outsideVectors, dataset)
        loss -= l
        gradCenterVecs[c] += gc
        gradOutsideVectors += go
    return loss, gradOutsideVectors, gradCenterVecs


# %% vector_of_outside_word
# mistake: the centre vector is looked up at the outside word's row
# parts: loss, gradCenterVecs, gradOutsideVectors
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    for w in outsideWords:
        o = word2Ind[w]
        l, gc, go = word2vecLossAndGradient(centerWordVectors[o], o, outsideVectors, dataset)
        loss += l
        gradCenterVecs[c] += gc
        gradOutsideVectors += go
    return loss, gradCenterVecs, gradOutsideVectors


# %% vectors_updated_in_place
# mistake: subtracts the gradients from the vectors themselves between the pairs
# parts: loss, gradCenterVecs, gradOutsideVectors, inputs
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    for w in outsideWords:
        l, gc, go = word2vecLossAndGradient(centerWordVectors[c], word2Ind[w], outsideVectors, dataset)
        loss += l
        gradCenterVecs[c] += gc
        gradOutsideVectors += go
        centerWordVectors[c] -= 0.3 * gc
        outsideVectors -= 0.3 * go
    return loss, gradCenterVecs, gradOutsideVectors


# %% word_not_index
# mistake: hands the word over instead of its index
# parts: all (raises)
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    for w in outsideWords:
        l, gc, go = word2vecLossAndGradient(centerWordVectors[word2Ind[currentCenterWord]], w, outsideVectors, dataset)
        loss += l
        gradCenterVecs[word2Ind[currentCenterWord]] += gc
        gradOutsideVectors += go
    return loss, gradCenterVecs, gradOutsideVectors


# %% zeros_inside_loop
# mistake: the accumulators are set to zero again for each outside word
# parts: loss, gradCenterVecs, gradOutsideVectors
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    c = word2Ind[currentCenterWord]
    for w in outsideWords:
        loss = 0.0
        gradCenterVecs = np.zeros(centerWordVectors.shape)
        gradOutsideVectors = np.zeros(outsideVectors.shape)
        l, gc, go = word2vecLossAndGradient(centerWordVectors[c], word2Ind[w], outsideVectors, dataset)
        loss += l
        gradCenterVecs[c] += gc
        gradOutsideVectors += go
    return loss, gradCenterVecs, gradOutsideVectors
