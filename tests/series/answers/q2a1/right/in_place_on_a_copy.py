def sigmoid(x):
    s = np.array(x, dtype=float)
    np.negative(s, out=s)
    np.exp(s, out=s)
    s += 1
    return np.reciprocal(s)
