def leaky_relu_slope(x, alpha):
    return 1.0 if max(alpha * x, x) == x else alpha
