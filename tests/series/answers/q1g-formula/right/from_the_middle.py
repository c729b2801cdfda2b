def sigmoid_slope(s):
    return 0.25 - (s - 0.5) ** 2
