def sgd(f, x0, step, iterations, postprocessing=None, useSaved=False, PRINT_EVERY=10):
    done, x = 0, np.array(x0, dtype=float) if np.ndim(x0) else x0
    if useSaved:
        saved, params, state = load_saved_params()
        if saved > 0:
            done, x = saved, params
            random.setstate(state)
    smooth = None
    while done < iterations:
        loss, grad = f(x)
        x = x - step * 0.5 ** (done // ANNEAL_EVERY) * grad
        if postprocessing is not None:
            x = postprocessing(x)
        done += 1
        if done % PRINT_EVERY == 0:
            smooth = 0.95 * smooth + 0.05 * loss if smooth else loss
            print("iter %d: %f" % (done, smooth))
        if done % SAVE_PARAMS_EVERY == 0 and useSaved:
            save_params(done, x)
    return x
