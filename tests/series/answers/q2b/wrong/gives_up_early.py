# earns: 2.5
# named: calls-of-f
def sgd(f, x0, step, iterations, postprocessing=None, useSaved=False, PRINT_EVERY=10):
    x = x0
    for iteration in range(1, min(iterations, 10_000) + 1):
        loss, g = f(x)
        x = x - step * g
        if postprocessing:
            x = postprocessing(x)
    return x
