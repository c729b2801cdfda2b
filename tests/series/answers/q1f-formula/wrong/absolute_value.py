# earns: 0
# named: left-sign
def leaky_relu_slope(x, alpha):
    return np.sign(x)
