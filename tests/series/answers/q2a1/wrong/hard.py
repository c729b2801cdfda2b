# earns: 0
# named: other-curve
def sigmoid(x):
    return np.clip(0.25 * x + 0.5, 0, 1)
