# %% accumulated_vector
# style: adds the same term for each occurrence
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    grad = np.zeros_like(v_c)
    for i in range(len(samples)):
        if samples[i] == samples[s]:
            grad += sigmoid(u_s @ v_c) * v_c
    return grad


# %% bincount
# style: np.bincount
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    return np.bincount(samples)[samples[s]] * sigmoid((u_s * v_c).sum()) * v_c


# %% count_nonzero
# style: counts with np.count_nonzero
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    return np.count_nonzero(samples == samples[s]) * sigmoid(u_s @ v_c) * v_c


# %% counter
# style: collections.Counter
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    from collections import Counter

    tally = Counter(int(w) for w in samples)
    return tally[int(samples[s])] * sigmoid(u_s.dot(v_c)) * v_c


# %% dictionary
# style: a dictionary of counts
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    seen: dict[int, int] = {}
    for w in samples:
        seen[w] = seen.get(w, 0) + 1
    occurrences = seen[samples[s]]
    return occurrences * v_c * sigmoid(v_c @ u_s)


# %% exponential
# style: exponentials by hand
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    e = np.exp(u_s @ v_c)
    return sum(samples == samples[s]) * e / (1 + e) * v_c


# %% flatnonzero
# style: positions by np.flatnonzero
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    positions = np.flatnonzero(samples == samples[s])
    factor = sigmoid(np.inner(v_c, u_s))
    return len(positions) * factor * v_c


# %% generator_sum
# style: sum over a generator
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    return sum(sigmoid(u_s @ v_c) * v_c for w in samples if w == samples[s])


# %% list_count
# style: list(...).count
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    times = samples.tolist().count(samples[s])
    return times * (v_c - sigmoid(-(u_s @ v_c)) * v_c)


# %% loop_counter
# style: counts in a loop
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    count = 0
    for w in samples:
        if w == samples[s]:
            count += 1
    return count * sigmoid(np.dot(u_s, v_c)) * v_c


# %% outer_mask
# style: outer product of the mask and one term, summed
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    mask = (samples == samples[s]).astype(float)
    term = sigmoid(u_s @ v_c) * v_c
    return np.outer(mask, term).sum(axis=0)


# %% recursion
# style: recursion over the samples, with a print
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    word = samples[s]

    def how_often(rest):
        if len(rest) == 0:
            return 0
        return int(rest[0] == word) + how_often(rest[1:])

    print("drawn", how_often(samples), "times")
    return how_often(samples) * sigmoid(u_s @ v_c) * v_c


# %% sum_equal_mask_slice
# style: length of the masked array
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    gleiche = samples[samples == samples[s]]
    return gleiche.size * sigmoid(v_c.T @ u_s) * v_c


# %% sum_of_booleans
# style: sums the comparison
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    n = (samples == samples[s]).sum()
    return n * (1 - sigmoid(-u_s @ v_c)) * v_c


# %% unique_counts
# style: np.unique with counts
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    words, counts = np.unique(samples, return_counts=True)
    n = counts[words == samples[s]][0]
    return n * -(sigmoid(-(u_s @ v_c)) - 1) * v_c


# %% where_weights
# style: np.where as weights and einsum
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    weights = np.where(samples == samples[s], sigmoid(u_s @ v_c), 0.0)
    return np.einsum("k,d->d", weights, v_c)
