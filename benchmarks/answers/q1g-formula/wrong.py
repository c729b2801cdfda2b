# %% call_s
# mistake: s(1 - s) read as a call
# parts: all
# raises: yes
def sigmoid_slope(s: float) -> float:
    return s(1 - s)


# %% clipped_line
# mistake: slope of the clipped line: 1/4 in the middle
# parts: all
def sigmoid_slope(s: float) -> float:
    return 0.25 if 0 < s < 1 else 0.0


# %% cosh_s
# mistake: 1 / (2 + 2 cosh) at s
# parts: all
def sigmoid_slope(s: float) -> float:
    return 1 / (2 + 2 * np.cosh(s))


# %% derivative_again
# mistake: derivative of s(1 - s) with respect to s
# parts: all
def sigmoid_slope(s: float) -> float:
    return 1 - 2 * s


# %% difference_step
# mistake: finite difference in s in place of x
# parts: all
def sigmoid_slope(s: float) -> float:
    h = 1e-5
    f = lambda z: 1 / (1 + np.exp(-z))
    return (f(s + h) - f(s - h)) / (2 * h)


# %% exp_quotient_s
# mistake: e^-x / (1 + e^-x)^2 with s put in for x
# parts: all
def sigmoid_slope(s: float) -> float:
    return np.exp(-s) / (1 + np.exp(-s)) ** 2


# %% forgot_inner
# mistake: chain rule without the inner derivative: -s^2
# parts: all
def sigmoid_slope(s: float) -> float:
    return -(s**2)


# %% global_x
# mistake: uses the global x of the earlier cell
# parts: all
def sigmoid_slope(s: float) -> float:
    s = 1 / (1 + np.exp(-x))
    return s * (1 - s)


# %% half
# mistake: factor one half
# parts: all
def sigmoid_slope(s: float) -> float:
    return s * (1 - s) / 2


# %% integer_div
# mistake: integer division
# parts: all
def sigmoid_slope(s: float) -> float:
    return s * (1 - s) // 1


# %% inverse_quotient
# mistake: 1 / (s (1 - s)), the slope of the inverse
# parts: all
def sigmoid_slope(s: float) -> float:
    return 1 / (s * (1 - s))


# %% log10_for_log
# mistake: base 10 when going back to x
# parts: all
def sigmoid_slope(s: float) -> float:
    x = np.log10(s / (1 - s))
    e = np.exp(-x)
    return e / (1 + e) ** 2


# %% log_derivative
# mistake: slope of log sigma, multiplied by log s in place of s
# parts: all
# combined: yes
def sigmoid_slope(s: float) -> float:
    return np.log(s) * (1 - s)


# %% minus
# mistake: sign flipped: s (s - 1)
# parts: all
def sigmoid_slope(s: float) -> float:
    return s * (s - 1)


# %% missing_one
# mistake: s squared
# parts: all
def sigmoid_slope(s: float) -> float:
    return s * s


# %% name_error_sigma
# mistake: uses an undefined sigma
# parts: all
# raises: yes
def sigmoid_slope(s: float) -> float:
    return sigma * (1 - sigma)


# %% no_return
# mistake: forgets to return
# parts: all
def sigmoid_slope(s: float) -> float:
    slope = s * (1 - s)


# %% only_one_minus
# mistake: 1 - s
# parts: all
def sigmoid_slope(s: float) -> float:
    return 1 - s


# %% plain_quarter
# mistake: the steepest slope always
# parts: all
def sigmoid_slope(s: float) -> float:
    return 0.25


# %% plus
# mistake: s times (1 + s)
# parts: all
def sigmoid_slope(s: float) -> float:
    return s * (1 + s)


# %% precedence
# mistake: brackets missing: s * 1 - s
# parts: all
def sigmoid_slope(s: float) -> float:
    return s * 1 - s


# %% print_only
# mistake: prints
# parts: all
def sigmoid_slope(s: float) -> float:
    print(s * (1 - s))


# %% quotient
# mistake: s / (1 - s)
# parts: all
def sigmoid_slope(s: float) -> float:
    return s / (1 - s)


# %% quotient_no_square
# mistake: goes back to x, square of the denominator forgotten
# parts: all
def sigmoid_slope(s: float) -> float:
    x = np.log(s / (1 - s))
    return np.exp(-x) / (1 + np.exp(-x))


# %% relu_like
# mistake: a comparison as for the ReLU
# parts: all
def sigmoid_slope(s: float) -> float:
    return 1.0 if s > 0.5 else s


# %% rounded
# mistake: rounded to two decimals
# parts: all
def sigmoid_slope(s: float) -> float:
    return round(s * (1 - s), 2)


# %% s_identity
# mistake: returns s
# parts: all
def sigmoid_slope(s: float) -> float:
    return s


# %% s_square_times
# mistake: s^2 (1 - s)
# parts: all
def sigmoid_slope(s: float) -> float:
    return s**2 * (1 - s)


# %% s_squared_one_minus_squared
# mistake: s (1 - s^2)
# parts: all
def sigmoid_slope(s: float) -> float:
    return s * (1 - s**2)


# %% s_times_square
# mistake: s (1 - s)^2
# parts: all
def sigmoid_slope(s: float) -> float:
    return s * (1 - s) ** 2


# %% second_derivative
# mistake: second derivative of the sigmoid
# parts: all
def sigmoid_slope(s: float) -> float:
    return s * (1 - s) * (1 - 2 * s)


# %% sigmoid_of_s
# mistake: returns the sigmoid of s
# parts: all
def sigmoid_slope(s: float) -> float:
    return 1 / (1 + np.exp(-s))


# %% sign_and_factor
# mistake: sign and a factor two
# parts: all
# combined: yes
def sigmoid_slope(s: float) -> float:
    return -2 * s * (1 - s)


# %% sign_of_inner
# mistake: inner derivative's sign lost: -(s^2)((1 - s)/s)
# parts: all
# combined: yes
def sigmoid_slope(s: float) -> float:
    return -(s**2) * ((1 - s) / s)


# %% slope_with_x_too
# mistake: multiplies by x again (chain rule for a product that is not there)
# parts: all
def sigmoid_slope(s: float) -> float:
    x = np.log(s / (1 - s))
    return x * s * (1 - s)


# %% sqrt
# mistake: standard deviation for the variance
# parts: all
def sigmoid_slope(s: float) -> float:
    return np.sqrt(s * (1 - s))


# %% square_bracket
# mistake: (1 - s)^2
# parts: all
def sigmoid_slope(s: float) -> float:
    return (1 - s) ** 2


# %% square_minus
# mistake: s^2 - s
# parts: all
def sigmoid_slope(s: float) -> float:
    return s**2 - s


# %% square_missing
# mistake: denominator not squared
# parts: all
def sigmoid_slope(s: float) -> float:
    odds = s / (1 - s)
    return odds / (1 + odds)


# %% sum_terms
# mistake: s + (1 - s), always 1
# parts: all
def sigmoid_slope(s: float) -> float:
    return s + (1 - s)


# %% tanh_quarter_forgot
# mistake: (1 - t^2) without the quarter
# parts: all
def sigmoid_slope(s: float) -> float:
    t = 2 * s - 1
    return 1 - t**2


# %% tanh_slope
# mistake: tanh's slope: 1 - s^2
# parts: all
def sigmoid_slope(s: float) -> float:
    return 1 - s**2


# %% tanh_wrong_t
# mistake: takes s for t in (1 - t^2) / 4
# parts: all
def sigmoid_slope(s: float) -> float:
    return (1 - s**2) / 4


# %% times_exp_s
# mistake: s^2 times exp(-s)
# parts: all
def sigmoid_slope(s: float) -> float:
    return s**2 * np.exp(-s)


# %% treats_s_as_x
# mistake: computes the sigmoid of s first
# parts: all
def sigmoid_slope(s: float) -> float:
    sig = 1 / (1 + np.exp(-s))
    return sig * (1 - sig)


# %% tuple
# mistake: a comma for a product: returns a pair
# parts: all
def sigmoid_slope(s: float) -> float:
    return s, 1 - s


# %% twice
# mistake: factor 2
# parts: all
def sigmoid_slope(s: float) -> float:
    return 2 * s * (1 - s)


# %% two_log10_square_missing
# mistake: base 10 and the square missing
# parts: all
# combined: yes
def sigmoid_slope(s: float) -> float:
    x = np.log10(s / (1 - s))
    return np.exp(-x) / (1 + np.exp(-x))


# %% two_quotient_sign
# mistake: s / (s - 1)
# parts: all
# combined: yes
def sigmoid_slope(s: float) -> float:
    return s / (s - 1)


# %% two_s_as_x_sign
# mistake: takes s for x, and the sign is wrong
# parts: all
# combined: yes
def sigmoid_slope(s: float) -> float:
    e = np.exp(-s)
    return -e / (1 + e) ** 2


# %% two_square_half
# mistake: s - s^3, halved
# parts: all
# combined: yes
def sigmoid_slope(s: float) -> float:
    return (s - s**3) / 2


# %% two_tanh_sign
# mistake: tanh's slope with the sign turned
# parts: all
# combined: yes
def sigmoid_slope(s: float) -> float:
    return s**2 - 1


# %% undeclared_x
# mistake: uses an undefined z from the lectures
# parts: all
# raises: yes
def sigmoid_slope(s: float) -> float:
    return np.exp(-z) / (1 + np.exp(-z)) ** 2


# %% undefined_sigmoid
# mistake: calls a sigmoid that is not defined yet, on the value
# parts: all
# raises: yes
def sigmoid_slope(s: float) -> float:
    return sigmoid(s) * (1 - sigmoid(s))


# %% xor_power
# mistake: ^ for the power: an int operator on floats
# parts: all
# raises: yes
def sigmoid_slope(s: float) -> float:
    return s - s^2
