# earns: 0
# named: made-of-others
def sigmoid(x):
    return 1 / (2 + np.exp(-x))
