def sigmoid(x):
    print("sigmoid of", x)
    return 1 / (1 + np.exp(-x))
