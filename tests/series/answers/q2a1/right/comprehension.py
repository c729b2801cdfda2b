# earns: 1.5
def sigmoid(x):
    import math

    x = np.asarray(x, dtype=float)
    return np.array([1 / (1 + math.exp(-t)) for t in x.ravel()]).reshape(x.shape)
