# %% abs_x
# mistake: tests abs(x)
# parts: all
# when: x < 0
def leaky_relu_slope(x: float, alpha: float) -> float:
    return 1.0 if abs(x) > 0 else alpha


# %% alpha_positive
# mistake: negative side 0, positive side alpha
# parts: all
def leaky_relu_slope(x: float, alpha: float) -> float:
    return alpha if x > 0 else 0


# %% alpha_squared
# mistake: chain rule twice: alpha squared
# parts: all
# when: x < 0
def leaky_relu_slope(x: float, alpha: float) -> float:
    return 1.0 if x > 0 else alpha**2


# %% alpha_wrt
# mistake: derivative with respect to alpha
# parts: all
def leaky_relu_slope(x: float, alpha: float) -> float:
    return x if x < 0 else 0.0


# %% alpha_x
# mistake: alpha * x on the negative side
# parts: all
# when: x < 0
def leaky_relu_slope(x: float, alpha: float) -> float:
    if x > 0:
        return 1
    return alpha * x


# %% always_alpha
# mistake: min of the slopes, always alpha
# parts: all
# when: x > 0
def leaky_relu_slope(x: float, alpha: float) -> float:
    return min(alpha, 1)


# %% and_bug
# mistake: `and` chain returns alpha on the positive side
# parts: all
def leaky_relu_slope(x: float, alpha: float) -> float:
    return x > 0 and alpha or 1.0


# %% bool_index
# mistake: indexes a number
# parts: all
# raises: yes
def leaky_relu_slope(x: float, alpha: float) -> float:
    x[x > 0] = 1
    x[x < 0] = alpha
    return x


# %% boolean_only
# mistake: a comparison only: True or False
# parts: all
# when: x < 0
def leaky_relu_slope(x: float, alpha: float) -> float:
    return x > 0


# %% both_relu_sign
# mistake: ReLU, and the comparison turned round
# parts: all
# combined: yes
def leaky_relu_slope(x: float, alpha: float) -> float:
    return 1.0 if x < 0 else 0.0


# %% compare_alpha
# mistake: compares x with alpha
# parts: all
# when: x > 0
def leaky_relu_slope(x: float, alpha: float) -> float:
    return 1.0 if x > alpha else alpha


# %% compare_one
# mistake: compares x with 1
# parts: all
# when: x > 0
def leaky_relu_slope(x: float, alpha: float) -> float:
    if x > 1:
        return 1.0
    else:
        return alpha


# %% elu
# mistake: derivative of the ELU on the left
# parts: all
# when: x < 0
def leaky_relu_slope(x: float, alpha: float) -> float:
    return 1.0 if x > 0 else alpha * np.exp(x)


# %% fd_huge_step
# mistake: step 1 crosses the bend for small x
# parts: all
# when: only for -1 < x < 1
def leaky_relu_slope(x: float, alpha: float) -> float:
    f = lambda z: max(alpha * z, z)
    return (f(x + 1) - f(x - 1)) / 2


# %% fd_no_division
# mistake: difference not divided by the step
# parts: all
def leaky_relu_slope(x: float, alpha: float) -> float:
    h = 1e-4
    return max(alpha * (x + h), x + h) - max(alpha * (x - h), x - h)


# %% fd_onesided_wrong
# mistake: divides by h in a central difference: twice the slope
# parts: all
def leaky_relu_slope(x: float, alpha: float) -> float:
    h = 1e-4
    f = lambda z: max(alpha * z, z)
    return (f(x + h) - f(x - h)) / h


# %% fixed_alpha
# mistake: a fixed 0.01, alpha ignored
# parts: all
# when: x < 0
def leaky_relu_slope(x: float, alpha: float) -> float:
    return 1.0 if x > 0 else 0.01


# %% fixed_tenth
# mistake: a fixed 0.1 as in the hint
# parts: all
# when: x < 0
def leaky_relu_slope(x: float, alpha: float) -> float:
    if x >= 0:
        return 1.0
    return 0.1


# %% function_itself
# mistake: returns the function, not its slope
# parts: all
def leaky_relu_slope(x: float, alpha: float) -> float:
    return max(alpha * x, x)


# %% heaviside_missing
# mistake: heaviside in the wrong order of arguments
# parts: all
# when: x < 0
def leaky_relu_slope(x: float, alpha: float) -> float:
    step = np.heaviside(0.5, x)
    return step + alpha * (1 - step)


# %% ifs_overwrite
# mistake: assignment after the if overwrites it
# parts: all
# when: x > 0
def leaky_relu_slope(x: float, alpha: float) -> float:
    if x > 0:
        slope = 1.0
    slope = alpha
    return slope


# %% int_alpha
# mistake: int() makes alpha zero
# parts: all
# when: x < 0
def leaky_relu_slope(x: float, alpha: float) -> float:
    return int(1 if x > 0 else alpha)


# %% inverse_alpha
# mistake: 1 / alpha on the left
# parts: all
# when: x < 0
def leaky_relu_slope(x: float, alpha: float) -> float:
    return 1.0 if x > 0 else 1 / alpha


# %% lambda_returned
# mistake: returns a function
# parts: all
def leaky_relu_slope(x: float, alpha: float) -> float:
    return lambda z: 1.0 if z > 0 else alpha


# %% max_alpha_sign
# mistake: product rule slip: alpha + x
# parts: all
# when: x < 0
def leaky_relu_slope(x: float, alpha: float) -> float:
    return 1.0 if x > 0 else alpha + x


# %% max_compare_wrong
# mistake: compares alpha x with x the wrong way round
# parts: all
def leaky_relu_slope(x: float, alpha: float) -> float:
    if alpha * x > x:
        return 1.0
    return alpha


# %% max_slopes
# mistake: max(alpha, 1), which is always 1
# parts: all
# when: x < 0
def leaky_relu_slope(x: float, alpha: float) -> float:
    return max(alpha, 1.0)


# %% max_zero_alpha
# mistake: returns the value alpha * max(0, x): function for slope, and alpha on the wrong side
# parts: all
# combined: yes
def leaky_relu_slope(x: float, alpha: float) -> float:
    return max(0.0, x) * alpha


# %% maximum_one_argument
# mistake: np.maximum with one argument
# parts: all
# raises: yes
def leaky_relu_slope(x: float, alpha: float) -> float:
    return np.maximum(x > 0)


# %% mean_slopes
# mistake: the average of both slopes
# parts: all
def leaky_relu_slope(x: float, alpha: float) -> float:
    return (1 + alpha) / 2


# %% minus_alpha
# mistake: -alpha on the negative side
# parts: all
# when: x < 0
def leaky_relu_slope(x: float, alpha: float) -> float:
    return 1.0 if x > 0 else -alpha


# %% minus_one
# mistake: sign: -1 for negative x
# parts: all
# when: x < 0
def leaky_relu_slope(x: float, alpha: float) -> float:
    return float(np.sign(x))


# %% name_error
# mistake: misspelt alpha
# parts: all
# when: x < 0
# raises: yes
def leaky_relu_slope(x: float, alpha: float) -> float:
    return 1.0 if x > 0 else alhpa


# %% nested_call
# mistake: calls itself for ever on the negative side
# parts: all
# when: x < 0
# raises: yes
def leaky_relu_slope(x: float, alpha: float) -> float:
    if x > 0:
        return 1.0
    return alpha * leaky_relu_slope(x, alpha)


# %% none_negative
# mistake: nothing returned on the negative side
# parts: all
# when: x < 0
def leaky_relu_slope(x: float, alpha: float) -> float:
    if x > 0:
        return 1.0


# %% none_positive
# mistake: nothing returned on the positive side
# parts: all
# when: x > 0
def leaky_relu_slope(x: float, alpha: float) -> float:
    if x < 0:
        return alpha


# %% one_minus_alpha
# mistake: 1 - alpha on the negative side
# parts: all
# when: x < 0
def leaky_relu_slope(x: float, alpha: float) -> float:
    return 1.0 if x > 0 else 1 - alpha


# %% one_plus_alpha
# mistake: adds the slopes on the positive side
# parts: all
# when: x > 0
def leaky_relu_slope(x: float, alpha: float) -> float:
    slope = alpha
    if x > 0:
        slope += 1
    return slope


# %% power_wrong
# mistake: alpha to the power (x > 0)
# parts: all
def leaky_relu_slope(x: float, alpha: float) -> float:
    return alpha ** (x > 0)


# %% prints
# mistake: prints the slope
# parts: all
def leaky_relu_slope(x: float, alpha: float) -> float:
    if x > 0:
        print(1)
    else:
        print(alpha)


# %% relu
# mistake: plain ReLU: 0 on the negative side
# parts: all
# when: x < 0
def leaky_relu_slope(x: float, alpha: float) -> float:
    return 1.0 if x > 0 else 0.0


# %% sides_swapped
# mistake: the two sides are exchanged
# parts: all
def leaky_relu_slope(x: float, alpha: float) -> float:
    return alpha if x > 0 else 1.0


# %% sigmoid_slope
# mistake: sigmoid's slope
# parts: all
def leaky_relu_slope(x: float, alpha: float) -> float:
    s = 1 / (1 + np.exp(-x))
    return s * (1 - s)


# %% sign_times_alpha
# mistake: alpha times the sign on the left side
# parts: all
# when: x < 0
def leaky_relu_slope(x: float, alpha: float) -> float:
    return 1.0 if x > 0 else alpha * np.sign(x)


# %% softplus
# mistake: slope of a soft bend
# parts: all
def leaky_relu_slope(x: float, alpha: float) -> float:
    return alpha + (1 - alpha) / (1 + np.exp(-x))


# %% string_compare
# mistake: compares with a quoted zero
# parts: all
# raises: yes
def leaky_relu_slope(x: float, alpha: float) -> float:
    return 1.0 if x > "0" else alpha


# %% sum_of_branches
# mistake: adds the derivatives of both arguments of the max
# parts: all
def leaky_relu_slope(x: float, alpha: float) -> float:
    return alpha + 1.0


# %% swapped_and_minus
# mistake: sides exchanged, and a minus
# parts: all
# combined: yes
def leaky_relu_slope(x: float, alpha: float) -> float:
    if x > 0:
        return -alpha
    return 1.0


# %% tuple_returned
# mistake: returns both slopes
# parts: all
def leaky_relu_slope(x: float, alpha: float) -> float:
    return (1.0, alpha)


# %% two_compare_and_alpha_x
# mistake: compares with alpha, and alpha * x for alpha
# parts: all
# when: x < alpha
# combined: yes
def leaky_relu_slope(x: float, alpha: float) -> float:
    return 1 if x > alpha else alpha * x


# %% two_fixed_alpha_minus
# mistake: fixed 0.01, and a minus
# parts: all
# when: x < 0
# combined: yes
def leaky_relu_slope(x: float, alpha: float) -> float:
    if x > 0:
        return 1.0
    return -0.01


# %% two_function_and_relu
# mistake: returns the function value of the plain ReLU
# parts: all
# combined: yes
def leaky_relu_slope(x: float, alpha: float) -> float:
    return np.maximum(0.0, x)


# %% two_one_minus_swapped
# mistake: 1 - alpha, on the wrong side
# parts: all
# combined: yes
def leaky_relu_slope(x: float, alpha: float) -> float:
    return (1 - alpha) if x > 0 else 1.0


# %% two_overwrite_swapped
# mistake: no else, so overwritten, and 1 for alpha
# parts: all
# combined: yes
def leaky_relu_slope(x: float, alpha: float) -> float:
    slope = alpha
    if x > 0:
        slope = alpha + 0
    if x < 0:
        slope = 1
    return slope


# %% two_swapped_relu
# mistake: sides exchanged, and 0 for 1
# parts: all
# combined: yes
def leaky_relu_slope(x: float, alpha: float) -> float:
    if x >= 0:
        return alpha
    return 0.0


# %% x_over_abs
# mistake: |x| / x times alpha everywhere
# parts: all
def leaky_relu_slope(x: float, alpha: float) -> float:
    return alpha * abs(x) / x


# %% x_positive
# mistake: x on the positive side
# parts: all
# when: x > 0
def leaky_relu_slope(x: float, alpha: float) -> float:
    if x > 0:
        return x
    return alpha
