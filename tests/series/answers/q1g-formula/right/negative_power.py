def sigmoid_slope(s):
    return s**2 * (1 / s - 1)
