# earns: 0
# named: not-numbers
def sigmoid_slope(s):
    s * (1 - s)
