# %% abs_formula
# style: |x| / x
def leaky_relu_slope(x: float, alpha: float) -> float:
    return ((1 + alpha) + (1 - alpha) * abs(x) / x) / 2


# %% and_or
# style: and / or
def leaky_relu_slope(x: float, alpha: float) -> float:
    return (x > 0 and 1.0) or alpha


# %% argmax_lines
# style: slope of the line that wins
def leaky_relu_slope(x: float, alpha: float) -> float:
    slopes = (alpha, 1.0)
    values = [m * x for m in slopes]
    return slopes[int(np.argmax(values))]


# %% bool_arithmetic
# style: comparisons as numbers
def leaky_relu_slope(x: float, alpha: float) -> float:
    return (x > 0) * 1.0 + (x < 0) * alpha


# %% central_difference
# style: central difference with a step that stays on one side
def leaky_relu_slope(x: float, alpha: float) -> float:
    h = abs(x) / 2
    f = lambda z: max(alpha * z, z)
    return (f(x + h) - f(x - h)) / (2 * h)


# %% clip_gain
# style: alpha + (1 - alpha) times an indicator
def leaky_relu_slope(x: float, alpha: float) -> float:
    positive = int(x > 0)
    return alpha + (1 - alpha) * positive


# %% compare_branches
# style: follows the max: compares alpha * x with x
def leaky_relu_slope(x: float, alpha: float) -> float:
    if alpha * x > x:
        return alpha
    return 1.0


# %% complex_class
# style: small class
class Leaky:
    def __init__(self, a):
        self.a = a

    def slope(self, z):
        return self.a if z < 0 else 1.0


def leaky_relu_slope(x: float, alpha: float) -> float:
    return Leaky(alpha).slope(x)


# %% dict_lookup
# style: dictionary keyed by the sign
def leaky_relu_slope(x: float, alpha: float) -> float:
    return {1: 1.0, -1: alpha}[1 if x >= 0 else -1]


# %% early_return
# style: early return for the negative side
def leaky_relu_slope(x: float, alpha: float) -> float:
    if x < 0:
        return alpha
    return 1.0


# %% heaviside
# style: np.heaviside, 0.5 at the point that is never asked
def leaky_relu_slope(x: float, alpha: float) -> float:
    step = np.heaviside(x, 0.5)
    return step + alpha * (1 - step)


# %% if_else
# style: if and else
def leaky_relu_slope(x: float, alpha: float) -> float:
    if x > 0:
        return 1
    else:
        return alpha


# %% list_index
# style: picks from a list by a comparison
def leaky_relu_slope(x: float, alpha: float) -> float:
    return [alpha, 1.0][x > 0]


# %% match_sign
# style: match on the sign
def leaky_relu_slope(x: float, alpha: float) -> float:
    match int(np.sign(x)):
        case 1:
            return 1.0
        case -1:
            return alpha
        case _:
            raise ValueError("not differentiable at 0")


# %% math_copysign
# style: math.copysign
import math


def leaky_relu_slope(x: float, alpha: float) -> float:
    s = math.copysign(1, x)
    return 0.5 * (1 + s) + 0.5 * alpha * (1 - s)


# %% max_key
# style: built-in max with a key
def leaky_relu_slope(x: float, alpha: float) -> float:
    return max((1.0, alpha), key=lambda m: m * x)


# %% max_over_x
# style: f(x) / x, since the line goes through the origin
def leaky_relu_slope(x: float, alpha: float) -> float:
    return max(alpha * x, x) / x


# %% not_greater
# style: negated comparison
def leaky_relu_slope(x: float, alpha: float) -> float:
    slope = 1.0
    if not x > 0:
        slope = alpha
    return slope


# %% np_sign_mask
# style: np.maximum of sign and alpha
def leaky_relu_slope(x: float, alpha: float) -> float:
    return max(float(np.sign(x)), alpha)


# %% np_where
# style: np.where turned into a float
def leaky_relu_slope(x: float, alpha: float) -> float:
    return float(np.where(x > 0, 1.0, alpha))


# %% one_sided_step
# style: forward difference away from zero
def leaky_relu_slope(x: float, alpha: float) -> float:
    def f(z: float) -> float:
        return max(alpha * z, z)

    return (f(2 * x) - f(x)) / x


# %% piecewise
# style: np.piecewise on an array with one number
def leaky_relu_slope(x: float, alpha: float) -> float:
    a = np.array([float(x)])
    return np.piecewise(a, [a < 0, a >= 0], [alpha, 1.0])[0]


# %% power
# style: alpha to the power 0 or 1
def leaky_relu_slope(x: float, alpha: float) -> float:
    return alpha ** (x < 0)


# %% relu_pair
# style: leaky ReLU as ReLU minus alpha ReLU(-x), derivative of each
def leaky_relu_slope(x: float, alpha: float) -> float:
    relu_slope = lambda z: 1 if z > 0 else 0
    # f(x) = relu(x) - alpha * relu(-x)
    return relu_slope(x) + alpha * relu_slope(-x)


# %% select
# style: np.select
def leaky_relu_slope(x: float, alpha: float) -> float:
    return np.select([x < 0, x > 0], [alpha, 1.0])


# %% sign_formula
# style: sign function, mean and half difference
def leaky_relu_slope(x: float, alpha: float) -> float:
    return (1 + alpha) / 2 + (1 - alpha) / 2 * np.sign(x)


# %% ternary
# style: conditional expression
def leaky_relu_slope(x: float, alpha: float) -> float:
    return 1.0 if x > 0 else alpha


# %% try_zero
# style: with a special case at zero
def leaky_relu_slope(x: float, alpha: float) -> float:
    if x == 0:
        return (1 + alpha) / 2  # a subderivative
    elif x > 0:
        return 1.0
    elif x < 0:
        return float(alpha)
