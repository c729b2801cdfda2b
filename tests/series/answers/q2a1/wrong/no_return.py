# earns: 0
# named: not-numbers
def sigmoid(x):
    s = 1 / (1 + np.exp(-x))
