# earns: 0
# named: positive-slope
def leaky_relu_slope(x, alpha):
    return 2 if x > 0 else alpha
