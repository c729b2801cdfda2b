def sigmoid_slope(s):
    return 1 / (1 / s + 1 / (1 - s))
