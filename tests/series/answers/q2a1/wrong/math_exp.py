# earns: 0.5
# named: numbers-only
def sigmoid(x):
    import math

    return 1 / (1 + math.exp(-x))
