# earns: 1
# named: raised
def sigmoid(x):
    s = np.zeros(x.shape)
    for at in np.ndindex(x.shape):
        s[at] = 1 / (1 + np.exp(-x[at]))
    return s
