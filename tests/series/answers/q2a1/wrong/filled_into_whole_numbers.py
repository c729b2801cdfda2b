# earns: 0
# named: all-zero
def sigmoid(x):
    out = np.zeros_like(x, dtype=int)
    out[...] = 1 / (1 + np.exp(-x))
    return out
