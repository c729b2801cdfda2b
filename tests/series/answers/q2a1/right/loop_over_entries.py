# earns: 1.5
def sigmoid(x):
    x = np.asarray(x, dtype=float)
    s = np.zeros(x.shape)
    for at in np.ndindex(x.shape):
        s[at] = 1 / (1 + np.exp(-x[at]))
    return s
