def leaky_relu_slope(x, alpha):
    return alpha + (1 - alpha) * (x > 0)
