def leaky_relu_slope(x, alpha):
    if x == 0:
        return (1 + alpha) / 2
    return max(alpha, float(x > 0))
