def sigmoid_slope(s):
    return s - s**2
