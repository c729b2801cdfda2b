# earns: 0.5
# named: wrong-shape
def sigmoid(x):
    return np.sum(1 / (1 + np.exp(-x)))
