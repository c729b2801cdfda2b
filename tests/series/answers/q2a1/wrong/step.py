# earns: 0
# named: hard-step
def sigmoid(x):
    return np.where(x > 0, 1.0, 0.0)
