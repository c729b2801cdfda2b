# earns: 0
# named: value-for-slope
def leaky_relu_slope(x, alpha):
    return 1 if x > 0 else alpha * x
