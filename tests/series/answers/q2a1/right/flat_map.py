# earns: 1.5
def sigmoid(x):
    import math

    x = np.asarray(x, dtype=float)
    return np.array(list(map(lambda t: 1 / (1 + math.exp(-t)), x.ravel()))).reshape(x.shape)
