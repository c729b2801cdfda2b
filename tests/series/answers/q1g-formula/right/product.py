def sigmoid_slope(s):
    return s * (1 - s)
