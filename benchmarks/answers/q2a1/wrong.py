# %% atleast_2d
# mistake: at least two axes: vectors become (1, n)
# parts: vector, number
def sigmoid(x: Array) -> Array:
    x = np.atleast_2d(x)
    return 1 / (1 + np.exp(-x))


# %% bare_exp
# mistake: exp without np
# parts: vector, array, number
# raises: yes
def sigmoid(x: Array) -> Array:
    s = 1 / (1 + exp(-x))
    return s


# %% base_ten
# mistake: base 10
# parts: vector, array, number
def sigmoid(x: Array) -> Array:
    s = 1 / (1 + np.power(10.0, -x))
    return s


# %% bent_line
# mistake: the bent line of the beginning
# parts: vector, array, number
def sigmoid(x: Array) -> Array:
    return 0.5 + x / (2 + 2 * np.abs(x))


# %% clip_narrow
# mistake: clips at 5: wrong further out
# parts: vector, array, number
# when: only for |x| > 5
def sigmoid(x: Array) -> Array:
    x = np.clip(x, -5, 5)
    return 1 / (1 + np.exp(-x))


# %% clipped_line
# mistake: the clipped line of the beginning
# parts: vector, array, number
def sigmoid(x: Array) -> Array:
    return np.clip(x / 4 + 0.5, 0, 1)


# %% comprehension_flat
# mistake: flattens: the shape is lost
# parts: array, number
def sigmoid(x: Array) -> Array:
    s = np.array([1 / (1 + np.exp(-value)) for value in np.ravel(x)])
    return s


# %% denominator_missing_one
# mistake: denominator without the 1, then minus exponent cancels to e^x
# parts: vector, array, number
def sigmoid(x: Array) -> Array:
    s = 1 / np.exp(-x)
    return s


# %% denominator_two
# mistake: 2 in the place of 1 in the denominator
# parts: vector, array, number
def sigmoid(x: Array) -> Array:
    return 1 / (2 + np.exp(-x))


# %% double_loop_2d
# mistake: two loops: matrices only, not three axes
# parts: vector, array, number
# raises: on vectors and numbers
def sigmoid(x: Array) -> Array:
    rows, cols = x.shape
    s = np.zeros((rows, cols))
    for i in range(rows):
        for j in range(cols):
            s[i, j] = 1 / (1 + np.exp(-x[i, j]))
    return s


# %% exp2
# mistake: base 2
# parts: vector, array, number
def sigmoid(x: Array) -> Array:
    s = 1 / (1 + 2.0 ** (-x))
    return s


# %% exp_abs
# mistake: exponential of the absolute value: only right on the right
# parts: vector, array, number
# when: x < 0
def sigmoid(x: Array) -> Array:
    s = 1 / (1 + np.exp(-np.abs(x)))
    return s


# %% exp_minus_numerator
# mistake: e^-x / (1 + e^-x)
# parts: vector, array, number
def sigmoid(x: Array) -> Array:
    s = np.exp(-x) / (1 + np.exp(-x))
    return s


# %% exp_numerator
# mistake: mixes the two forms: e^x / (1 + e^-x)
# parts: vector, array, number
def sigmoid(x: Array) -> Array:
    s = np.exp(x) / (1 + np.exp(-x))
    return s


# %% factor
# mistake: exp of -2x
# parts: vector, array, number
def sigmoid(x: Array) -> Array:
    s = 1 / (1 + np.exp(-2 * x))
    return s


# %% first_entry
# mistake: returns inside the loop after the first entry
# parts: vector, array
def sigmoid(x: Array) -> Array:
    for value in np.ravel(x):
        s = 1 / (1 + np.exp(-value))
        return s


# %% float_cast
# mistake: float(x) fails on arrays
# parts: vector, array
# raises: on arrays
def sigmoid(x: Array) -> Array:
    x = float(x)
    return 1 / (1 + np.exp(-x))


# %% half_argument
# mistake: x / 2 without tanh
# parts: vector, array, number
def sigmoid(x: Array) -> Array:
    s = 1 / (1 + np.exp(-x / 2))
    return s


# %% in_place
# mistake: overwrites its argument x
# parts: arguments
# when: arrays only, numbers cannot change
def sigmoid(x: Array) -> Array:
    if np.isscalar(x):
        return 1 / (1 + np.exp(-x))
    np.negative(x, out=x)
    np.exp(x, out=x)
    x += 1
    s = 1 / x
    return s


# %% in_place_result
# mistake: writes the result into x and returns x; numbers raise
# parts: number, arguments
# raises: on numbers
# combined: yes
def sigmoid(x: Array) -> Array:
    x[...] = 1 / (1 + np.exp(-x))
    return x


# %% integers
# mistake: integer result array
# parts: vector, array, number
def sigmoid(x: Array) -> Array:
    s = np.zeros(np.shape(x), dtype=int)
    s[...] = 1 / (1 + np.exp(-x))
    return s


# %% last_axis_norm
# mistake: rows divided by their sum afterwards
# parts: vector, array, number
def sigmoid(x: Array) -> Array:
    s = np.atleast_1d(1 / (1 + np.exp(-x)))
    s = s / s.sum(axis=-1, keepdims=True)
    return s.reshape(np.shape(x))


# %% len_loop_1d
# mistake: loop over len(x): only vectors work
# parts: array, number
# raises: on numbers
def sigmoid(x: Array) -> Array:
    s = np.zeros(len(x))
    for i in range(len(x)):
        s[i] = 1 / (1 + np.exp(-x[i]))
    return s


# %% list_row_only
# mistake: works row by row and keeps only the last row
# parts: array, number
# raises: on numbers
def sigmoid(x: Array) -> Array:
    if x.ndim == 1:
        return 1 / (1 + np.exp(-x))
    for row in x:
        s = 1 / (1 + np.exp(-row))
    return s


# %% log_for_exp
# mistake: log in place of exp
# parts: vector, array, number
def sigmoid(x: Array) -> Array:
    with np.errstate(all="ignore"):
        s = 1 / (1 + np.log(np.abs(x)))
    return s


# %% log_sigmoid
# mistake: log of the sigmoid
# parts: vector, array, number
def sigmoid(x: Array) -> Array:
    return -np.log(1 + np.exp(-x))


# %% mask_number
# mistake: boolean mask assignment into a number
# parts: number
# raises: on Python numbers (NumPy numbers work)
def sigmoid(x: Array) -> Array:
    s = np.zeros_like(x, dtype=float)
    pos = x >= 0
    s[pos] = 1 / (1 + np.exp(-x[pos]))
    e = np.exp(x[~pos])
    s[~pos] = e / (1 + e)
    return s


# %% math_exp
# mistake: math.exp takes numbers only, arrays raise
# parts: vector, array
# raises: on arrays
import math


def sigmoid(x: Array) -> Array:
    s = 1 / (1 + math.exp(-x))
    return s


# %% max_out
# mistake: takes the largest score out first, as in softmax
# parts: vector, array, number
def sigmoid(x: Array) -> Array:
    z = x - np.max(x)
    s = 1 / (1 + np.exp(-z))
    return s


# %% mean_centred
# mistake: takes the mean out of x first
# parts: vector, array, number
def sigmoid(x: Array) -> Array:
    x = x - np.mean(x)
    return 1 / (1 + np.exp(-x))


# %% minus_in_denominator
# mistake: 1 - exp(-x) in the denominator
# parts: vector, array, number
def sigmoid(x: Array) -> Array:
    s = 1 / (1 - np.exp(-x))
    return s


# %% minus_in_place
# mistake: x *= -1 changes the argument before the exponential
# parts: arguments
# when: arrays only, numbers cannot change
def sigmoid(x: Array) -> Array:
    x *= -1
    s = 1 / (1 + np.exp(x))
    return s


# %% name_s
# mistake: return s stands there, but the result has another name
# parts: vector, array, number
# raises: yes
def sigmoid(x: Array) -> Array:
    result = 1 / (1 + np.exp(-x))
    return s


# %% newaxis_left
# mistake: leaves a trailing axis from a stack with softmax
# parts: vector, array, number
def sigmoid(x: Array) -> Array:
    x = np.asarray(x, dtype=float)
    pair = np.stack([x, np.zeros_like(x)], axis=-1)
    return softmax(pair)


# %% no_return
# mistake: s is computed, return removed with the raise line
# parts: vector, array, number
def sigmoid(x: Array) -> Array:
    s = 1 / (1 + np.exp(-x))


# %% one_minus_self
# mistake: one minus the sigmoid: the other answer
# parts: vector, array, number
def sigmoid(x: Array) -> Array:
    return 1 - 1 / (1 + np.exp(-x))


# %% precedence
# mistake: brackets missing: 1 / 1 + exp(-x)
# parts: vector, array, number
def sigmoid(x: Array) -> Array:
    s = 1 / 1 + np.exp(-x)
    return s


# %% prints
# mistake: prints and returns None
# parts: vector, array, number
def sigmoid(x: Array) -> Array:
    print(1 / (1 + np.exp(-x)))


# %% python_if
# mistake: `if x >= 0` with an array is ambiguous
# parts: vector, array
# raises: on arrays
def sigmoid(x: Array) -> Array:
    if x >= 0:
        s = 1 / (1 + np.exp(-x))
    else:
        s = np.exp(x) / (1 + np.exp(x))
    return s


# %% raise_left
# mistake: the NotImplementedError line is left in
# parts: vector, array, number
# raises: yes
def sigmoid(x: Array) -> Array:
    s = 1 / (1 + np.exp(-x))
    raise NotImplementedError()
    return s


# %% ravel
# mistake: ravels the array
# parts: array, number
def sigmoid(x: Array) -> Array:
    s = 1 / (1 + np.exp(-np.ravel(x)))
    return s


# %% relu
# mistake: returns the ReLU
# parts: vector, array, number
def sigmoid(x: Array) -> Array:
    return np.maximum(0, x)


# %% rounded
# mistake: rounds to three decimals
# parts: vector, array, number
def sigmoid(x: Array) -> Array:
    return np.round(1 / (1 + np.exp(-x)), 3)


# %% scipy_like
# mistake: np.sigmoid does not exist
# parts: vector, array, number
# raises: yes
def sigmoid(x: Array) -> Array:
    s = np.sigmoid(x)
    return s


# %% share_call
# mistake: the function share of an earlier cell takes one number
# parts: vector, array
# raises: on arrays
def sigmoid(x: Array) -> Array:
    s = share(x)
    return s


# %% sign_and_flat
# mistake: sign of the exponent, and the shape is lost
# parts: vector, array, number
# combined: yes
def sigmoid(x: Array) -> Array:
    return 1 / (1 + np.exp(np.ravel(x)))


# %% sign_and_precedence
# mistake: sign and brackets wrong
# parts: vector, array, number
# combined: yes
def sigmoid(x: Array) -> Array:
    return 1 / 1 + np.exp(x)


# %% sign_exponent
# mistake: sign in the exponent missing
# parts: vector, array, number
def sigmoid(x: Array) -> Array:
    s = 1 / (1 + np.exp(x))
    return s


# %% slope
# mistake: returns the slope s(1 - s)
# parts: vector, array, number
def sigmoid(x: Array) -> Array:
    s = 1 / (1 + np.exp(-x))
    return s * (1 - s)


# %% softmax_call
# mistake: softmax over the entries; a number has no max
# parts: vector, array, number
# raises: on Python numbers
def sigmoid(x: Array) -> Array:
    s = softmax(x)
    return s


# %% softmax_wrong_axis
# mistake: pair stacked in front, softmax runs along the last axis
# parts: vector, array, number
def sigmoid(x: Array) -> Array:
    x = np.atleast_1d(np.asarray(x, dtype=float))
    pair = np.stack([x, np.zeros_like(x)], axis=0)
    return softmax(pair)[0].reshape(np.shape(x)[:])


# %% softmax_wrong_entry
# mistake: takes the entry for no
# parts: vector, array, number
def sigmoid(x: Array) -> Array:
    x = np.asarray(x, dtype=float)
    return softmax(np.stack([x, np.zeros_like(x)], axis=-1))[..., 1]


# %% step
# mistake: hard threshold
# parts: vector, array, number
def sigmoid(x: Array) -> Array:
    return np.where(np.asarray(x) > 0, 1.0, 0.0)


# %% sum_denominator
# mistake: divides by a sum over all entries, as in softmax
# parts: vector, array
def sigmoid(x: Array) -> Array:
    e = np.exp(x)
    s = e / (1 + np.sum(e))
    return s


# %% sum_result
# mistake: sums the values
# parts: vector, array
def sigmoid(x: Array) -> Array:
    s = 1 / (1 + np.exp(-x))
    return s.sum()


# %% tanh
# mistake: returns tanh
# parts: vector, array, number
def sigmoid(x: Array) -> Array:
    s = np.tanh(x)
    return s


# %% tanh_no_half
# mistake: tanh of x in place of x / 2
# parts: vector, array, number
def sigmoid(x: Array) -> Array:
    return (1 + np.tanh(x)) / 2


# %% tanh_unscaled
# mistake: tanh(x/2) not moved to (0, 1)
# parts: vector, array, number
def sigmoid(x: Array) -> Array:
    s = np.tanh(x / 2)
    return s


# %% transposed
# mistake: returns the transpose: matrices get the wrong shape
# parts: array
def sigmoid(x: Array) -> Array:
    s = 1 / (1 + np.exp(-x))
    return np.transpose(s)


# %% two_half_tanh_transposed
# mistake: tanh of x for x / 2, and transposed
# parts: vector, array, number
# raises: on Python numbers
# combined: yes
def sigmoid(x: Array) -> Array:
    s = 0.5 * (1 + np.tanh(x.T))
    return s


# %% two_in_place_and_base
# mistake: changes x, and takes base 2
# parts: vector, array, number, arguments
# combined: yes
def sigmoid(x: Array) -> Array:
    x *= -1
    return 1 / (1 + 2.0**x)


# %% two_log_sign
# mistake: log of the sigmoid, and the exponent's sign
# parts: vector, array, number
# combined: yes
def sigmoid(x: Array) -> Array:
    s = -np.log(1 + np.exp(x))
    return s


# %% two_loop_sign_1d
# mistake: loop over a vector only, and the sign
# parts: vector, array, number
# raises: on numbers
# combined: yes
def sigmoid(x: Array) -> Array:
    s = []
    for value in x:
        s.append(1 / (1 + np.exp(value)))
    return np.array(s)


# %% two_one_minus_rounded
# mistake: the other answer, rounded
# parts: vector, array, number
# combined: yes
def sigmoid(x: Array) -> Array:
    return np.round(1 - 1 / (1 + np.exp(-x)), 2)


# %% two_sum_and_minus
# mistake: 1 - exp in the denominator, summed
# parts: vector, array, number
# combined: yes
def sigmoid(x: Array) -> Array:
    return np.sum(1 / (1 - np.exp(-x)))


# %% where_exchanged
# mistake: both forms with a mask, exchanged for the negative side
# parts: vector, array, number
def sigmoid(x: Array) -> Array:
    e = np.exp(-np.abs(x))
    s = np.where(np.asarray(x) < 0, 1 / (1 + e), e / (1 + e))
    return s


# %% x_shape
# mistake: asks a number for its shape
# parts: number
# raises: on numbers
def sigmoid(x: Array) -> Array:
    s = np.zeros(x.shape)
    s[:] = 1 / (1 + np.exp(-x))
    return s
