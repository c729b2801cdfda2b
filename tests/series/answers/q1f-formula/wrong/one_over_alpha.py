# earns: 0
# named: negative-slope
def leaky_relu_slope(x, alpha):
    return 1 if x > 0 else 1 / alpha
