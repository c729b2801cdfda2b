# earns: 0
# named: not-numbers
def leaky_relu_slope(x, alpha):
    return "1" if x > 0 else "alpha"
