# earns: 0
# named: tanh-slope
def sigmoid_slope(s):
    return 1 - s**2
