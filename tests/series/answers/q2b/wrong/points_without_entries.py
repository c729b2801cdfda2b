# earns: 0
# named: raised
def sgd(f, x0, step, iterations, postprocessing=None, useSaved=False, PRINT_EVERY=10):
    for k in range(iterations):
        f(np.zeros((0, 1, 1) + (1,) * (k % 2)))
        if postprocessing:
            postprocessing(np.zeros((0, 1)))
    return x0
