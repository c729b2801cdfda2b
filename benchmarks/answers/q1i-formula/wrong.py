# %% always_k
# mistake: K times instead of the number of occurrences
# parts: all
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    return len(samples) * sigmoid(u_s @ v_c) * v_c


# %% array_count
# mistake: samples.count on an array
# parts: all (raises)
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    return samples.count(samples[s]) * sigmoid(u_s @ v_c) * v_c


# %% bincount_position
# mistake: bincount indexed by the position
# parts: all (raises)
# raises: for some inputs (shapes) only
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    return np.bincount(samples)[s] * sigmoid(u_s @ v_c) * v_c


# %% break_in_loop
# mistake: break after the first occurrence
# parts: all
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    grad = np.zeros(len(v_c))
    for w in samples:
        if w == samples[s]:
            grad += sigmoid(u_s @ v_c) * v_c
            break
    return grad


# %% count_ignored
# mistake: as for distinct samples: counted once
# parts: all
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    return sigmoid(u_s @ v_c) * v_c


# %% count_inside_sigmoid
# mistake: the count inside the sigmoid
# parts: all
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    n = np.count_nonzero(samples == samples[s])
    return sigmoid(n * (u_s @ v_c)) * v_c


# %% count_minus_one
# mistake: does not count position s itself
# parts: all
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    n = 0
    for i, w in enumerate(samples):
        if i != s and w == samples[s]:
            n += 1
    return n * sigmoid(u_s @ v_c) * v_c


# %% count_plus_one
# mistake: the term for s, and then all occurrences once more
# parts: all
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    term = sigmoid(u_s @ v_c) * v_c
    return term + np.count_nonzero(samples == samples[s]) * term


# %% counts_others
# mistake: counts the samples that are other words
# parts: all
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    return (samples != samples[s]).sum() * sigmoid(u_s @ v_c) * v_c


# %% counts_position_not_word
# mistake: compares the samples with the position s
# parts: all
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    return np.sum(samples == s) * sigmoid(u_s @ v_c) * v_c


# %% dimension_count
# mistake: counts along d: multiplies the mask with the vector, shapes clash
# parts: all (raises)
# raises: for some inputs (shapes) only
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    return (samples == samples[s]) * sigmoid(u_s @ v_c) * v_c


# %% divided_by_count
# mistake: divides by the count
# parts: all
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    n = np.count_nonzero(samples == samples[s])
    return sigmoid(u_s @ v_c) * v_c / n


# %% entrywise
# mistake: u_s * v_c in the sigmoid
# parts: all
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    n = (samples == samples[s]).sum()
    return n * sigmoid(u_s * v_c) * v_c


# %% if_for_sum
# mistake: if the word is repeated, twice; else once
# parts: all
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    repeated = np.count_nonzero(samples == samples[s]) > 1
    return (2 if repeated else 1) * sigmoid(u_s @ v_c) * v_c


# %% list_equals_word_s
# mistake: asks whether the position stands in the samples
# parts: all
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    n = list(samples).count(s)
    return n * sigmoid(u_s @ v_c) * v_c


# %% matrix_of_terms
# mistake: one row per occurrence, not summed
# parts: all
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    mask = samples == samples[s]
    return np.outer(mask, sigmoid(u_s @ v_c) * v_c)


# %% no_vector
# mistake: the number without the vector
# parts: all
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    n = (samples == samples[s]).sum()
    return n * sigmoid(u_s @ v_c)


# %% one_minus_sigma
# mistake: 1 - sigma(u.v) in place of 1 - sigma(-u.v)
# parts: all
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    times = list(samples).count(samples[s])
    return times * (1 - sigmoid(u_s @ v_c)) * v_c


# %% only_earlier_ones
# mistake: counts up to position s only
# parts: all
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    n = sum(1 for i in range(s + 1) if samples[i] == samples[s])
    return n * (1 - sigmoid(-u_s @ v_c)) * v_c


# %% only_later_ones
# mistake: counts from position s on only
# parts: all
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    n = np.count_nonzero(samples[s:] == samples[s])
    return n * sigmoid(u_s @ v_c) * v_c


# %% overwritten_in_loop
# mistake: = for += in the loop
# parts: all
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    for w in samples:
        if w == samples[s]:
            grad = sigmoid(u_s @ v_c) * v_c
    return grad


# %% power_of_count
# mistake: the sigmoid to the power of the count
# parts: all
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    n = np.count_nonzero(samples == samples[s])
    return sigmoid(u_s @ v_c) ** n * v_c


# %% prints
# mistake: prints and returns nothing
# parts: all
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    n = np.count_nonzero(samples == samples[s])
    print(n * sigmoid(u_s @ v_c) * v_c)


# %% return_in_loop
# mistake: returns inside the loop
# parts: all
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    grad = 0 * v_c
    for w in samples:
        if w == samples[s]:
            grad = grad + sigmoid(u_s @ v_c) * v_c
        return grad


# %% set_samples
# mistake: makes a set first, so that the count is always one
# parts: all
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    distinct = list(set(samples.tolist()))
    return distinct.count(samples[s]) * sigmoid(u_s @ v_c) * v_c


# %% share_of_samples
# mistake: the share of the occurrences in K (a mean)
# parts: all
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    return (samples == samples[s]).mean() * sigmoid(u_s @ v_c) * v_c


# %% sigma_minus_one
# mistake: sigma - 1, the formula of the observed word
# parts: all
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    n = np.count_nonzero(samples == samples[s])
    return n * (sigmoid(u_s @ v_c) - 1) * v_c


# %% sigma_of_minus
# mistake: sigma(-u.v)
# parts: all
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    n = (samples == samples[s]).sum()
    return n * sigmoid(-u_s @ v_c) * v_c


# %% sign
# mistake: the opposite sign
# parts: all
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    n = (samples == samples[s]).sum()
    return n * (sigmoid(-u_s @ v_c) - 1) * v_c


# %% slope
# mistake: the sigmoid's slope
# parts: all
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    n = (samples == samples[s]).sum()
    p = sigmoid(u_s @ v_c)
    return n * p * (1 - p) * v_c


# %% times_u_s
# mistake: u_s in place of v_c
# parts: all
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    n = (samples == samples[s]).sum()
    return n * sigmoid(u_s @ v_c) * u_s


# %% two_count_and_sign
# mistake: counted once, and the wrong sign
# parts: all
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    return -sigmoid(u_s @ v_c) * v_c


# %% two_k_and_slope
# mistake: K times, and the slope
# parts: all
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    p = sigmoid(u_s @ v_c)
    return samples.size * p * (1 - p) * v_c


# %% two_not_itself_and_u_s
# mistake: s itself is not counted, and u_s stands for v_c
# parts: all
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    count = np.sum(samples == samples[s]) - 1
    return count * sigmoid(v_c @ u_s) * u_s


# %% two_others_and_minus
# mistake: counts only later ones, and sigma(-u.v)
# parts: all
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    n = np.sum(samples[s + 1 :] == samples[s])
    return n * sigmoid(-(u_s @ v_c)) * v_c


# %% two_overwritten_and_minus_one
# mistake: overwritten in the loop, and sigma - 1
# parts: all
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    grad = np.zeros(v_c.shape)
    for i in range(len(samples)):
        if samples[i] == samples[s]:
            grad = (sigmoid(u_s @ v_c) - 1) * v_c
    return grad


# %% two_position_and_sign
# mistake: compares with s, and the minus is wrong
# parts: all
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    n = np.count_nonzero(samples == s)
    return -n * sigmoid(v_c @ u_s) * v_c


# %% two_u_s_and_share
# mistake: u_s for v_c, and a mean
# parts: all
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    return np.mean(samples == samples[s]) * (1 - sigmoid(-v_c @ u_s)) * u_s


# %% undefined_u
# mistake: uses U_neg, which is no argument here
# parts: all (raises)
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    n = np.count_nonzero(samples == samples[s])
    return n * sigmoid(U_neg[:, s] @ v_c) * v_c


# %% with_observed_word
# mistake: subtracts a term as if the word were the observed one, too
# parts: all
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    n = np.count_nonzero(samples == samples[s])
    p = sigmoid(u_s @ v_c)
    return (n * p + (p - 1)) * v_c


# %% word_index_as_count
# mistake: multiplies by the word's index
# parts: all
def neg_grad_repeated(s: int, samples: Array, v_c: Array, u_s: Array) -> Array:
    return samples[s] * sigmoid(u_s @ v_c) * v_c
