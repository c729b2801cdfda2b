# earns: 0
# named: sign-flipped
def leaky_relu_slope(x, alpha):
    return -1.0 if x > 0 else -alpha
