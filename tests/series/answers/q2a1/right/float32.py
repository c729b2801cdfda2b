def sigmoid(x):
    return (1 / (1 + np.exp(-np.asarray(x, dtype=np.float32)))).astype(np.float32)
