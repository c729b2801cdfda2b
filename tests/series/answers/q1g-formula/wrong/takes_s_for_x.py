# earns: 0
# named: applied-twice
def sigmoid_slope(s):
    return np.exp(-s) / (1 + np.exp(-s)) ** 2
