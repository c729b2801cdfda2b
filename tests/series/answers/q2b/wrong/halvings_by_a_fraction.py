# earns: 3.5
# named: resumes-differently
def sgd(f, x0, step, iterations, postprocessing=None, useSaved=False, PRINT_EVERY=10):
    x, done = x0, 0
    if useSaved:
        saved, params, state = load_saved_params()
        if saved:
            x, done = params, saved
            step *= 0.5 ** (done / ANNEAL_EVERY)
            random.setstate(state)
    for iteration in range(done + 1, iterations + 1):
        loss, g = f(x)
        x = x - step * g
        if postprocessing:
            x = postprocessing(x)
        if useSaved and iteration % SAVE_PARAMS_EVERY == 0:
            save_params(iteration, x)
        if iteration % ANNEAL_EVERY == 0:
            step *= 0.5
    return x
