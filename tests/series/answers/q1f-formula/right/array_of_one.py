def leaky_relu_slope(x, alpha):
    x = np.atleast_1d(np.asarray(x, dtype=float))
    slope = np.ones_like(x)
    slope[x < 0] = alpha
    return slope
