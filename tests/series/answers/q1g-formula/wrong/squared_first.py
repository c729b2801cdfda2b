# earns: 0
# named: factor-twice
def sigmoid_slope(s):
    return s**2 * (1 - s)
