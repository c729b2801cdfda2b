# earns: 0
# named: upside-down
def sigmoid(x):
    return 1 / 1 + np.exp(-x)
