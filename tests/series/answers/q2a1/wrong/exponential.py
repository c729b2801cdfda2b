# earns: 0
# named: denominator-missing
def sigmoid(x):
    return np.exp(x)
