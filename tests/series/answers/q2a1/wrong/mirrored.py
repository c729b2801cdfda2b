# earns: 0
# named: mirrored
def sigmoid(x):
    return 1 / (1 + np.exp(x))
