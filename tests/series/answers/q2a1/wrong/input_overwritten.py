# earns: 1.5
# named: inputs-modified
def sigmoid(x):
    x *= -1
    return 1 / (1 + np.exp(x))
