# earns: 0
# named: not-one-number
def leaky_relu_slope(x, alpha):
    return alpha, 1
