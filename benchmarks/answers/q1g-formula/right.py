# %% central_difference
# style: measured: x from s, then a central difference
def sigmoid_slope(s: float) -> float:
    x = np.log(s / (1 - s))
    h = 1e-5
    sig = lambda z: 1 / (1 + np.exp(-z))
    return (sig(x + h) - sig(x - h)) / (2 * h)


# %% chain_rule_steps
# style: (s squared) times e^-x, with e^-x = (1 - s)/s
def sigmoid_slope(s: float) -> float:
    e_minus_x = (1 - s) / s
    return s**2 * e_minus_x


# %% completed_square
# style: completed square
def sigmoid_slope(s: float) -> float:
    return 0.25 - (s - 0.5) ** 2


# %% cosh_form
# style: 1 / (2 + 2 cosh x)
def sigmoid_slope(s: float) -> float:
    x = np.log(s / (1 - s))
    return 1 / (2 + 2 * np.cosh(x))


# %% determinant
# style: determinant of a 2 by 2 matrix
def sigmoid_slope(s: float) -> float:
    return np.linalg.det(np.array([[s, s], [s, 1.0]]))


# %% dot_vectors
# style: dot product of [1, s] and [s, -s]
def sigmoid_slope(s: float) -> float:
    return np.dot([1, s], [s, -s])


# %% exp_of_logs
# style: exponential of the sum of logs
def sigmoid_slope(s: float) -> float:
    return np.exp(np.log(s) + np.log1p(-s))


# %% float_cast_pow
# style: pow and float
def sigmoid_slope(s: float) -> float:
    s = float(s)
    return s - pow(s, 2)


# %% from_tanh
# style: through t = 2s - 1 of the tanh puzzle
def sigmoid_slope(s: float) -> float:
    t = 2 * s - 1          # tanh(x / 2)
    return 0.5 * (1 - t**2) / 2


# %% half_difference
# style: from 1 - s^2 - (1 - s)^2
def sigmoid_slope(s: float) -> float:
    return (1 - s * s - (1 - s) * (1 - s)) / 2


# %% harmonic
# style: one over the sum of the inverses
def sigmoid_slope(s: float) -> float:
    return 1 / (1 / s + 1 / (1 - s))


# %% helper
# style: helper for the opposite probability
def opposite(p):
    return 1 - p


def sigmoid_slope(s: float) -> float:
    return opposite(s) * s


# %% lambda_name
# style: lambda bound to the name
sigmoid_slope = lambda s: s * (1.0 - s)


# %% minus_product
# style: minus signs cancel
def sigmoid_slope(s: float) -> float:
    return -s * (s - 1)


# %% named_no
# style: names for yes and no
def sigmoid_slope(s: float) -> float:
    yes = s
    no = 1.0 - s
    slope = yes * no
    return slope


# %% odds
# style: odds over (1 + odds) squared
def sigmoid_slope(s: float) -> float:
    odds = s / (1 - s)
    return odds / (1 + odds) ** 2


# %% polynomial_call
# style: np.poly1d by its roots
def sigmoid_slope(s: float) -> float:
    return -np.poly1d([0, 1], r=True)(s)


# %% polyval
# style: np.polyval
def sigmoid_slope(s: float) -> float:
    return np.polyval([-1, 1, 0], s)


# %% prod_list
# style: np.prod of a list
def sigmoid_slope(s: float) -> float:
    return np.prod([s, 1 - s])


# %% product
# style: s times (1 - s)
def sigmoid_slope(s: float) -> float:
    return s * (1 - s)


# %% s_minus_square
# style: s minus its square
def sigmoid_slope(s: float) -> float:
    return s - s**2


# %% softmax_cross
# style: minus the off-diagonal entry of the Jacobian
def sigmoid_slope(s: float) -> float:
    p = np.array([s, 1 - s])
    return -(-np.outer(p, p))[0, 1]


# %% softmax_jacobian
# style: entry of the softmax Jacobian for two answers
def sigmoid_slope(s: float) -> float:
    p = np.array([s, 1 - s])
    J = np.diag(p) - np.outer(p, p)
    return J[0, 0]


# %% sqrt_trick
# style: square of the geometric mean
def sigmoid_slope(s: float) -> float:
    root = (s**0.5) * ((1 - s) ** 0.5)
    return root**2


# %% tanh_half
# style: goes back to x, tanh of the half
def sigmoid_slope(s: float) -> float:
    x = np.log(s) - np.log1p(-s)
    return (1 - np.tanh(x / 2) ** 2) / 4


# %% variance
# style: the variance of a yes-or-no variable
def sigmoid_slope(s: float) -> float:
    mean = s
    return s * (1 - mean) ** 2 + (1 - s) * (0 - mean) ** 2


# %% via_x_exp
# style: goes back to x and uses the quotient e^-x / (1 + e^-x)^2
import math


def sigmoid_slope(s: float) -> float:
    x = math.log(s / (1 - s))
    e = math.exp(-x)
    return e / (1 + e) ** 2
