# earns: 0
# named: all-zero
def sigmoid_slope(s):
    return s * 1 - s
