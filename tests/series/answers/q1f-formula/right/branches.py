def leaky_relu_slope(x, alpha):
    if x < 0:
        return alpha
    return 1
