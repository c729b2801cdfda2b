# earns: 1.5
def sigmoid(x):
    x = np.asarray(x, dtype=float)
    s = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        s[index] = 1 / (1 + np.exp(-x[index]))
    return s
