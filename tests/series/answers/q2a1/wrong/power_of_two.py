# earns: 0
# named: base
def sigmoid(x):
    return 1 / (1 + 2.0**-x)
