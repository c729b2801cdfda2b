# earns: 0
# named: all-zero
def leaky_relu_slope(x, alpha):
    return 0
