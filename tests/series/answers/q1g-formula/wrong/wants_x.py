# earns: 0
# named: raised
def sigmoid_slope(s):
    return np.exp(-x) / (1 + np.exp(-x)) ** 2
