# earns: 0
# named: applied-twice
def sigmoid_slope(s):
    return s * (1 / (1 + np.exp(-(1 - s))))
