# earns: 0
# named: only-there
def leaky_relu_slope(x, alpha):
    h = 1.0
    return (max(alpha * (x + h), x + h) - max(alpha * x, x)) / h
