# earns: 0
# named: sides-exchanged
def leaky_relu_slope(x, alpha):
    return alpha if x > 0 else 1.0
