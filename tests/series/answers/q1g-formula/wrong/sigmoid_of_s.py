# earns: 0
# named: applied-twice
def sigmoid_slope(s):
    t = 1 / (1 + np.exp(-s))
    return t * (1 - t)
