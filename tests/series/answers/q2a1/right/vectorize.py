# earns: 1.5
def sigmoid(x):
    return np.vectorize(lambda t: 1 / (1 + np.exp(-t)))(x)
