# earns: 1.5
# named: shape-bent
def sigmoid(x):
    s = np.ravel(1 / (1 + np.exp(-x)))
    return s if s.size > 1 else s[0]
