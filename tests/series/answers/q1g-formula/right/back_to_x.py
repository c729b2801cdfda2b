def sigmoid_slope(s):
    x = np.log(s / (1 - s))
    return np.exp(-x) / (1 + np.exp(-x)) ** 2
