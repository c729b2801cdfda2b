def leaky_relu_slope(x, alpha):
    return np.select([x > 0, x < 0], [1.0, alpha])
