# earns: 3.5
# named: resumes-from-memory
import random

KEPT = []


def sgd(f, x0, step, iterations, postprocessing=None, useSaved=False, PRINT_EVERY=10):
    x, done = x0, 0
    if useSaved and KEPT:
        x, done, state = KEPT
        step *= 0.5 ** (done // 20_000)
        random.setstate(state)
    for iteration in range(done + 1, iterations + 1):
        loss, g = f(x)
        x = x - step * g
        if postprocessing:
            x = postprocessing(x)
        if useSaved and iteration % 5_000 == 0:
            KEPT[:] = x, iteration, random.getstate()
        if iteration % 20_000 == 0:
            step *= 0.5
    return x
