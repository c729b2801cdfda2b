def sigmoid(x):
    e = np.exp(x)
    s = e / (e + 1)
    return s
