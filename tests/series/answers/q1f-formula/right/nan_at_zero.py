def leaky_relu_slope(x, alpha):
    if x > 0:
        return 1
    if x < 0:
        return alpha
    return np.nan
