# earns: 0
# named: wrong-shape
def sigmoid_slope(s):
    return s, 1 - s
