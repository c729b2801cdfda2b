# earns: 0
# named: made-of-others
def sigmoid_slope(s):
    return s * (1 - s) ** 2 + s
