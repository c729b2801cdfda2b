# earns: 0
# named: log-sigmoid
def sigmoid(x):
    return -np.log(1 + np.exp(-x))
