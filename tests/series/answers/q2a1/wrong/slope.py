# earns: 0
# named: slope-for-value
def sigmoid(x):
    s = 1 / (1 + np.exp(-x))
    return s * (1 - s)
