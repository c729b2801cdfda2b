# earns: 0
# named: value-for-slope
def leaky_relu_slope(x, alpha):
    return max(alpha * x, x)
