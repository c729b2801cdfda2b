# earns: 0
# named: not-numbers
def leaky_relu_slope(x, alpha):
    if x > 0:
        return 1
