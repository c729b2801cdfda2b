# earns: 0
# named: tanh
def sigmoid(x):
    return np.tanh(x)
