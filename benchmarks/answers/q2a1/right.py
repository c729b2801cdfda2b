# %% classic
# style: the textbook form
def sigmoid(x: Array) -> Array:
    s = 1 / (1 + np.exp(-x))
    return s


# %% clip_wide
# style: wide clip against overflow warnings
def sigmoid(x: Array) -> Array:
    z = np.clip(x, -500, 500)
    s = 1 / (1 + np.exp(-z))
    return s


# %% divide_true
# style: np.true_divide with ones_like
def sigmoid(x: Array) -> Array:
    top = np.ones_like(x, dtype=float)
    s = np.true_divide(top, top + np.exp(-x))
    return s


# %% dtype_kept_float64
# style: asarray as float64, float for a number
def sigmoid(x: Array) -> Array:
    z = np.asarray(x, dtype=np.float64)
    s = 1.0 / (1.0 + np.exp(-z))
    return float(s) if z.ndim == 0 else s


# %% errstate
# style: overflow warning silenced
def sigmoid(x: Array) -> Array:
    with np.errstate(over="ignore"):
        s = 1 / (1 + np.exp(-x))
    return s


# %% exp2_log2e
# style: exp2 with log2(e)
def sigmoid(x: Array) -> Array:
    s = 1 / (1 + np.exp2(-x * np.log2(np.e)))
    return s


# %% expm1_form
# style: with np.expm1
def sigmoid(x: Array) -> Array:
    s = 1 / (2 + np.expm1(-x))
    return s


# %% half_cosh
# style: e^(x/2) over 2 cosh(x/2)
def sigmoid(x: Array) -> Array:
    half = x / 2
    s = np.exp(half) / (2 * np.cosh(half))
    return s


# %% helper_inner
# style: helper inside
def sigmoid(x: Array) -> Array:
    def no_to_yes_ratio(z):
        return np.exp(-z)

    ratio = no_to_yes_ratio(x)
    s = 1 / (1 + ratio)
    return s


# %% in_place_fresh
# style: in-place work on a fresh array
def sigmoid(x: Array) -> Array:
    s = np.array(x, dtype=float)
    np.negative(s, out=s)
    np.exp(s, out=s)
    s += 1
    np.divide(1.0, s, out=s)
    return s


# %% lambda_name
# style: lambda bound to the name
sigmoid = lambda x: 1 / (1 + np.exp(-x))


# %% log1p_form
# style: exp of minus log1p(exp(-x))
def sigmoid(x: Array) -> Array:
    return np.exp(-np.log1p(np.exp(-x)))


# %% logaddexp
# style: np.logaddexp, safe at both ends
def sigmoid(x: Array) -> Array:
    s = np.exp(-np.logaddexp(0, -x))
    return s


# %% loop_flat_comprehension
# style: comprehension over ravel and reshape
# large: not safe at 1000 or -1000 (the notebook does not ask for it)
# costs: loop
import math


def sigmoid(x: Array) -> Array:
    flat = np.ravel(x)
    s = np.array([1 / (1 + math.exp(-value)) for value in flat]).reshape(np.shape(x))
    return s


# %% loop_map_fromiter
# style: np.fromiter over a map
# large: not safe at 1000 or -1000 (the notebook does not ask for it)
# costs: loop
import math


def sigmoid(x: Array) -> Array:
    arr = np.asarray(x, dtype=float)
    values = map(lambda z: 1.0 / (1.0 + math.exp(-z)), arr.flat)
    s = np.fromiter(values, dtype=float, count=arr.size).reshape(arr.shape)
    return s


# %% loop_ndindex
# style: np.ndindex with zeros
# costs: loop
def sigmoid(x: Array) -> Array:
    s = np.zeros(np.shape(x))
    for place in np.ndindex(np.shape(x)):
        s[place] = 1 / (1 + np.exp(-np.asarray(x)[place]))
    return s


# %% loop_nditer
# style: loop with np.nditer
# costs: loop
def sigmoid(x: Array) -> Array:
    x = np.asarray(x, dtype=float)
    s = np.empty(x.shape)
    it = np.nditer(x, flags=["multi_index"])
    for value in it:
        s[it.multi_index] = 1 / (1 + np.exp(-value))
    return s


# %% loop_recursion
# style: recursion into sub-arrays
# costs: loop
def sigmoid(x: Array) -> Array:
    if np.ndim(x) == 0:
        return 1 / (1 + np.exp(-x))
    return np.array([sigmoid(part) for part in x])


# %% loop_vectorize
# style: np.vectorize, a loop in disguise
# large: not safe at 1000 or -1000 (the notebook does not ask for it)
# costs: loop
import math


def sigmoid(x: Array) -> Array:
    one = lambda z: 1 / (1 + math.exp(-z))
    return np.vectorize(one, otypes=[float])(x)


# %% mask_assign
# style: masks, each form on its side, shape restored
def sigmoid(x: Array) -> Array:
    arr = np.atleast_1d(np.asarray(x, dtype=float))
    s = np.empty_like(arr)
    positive = arr >= 0
    s[positive] = 1 / (1 + np.exp(-arr[positive]))
    e = np.exp(arr[~positive])
    s[~positive] = e / (1 + e)
    return s.reshape(np.shape(x))


# %% maximum_shift
# style: common shift by max(x, 0)
def sigmoid(x: Array) -> Array:
    m = np.maximum(x, 0)
    s = np.exp(x - m) / (np.exp(x - m) + np.exp(-m))
    return s


# %% one_minus_other
# style: one minus the sigmoid of -x
def sigmoid(x: Array) -> Array:
    s = 1 - 1 / (1 + np.exp(x))
    return s


# %% power_minus_one
# style: power -1
def sigmoid(x: Array) -> Array:
    return (1.0 + np.exp(-x)) ** -1


# %% power_of_e
# style: np.e to a power
# large: not safe at 1000 or -1000 (the notebook does not ask for it)
def sigmoid(x: Array) -> Array:
    s = 1 / (1 + np.e ** (-x))
    return s


# %% reciprocal_ufuncs
# style: ufuncs by name
def sigmoid(x: Array) -> Array:
    denominator = np.add(1.0, np.exp(np.negative(x)))
    s = np.reciprocal(denominator)
    return s


# %% scalar_math_branch
# style: math for a number, NumPy for an array
# large: not safe at 1000 or -1000 (the notebook does not ask for it)
import math


def sigmoid(x: Array) -> Array:
    if np.isscalar(x):
        return 1 / (1 + math.exp(-x))
    return 1 / (1 + np.exp(-x))


# %% second_form
# style: e^x / (e^x + 1)
# large: not safe at 1000 or -1000 (the notebook does not ask for it)
def sigmoid(x: Array) -> Array:
    e = np.exp(x)
    s = e / (e + 1)
    return s


# %% softmax_pair
# style: softmax of (x, 0) on a new last axis
def sigmoid(x: Array) -> Array:
    x = np.asarray(x, dtype=float)
    pair = np.stack([x, np.zeros_like(x)], axis=-1)
    s = softmax(pair)[..., 0]
    return s


# %% tanh_half
# style: half of 1 + tanh of the half
def sigmoid(x: Array) -> Array:
    return 0.5 * (1 + np.tanh(0.5 * x))


# %% try_len
# style: try for len, number otherwise
def sigmoid(x: Array) -> Array:
    try:
        len(x)
    except TypeError:
        x = np.float64(x)
    return 1.0 / (1.0 + np.exp(-x))


# %% where_two_forms
# style: np.where between both forms, never exp of a positive number
def sigmoid(x: Array) -> Array:
    e = np.exp(-np.abs(x))
    s = np.where(np.asarray(x) >= 0, 1 / (1 + e), e / (1 + e))
    return s
