# earns: 0
# named: value-for-slope
def sigmoid_slope(s):
    return s
