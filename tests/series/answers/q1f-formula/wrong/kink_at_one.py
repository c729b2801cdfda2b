# earns: 0
# named: kink-elsewhere
def leaky_relu_slope(x, alpha):
    return 1 if x > 1 else alpha
