def sigmoid_slope(s):
    return np.array([s]) * (1 - s)
