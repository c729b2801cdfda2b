# earns: 1.5
# named: raised
def sigmoid(x):
    s = np.zeros(x.shape)
    s[:] = 1 / (1 + np.exp(-x))
    return s
