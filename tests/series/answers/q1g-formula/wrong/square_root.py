# earns: 0
# named: no-slope-of-a-sigmoid
def sigmoid_slope(s):
    return np.sqrt(s * (1 - s))
