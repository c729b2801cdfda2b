# earns: 0
# named: halves-always
def sgd(f, x0, step, iterations, postprocessing=None, useSaved=False, PRINT_EVERY=10):
    first, x = 1, x0
    if useSaved:
        saved, params, state = load_saved_params()
        if saved:
            first, x = saved + 1, params
            step *= 0.5 ** (saved // ANNEAL_EVERY)
            random.setstate(state)
    smooth = None
    for iteration in range(first, iterations + 1):
        loss, gradient = f(x)
        x = x - step * gradient
        if postprocessing:
            x = postprocessing(x)
        if iteration % PRINT_EVERY == 0:
            smooth = loss if smooth is None else 0.95 * smooth + 0.05 * loss
            print(f"iteration {iteration}: {smooth:.6f}")
        if useSaved and iteration % SAVE_PARAMS_EVERY == 0:
            save_params(iteration, x)
        step *= 0.5
    return x
