# earns: 0.0
# named: softmax-for-sigmoid
def sigmoid(x):
    e = np.exp(x)
    return e / e.sum()
