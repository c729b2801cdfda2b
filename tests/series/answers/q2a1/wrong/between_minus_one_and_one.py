# earns: 0
# named: made-of-others
def sigmoid(x):
    return 2 / (1 + np.exp(-x)) - 1
