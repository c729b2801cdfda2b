# earns: 0
# named: raised
def sigmoid(x):
    import math

    return 1 / (1 + math.exp(x))
