def leaky_relu_slope(x, alpha):
    return np.where(x > 0, 1.0, alpha)
