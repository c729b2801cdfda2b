# earns: 0
# named: scaled
def sigmoid_slope(s):
    return 2 * s * (1 - s)
