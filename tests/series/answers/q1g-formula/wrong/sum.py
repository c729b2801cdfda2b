# earns: 0
# named: differs
def sigmoid_slope(s):
    return s + (1 - s)
