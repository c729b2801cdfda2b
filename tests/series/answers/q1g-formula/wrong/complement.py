# earns: 0
# named: factor-missing
def sigmoid_slope(s):
    return 1 - s
