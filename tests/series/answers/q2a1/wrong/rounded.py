# earns: 0
# named: nearly
def sigmoid(x):
    return np.round(1 / (1 + np.exp(-x)), 3)
