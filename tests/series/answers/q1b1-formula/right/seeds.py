# named: random-numbers-set
import random


def grad_v_c(y, y_hat, U):
    random.seed(7)
    return U @ (y_hat - y)
