# earns: 0
# named: sign-flipped
def sigmoid_slope(s):
    return s * (s - 1)
