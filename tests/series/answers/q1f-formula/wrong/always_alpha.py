# earns: 0
# named: one-slope
def leaky_relu_slope(x, alpha):
    return min(alpha, 1)
