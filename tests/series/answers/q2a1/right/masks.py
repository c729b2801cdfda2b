def sigmoid(x):
    x = np.asarray(x, dtype=float)
    s = np.empty_like(x)
    up = x >= 0
    s[up] = 1 / (1 + np.exp(-x[up]))
    e = np.exp(x[~up])
    s[~up] = e / (1 + e)
    return s
