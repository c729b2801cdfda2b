# earns: 0
# named: wrong-shape
def leaky_relu_slope(x, alpha):
    return alpha, 1
