def sigmoid(x):
    out = np.array(x, dtype=float)
    np.negative(out, out=out)
    np.exp(out, out=out)
    out += 1
    return np.reciprocal(out)
