# earns: 0.5
# named: everything-summed
def sigmoid(x):
    return np.sum(1 / (1 + np.exp(-x)))
