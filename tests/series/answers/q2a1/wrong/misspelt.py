# earns: 0
# named: raised
def sigmoid(x):
    return 1 / (1 + np.exp(-X))
