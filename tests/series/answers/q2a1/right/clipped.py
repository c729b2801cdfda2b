def sigmoid(x):
    x = np.clip(x, -500, 500)
    return np.power(1 + np.exp(-x), -1)
