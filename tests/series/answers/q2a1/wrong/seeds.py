# earns: 1.5
# named: random-numbers-set
import random


def sigmoid(x):
    random.seed(1)
    return 1 / (1 + np.exp(-x))
