# earns: 0
# named: not-one-number
def sigmoid_slope(s):
    return s, 1 - s
