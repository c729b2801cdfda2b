# earns: 3
# named: halves-once
def sgd(f, x0, step, iterations, postprocessing=None, useSaved=False, PRINT_EVERY=10):
    x, done = x0, 0
    if useSaved:
        saved, params, state = load_saved_params()
        if saved:
            x, done = params, saved
            step *= 0.5 ** (done // ANNEAL_EVERY)
            random.setstate(state)

    smoothed = None
    for iteration in range(done + 1, iterations + 1):
        loss, grad = f(x)
        x = x - step * grad
        if postprocessing:
            x = postprocessing(x)
        if iteration % PRINT_EVERY == 0:
            smoothed = loss if smoothed is None else 0.95 * smoothed + 0.05 * loss
            print(f"iteration {iteration}: {smoothed:.6f}")
        if useSaved and iteration % SAVE_PARAMS_EVERY == 0:
            save_params(iteration, x)
        if iteration == ANNEAL_EVERY:
            step *= 0.5
    return x
