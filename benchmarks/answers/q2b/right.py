# %% alpha_named
# style: names the letters of the rule
def sgd(
    f: Callable[[Any], tuple[float, Any]],
    x0: Any,
    step: float,
    iterations: int,
    postprocessing: Callable[[Any], Any] | None = None,
    useSaved: bool = False,
    PRINT_EVERY: int = 10,
) -> Any:
    x, done = x0, 0
    if useSaved:
        saved, params, state = load_saved_params()
        if saved:
            x, done = params, saved
            step *= 0.5 ** (done // ANNEAL_EVERY)
            random.setstate(state)

    smoothed = None
    for iteration in range(done + 1, iterations + 1):
        # x <- x - alpha * nabla f(x)
        loss, nabla = f(x)
        alpha = step
        x = x - alpha * nabla
        if postprocessing:
            x = postprocessing(x)
        if iteration % PRINT_EVERY == 0:
            smoothed = loss if smoothed is None else 0.95 * smoothed + 0.05 * loss
            print(f"iteration {iteration}: {smoothed:.6f}")
        if useSaved and iteration % SAVE_PARAMS_EVERY == 0:
            save_params(iteration, x)
        if iteration % ANNEAL_EVERY == 0:
            step *= 0.5
    return x


# %% anneal_divides
# style: annealing written as a division, modulo turned round
def sgd(
    f: Callable[[Any], tuple[float, Any]],
    x0: Any,
    step: float,
    iterations: int,
    postprocessing: Callable[[Any], Any] | None = None,
    useSaved: bool = False,
    PRINT_EVERY: int = 10,
) -> Any:
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
        x = x - grad * step
        if postprocessing:
            x = postprocessing(x)
        if iteration % PRINT_EVERY == 0:
            smoothed = loss if smoothed is None else 0.95 * smoothed + 0.05 * loss
            print(f"iteration {iteration}: {smoothed:.6f}")
        if useSaved and iteration % SAVE_PARAMS_EVERY == 0:
            save_params(iteration, x)
        if not iteration % ANNEAL_EVERY:
            step = step / 2
    return x


# %% asarray_gradient
# style: np.asarray around the gradient
def sgd(
    f: Callable[[Any], tuple[float, Any]],
    x0: Any,
    step: float,
    iterations: int,
    postprocessing: Callable[[Any], Any] | None = None,
    useSaved: bool = False,
    PRINT_EVERY: int = 10,
) -> Any:
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
        x = x - step * np.asarray(grad)
        if postprocessing:
            x = postprocessing(x)
        if iteration % PRINT_EVERY == 0:
            smoothed = loss if smoothed is None else 0.95 * smoothed + 0.05 * loss
            print(f"iteration {iteration}: {smoothed:.6f}")
        if useSaved and iteration % SAVE_PARAMS_EVERY == 0:
            save_params(iteration, x)
        if iteration % ANNEAL_EVERY == 0:
            step *= 0.5
    return x


# %% both_in_one_assignment
# style: both lines in one tuple assignment
def sgd(
    f: Callable[[Any], tuple[float, Any]],
    x0: Any,
    step: float,
    iterations: int,
    postprocessing: Callable[[Any], Any] | None = None,
    useSaved: bool = False,
    PRINT_EVERY: int = 10,
) -> Any:
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
        x, previous = x - step * grad, x
        if postprocessing:
            x = postprocessing(x)
        if iteration % PRINT_EVERY == 0:
            smoothed = loss if smoothed is None else 0.95 * smoothed + 0.05 * loss
            print(f"iteration {iteration}: {smoothed:.6f}")
        if useSaved and iteration % SAVE_PARAMS_EVERY == 0:
            save_params(iteration, x)
        if iteration % ANNEAL_EVERY == 0:
            step *= 0.5
    return x


# %% copy_first
# style: copies the start, then in place
def sgd(
    f: Callable[[Any], tuple[float, Any]],
    x0: Any,
    step: float,
    iterations: int,
    postprocessing: Callable[[Any], Any] | None = None,
    useSaved: bool = False,
    PRINT_EVERY: int = 10,
) -> Any:
    x, done = np.array(x0, dtype=float), 0
    if useSaved:
        saved, params, state = load_saved_params()
        if saved:
            x, done = params, saved
            step *= 0.5 ** (done // ANNEAL_EVERY)
            random.setstate(state)

    smoothed = None
    for iteration in range(done + 1, iterations + 1):
        loss, grad = f(x)
        x -= step * grad
        if postprocessing:
            x = postprocessing(x)
        if iteration % PRINT_EVERY == 0:
            smoothed = loss if smoothed is None else 0.95 * smoothed + 0.05 * loss
            print(f"iteration {iteration}: {smoothed:.6f}")
        if useSaved and iteration % SAVE_PARAMS_EVERY == 0:
            save_params(iteration, x)
        if iteration % ANNEAL_EVERY == 0:
            step *= 0.5
    return x


# %% deferred_names
# style: odd names, division of the step
def sgd(
    f: Callable[[Any], tuple[float, Any]],
    x0: Any,
    step: float,
    iterations: int,
    postprocessing: Callable[[Any], Any] | None = None,
    useSaved: bool = False,
    PRINT_EVERY: int = 10,
) -> Any:
    x, done = x0, 0
    if useSaved:
        saved, params, state = load_saved_params()
        if saved:
            x, done = params, saved
            step *= 0.5 ** (done // ANNEAL_EVERY)
            random.setstate(state)

    smoothed = None
    for iteration in range(done + 1, iterations + 1):
        verlust, steigung = f(x)
        loss = verlust
        neu = x - steigung * step
        x = neu
        if postprocessing:
            x = postprocessing(x)
        if iteration % PRINT_EVERY == 0:
            smoothed = loss if smoothed is None else 0.95 * smoothed + 0.05 * loss
            print(f"iteration {iteration}: {smoothed:.6f}")
        if useSaved and iteration % SAVE_PARAMS_EVERY == 0:
            save_params(iteration, x)
        if iteration % ANNEAL_EVERY == 0:
            step *= 0.5
    return x


# %% direction_helper
# style: a descent direction first
def sgd(
    f: Callable[[Any], tuple[float, Any]],
    x0: Any,
    step: float,
    iterations: int,
    postprocessing: Callable[[Any], Any] | None = None,
    useSaved: bool = False,
    PRINT_EVERY: int = 10,
) -> Any:
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
        direction = -grad
        x = x + step * direction
        if postprocessing:
            x = postprocessing(x)
        if iteration % PRINT_EVERY == 0:
            smoothed = loss if smoothed is None else 0.95 * smoothed + 0.05 * loss
            print(f"iteration {iteration}: {smoothed:.6f}")
        if useSaved and iteration % SAVE_PARAMS_EVERY == 0:
            save_params(iteration, x)
        if iteration % ANNEAL_EVERY == 0:
            step *= 0.5
    return x


# %% exponential_average_helper
# style: helper for the smoothing
def sgd(
    f: Callable[[Any], tuple[float, Any]],
    x0: Any,
    step: float,
    iterations: int,
    postprocessing: Callable[[Any], Any] | None = None,
    useSaved: bool = False,
    PRINT_EVERY: int = 10,
) -> Any:
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
            if smoothed is None:
                smoothed = loss
            else:
                smoothed = 0.05 * loss + 0.95 * smoothed
            print("iteration %d: %f" % (iteration, smoothed))
        if useSaved and iteration % SAVE_PARAMS_EVERY == 0:
            save_params(iteration, x)
        if iteration % ANNEAL_EVERY == 0:
            step *= 0.5
    return x


# %% in_place
# style: in place with -=
def sgd(
    f: Callable[[Any], tuple[float, Any]],
    x0: Any,
    step: float,
    iterations: int,
    postprocessing: Callable[[Any], Any] | None = None,
    useSaved: bool = False,
    PRINT_EVERY: int = 10,
) -> Any:
    x, done = x0, 0
    if useSaved:
        saved, params, state = load_saved_params()
        if saved:
            x, done = params, saved
            step *= 0.5 ** (done // ANNEAL_EVERY)
            random.setstate(state)

    smoothed = None
    for iteration in range(done + 1, iterations + 1):
        loss, gradient = f(x)
        x -= step * gradient
        if postprocessing:
            x = postprocessing(x)
        if iteration % PRINT_EVERY == 0:
            smoothed = loss if smoothed is None else 0.95 * smoothed + 0.05 * loss
            print(f"iteration {iteration}: {smoothed:.6f}")
        if useSaved and iteration % SAVE_PARAMS_EVERY == 0:
            save_params(iteration, x)
        if iteration % ANNEAL_EVERY == 0:
            step *= 0.5
    return x


# %% lambda_update
# style: a lambda for the rule
def sgd(
    f: Callable[[Any], tuple[float, Any]],
    x0: Any,
    step: float,
    iterations: int,
    postprocessing: Callable[[Any], Any] | None = None,
    useSaved: bool = False,
    PRINT_EVERY: int = 10,
) -> Any:
    x, done = x0, 0
    if useSaved:
        saved, params, state = load_saved_params()
        if saved:
            x, done = params, saved
            step *= 0.5 ** (done // ANNEAL_EVERY)
            random.setstate(state)

    smoothed = None
    for iteration in range(done + 1, iterations + 1):
        update = lambda p, g: p - step * g
        loss, g = f(x)
        x = update(x, g)
        if postprocessing:
            x = postprocessing(x)
        if iteration % PRINT_EVERY == 0:
            smoothed = loss if smoothed is None else 0.95 * smoothed + 0.05 * loss
            print(f"iteration {iteration}: {smoothed:.6f}")
        if useSaved and iteration % SAVE_PARAMS_EVERY == 0:
            save_params(iteration, x)
        if iteration % ANNEAL_EVERY == 0:
            step *= 0.5
    return x


# %% nested_function
# style: a nested function for the update
def sgd(
    f: Callable[[Any], tuple[float, Any]],
    x0: Any,
    step: float,
    iterations: int,
    postprocessing: Callable[[Any], Any] | None = None,
    useSaved: bool = False,
    PRINT_EVERY: int = 10,
) -> Any:
    x, done = x0, 0
    if useSaved:
        saved, params, state = load_saved_params()
        if saved:
            x, done = params, saved
            step *= 0.5 ** (done // ANNEAL_EVERY)
            random.setstate(state)

    smoothed = None
    for iteration in range(done + 1, iterations + 1):
        def descend(place, slope):
            return place - step * slope

        loss, slope = f(x)
        x = descend(x, slope)
        if postprocessing:
            x = postprocessing(x)
        if iteration % PRINT_EVERY == 0:
            smoothed = loss if smoothed is None else 0.95 * smoothed + 0.05 * loss
            print(f"iteration {iteration}: {smoothed:.6f}")
        if useSaved and iteration % SAVE_PARAMS_EVERY == 0:
            save_params(iteration, x)
        if iteration % ANNEAL_EVERY == 0:
            step *= 0.5
    return x


# %% np_subtract
# style: np.subtract and np.multiply
def sgd(
    f: Callable[[Any], tuple[float, Any]],
    x0: Any,
    step: float,
    iterations: int,
    postprocessing: Callable[[Any], Any] | None = None,
    useSaved: bool = False,
    PRINT_EVERY: int = 10,
) -> Any:
    x, done = x0, 0
    if useSaved:
        saved, params, state = load_saved_params()
        if saved:
            x, done = params, saved
            step *= 0.5 ** (done // ANNEAL_EVERY)
            random.setstate(state)

    smoothed = None
    for iteration in range(done + 1, iterations + 1):
        loss, g = f(x)
        x = np.subtract(x, np.multiply(step, g))
        if postprocessing:
            x = postprocessing(x)
        if iteration % PRINT_EVERY == 0:
            smoothed = loss if smoothed is None else 0.95 * smoothed + 0.05 * loss
            print(f"iteration {iteration}: {smoothed:.6f}")
        if useSaved and iteration % SAVE_PARAMS_EVERY == 0:
            save_params(iteration, x)
        if iteration % ANNEAL_EVERY == 0:
            step *= 0.5
    return x


# %% old_x_kept
# style: keeps the old x under a name
def sgd(
    f: Callable[[Any], tuple[float, Any]],
    x0: Any,
    step: float,
    iterations: int,
    postprocessing: Callable[[Any], Any] | None = None,
    useSaved: bool = False,
    PRINT_EVERY: int = 10,
) -> Any:
    x, done = x0, 0
    if useSaved:
        saved, params, state = load_saved_params()
        if saved:
            x, done = params, saved
            step *= 0.5 ** (done // ANNEAL_EVERY)
            random.setstate(state)

    smoothed = None
    for iteration in range(done + 1, iterations + 1):
        old = x
        loss, grad = f(old)
        x = old - step * grad
        if postprocessing:
            x = postprocessing(x)
        if iteration % PRINT_EVERY == 0:
            smoothed = loss if smoothed is None else 0.95 * smoothed + 0.05 * loss
            print(f"iteration {iteration}: {smoothed:.6f}")
        if useSaved and iteration % SAVE_PARAMS_EVERY == 0:
            save_params(iteration, x)
        if iteration % ANNEAL_EVERY == 0:
            step *= 0.5
    return x


# %% one_line_walrus
# style: a walrus in one line
def sgd(
    f: Callable[[Any], tuple[float, Any]],
    x0: Any,
    step: float,
    iterations: int,
    postprocessing: Callable[[Any], Any] | None = None,
    useSaved: bool = False,
    PRINT_EVERY: int = 10,
) -> Any:
    x, done = x0, 0
    if useSaved:
        saved, params, state = load_saved_params()
        if saved:
            x, done = params, saved
            step *= 0.5 ** (done // ANNEAL_EVERY)
            random.setstate(state)

    smoothed = None
    for iteration in range(done + 1, iterations + 1):
        loss = (pair := f(x))[0]
        x = x - step * pair[1]
        if postprocessing:
            x = postprocessing(x)
        if iteration % PRINT_EVERY == 0:
            smoothed = loss if smoothed is None else 0.95 * smoothed + 0.05 * loss
            print(f"iteration {iteration}: {smoothed:.6f}")
        if useSaved and iteration % SAVE_PARAMS_EVERY == 0:
            save_params(iteration, x)
        if iteration % ANNEAL_EVERY == 0:
            step *= 0.5
    return x


# %% plus_minus
# style: x += -step * slope
def sgd(
    f: Callable[[Any], tuple[float, Any]],
    x0: Any,
    step: float,
    iterations: int,
    postprocessing: Callable[[Any], Any] | None = None,
    useSaved: bool = False,
    PRINT_EVERY: int = 10,
) -> Any:
    x, done = x0, 0
    if useSaved:
        saved, params, state = load_saved_params()
        if saved:
            x, done = params, saved
            step *= 0.5 ** (done // ANNEAL_EVERY)
            random.setstate(state)

    smoothed = None
    for iteration in range(done + 1, iterations + 1):
        loss, slope = f(x)
        x = x + (-step) * slope
        if postprocessing:
            x = postprocessing(x)
        if iteration % PRINT_EVERY == 0:
            smoothed = loss if smoothed is None else 0.95 * smoothed + 0.05 * loss
            print(f"iteration {iteration}: {smoothed:.6f}")
        if useSaved and iteration % SAVE_PARAMS_EVERY == 0:
            save_params(iteration, x)
        if iteration % ANNEAL_EVERY == 0:
            step *= 0.5
    return x


# %% post_is_not_none
# style: tests postprocessing with is not None
def sgd(
    f: Callable[[Any], tuple[float, Any]],
    x0: Any,
    step: float,
    iterations: int,
    postprocessing: Callable[[Any], Any] | None = None,
    useSaved: bool = False,
    PRINT_EVERY: int = 10,
) -> Any:
    x, done = x0, 0
    if useSaved:
        saved, params, state = load_saved_params()
        if saved:
            x, done = params, saved
            step *= 0.5 ** (done // ANNEAL_EVERY)
            random.setstate(state)

    smoothed = None
    for iteration in range(done + 1, iterations + 1):
        loss, dx = f(x)
        x = x - step * dx
        if postprocessing is not None:
            x = postprocessing(x)
        if iteration % PRINT_EVERY == 0:
            smoothed = loss if smoothed is None else 0.95 * smoothed + 0.05 * loss
            print(f"iteration {iteration}: {smoothed:.6f}")
        if useSaved and iteration % SAVE_PARAMS_EVERY == 0:
            save_params(iteration, x)
        if iteration % ANNEAL_EVERY == 0:
            step *= 0.5
    return x


# %% recursion_free_generator
# style: star unpacking
def sgd(
    f: Callable[[Any], tuple[float, Any]],
    x0: Any,
    step: float,
    iterations: int,
    postprocessing: Callable[[Any], Any] | None = None,
    useSaved: bool = False,
    PRINT_EVERY: int = 10,
) -> Any:
    x, done = x0, 0
    if useSaved:
        saved, params, state = load_saved_params()
        if saved:
            x, done = params, saved
            step *= 0.5 ** (done // ANNEAL_EVERY)
            random.setstate(state)

    smoothed = None
    for iteration in range(done + 1, iterations + 1):
        loss, *rest = f(x)
        (grad,) = rest
        x = x - step * grad
        if postprocessing:
            x = postprocessing(x)
        if iteration % PRINT_EVERY == 0:
            smoothed = loss if smoothed is None else 0.95 * smoothed + 0.05 * loss
            print(f"iteration {iteration}: {smoothed:.6f}")
        if useSaved and iteration % SAVE_PARAMS_EVERY == 0:
            save_params(iteration, x)
        if iteration % ANNEAL_EVERY == 0:
            step *= 0.5
    return x


# %% result_tuple
# style: keeps the tuple and takes its entries
def sgd(
    f: Callable[[Any], tuple[float, Any]],
    x0: Any,
    step: float,
    iterations: int,
    postprocessing: Callable[[Any], Any] | None = None,
    useSaved: bool = False,
    PRINT_EVERY: int = 10,
) -> Any:
    x, done = x0, 0
    if useSaved:
        saved, params, state = load_saved_params()
        if saved:
            x, done = params, saved
            step *= 0.5 ** (done // ANNEAL_EVERY)
            random.setstate(state)

    smoothed = None
    for iteration in range(done + 1, iterations + 1):
        result = f(x)
        loss = result[0]
        x = x - step * result[1]
        if postprocessing:
            x = postprocessing(x)
        if iteration % PRINT_EVERY == 0:
            smoothed = loss if smoothed is None else 0.95 * smoothed + 0.05 * loss
            print(f"iteration {iteration}: {smoothed:.6f}")
        if useSaved and iteration % SAVE_PARAMS_EVERY == 0:
            save_params(iteration, x)
        if iteration % ANNEAL_EVERY == 0:
            step *= 0.5
    return x


# %% step_from_iteration
# style: the step is computed anew from the iteration number
def sgd(
    f: Callable[[Any], tuple[float, Any]],
    x0: Any,
    step: float,
    iterations: int,
    postprocessing: Callable[[Any], Any] | None = None,
    useSaved: bool = False,
    PRINT_EVERY: int = 10,
) -> Any:
    x, done = x0, 0
    first_step = step
    if useSaved:
        saved, params, state = load_saved_params()
        if saved:
            x, done = params, saved
            random.setstate(state)

    smoothed = None
    for iteration in range(done + 1, iterations + 1):
        step = first_step * 0.5 ** ((iteration - 1) // ANNEAL_EVERY)
        loss, grad = f(x)
        x = x - step * grad
        if postprocessing:
            x = postprocessing(x)
        if iteration % PRINT_EVERY == 0:
            smoothed = loss if smoothed is None else 0.95 * smoothed + 0.05 * loss
            print(f"iteration {iteration}: {smoothed:.6f}")
        if useSaved and iteration % SAVE_PARAMS_EVERY == 0:
            save_params(iteration, x)
    return x


# %% two_lines
# style: the two lines
def sgd(
    f: Callable[[Any], tuple[float, Any]],
    x0: Any,
    step: float,
    iterations: int,
    postprocessing: Callable[[Any], Any] | None = None,
    useSaved: bool = False,
    PRINT_EVERY: int = 10,
) -> Any:
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
        if iteration % ANNEAL_EVERY == 0:
            step *= 0.5
    return x


# %% typed_with_comments
# style: types and comments
def sgd(
    f: Callable[[Any], tuple[float, Any]],
    x0: Any,
    step: float,
    iterations: int,
    postprocessing: Callable[[Any], Any] | None = None,
    useSaved: bool = False,
    PRINT_EVERY: int = 10,
) -> Any:
    x, done = x0, 0
    if useSaved:
        saved, params, state = load_saved_params()
        if saved:
            x, done = params, saved
            step *= 0.5 ** (done // ANNEAL_EVERY)
            random.setstate(state)

    smoothed = None
    for iteration in range(done + 1, iterations + 1):
        # 1. evaluate f once
        loss: float
        loss, grad = f(x)
        # 2. against the gradient, which has the shape of x
        change: Any = step * grad
        x = x - change
        if postprocessing:
            x = postprocessing(x)
        if iteration % PRINT_EVERY == 0:
            smoothed = loss if smoothed is None else 0.95 * smoothed + 0.05 * loss
            print(f"iteration {iteration}: {smoothed:.6f}")
        if useSaved and iteration % SAVE_PARAMS_EVERY == 0:
            save_params(iteration, x)
        if iteration % ANNEAL_EVERY == 0:
            step *= 0.5
    return x


# %% while_loop
# style: rewrites the for loop as a while loop
def sgd(
    f: Callable[[Any], tuple[float, Any]],
    x0: Any,
    step: float,
    iterations: int,
    postprocessing: Callable[[Any], Any] | None = None,
    useSaved: bool = False,
    PRINT_EVERY: int = 10,
) -> Any:
    x, done = x0, 0
    if useSaved:
        saved, params, state = load_saved_params()
        if saved:
            x, done = params, saved
            step *= 0.5 ** (done // ANNEAL_EVERY)
            random.setstate(state)

    smoothed = None
    iteration = done
    while iteration < iterations:
        iteration += 1
        loss, grad = f(x)
        x = x - step * grad
        if postprocessing:
            x = postprocessing(x)
        if iteration % PRINT_EVERY == 0:
            smoothed = loss if smoothed is None else 0.95 * smoothed + 0.05 * loss
            print(f"iteration {iteration}: {smoothed:.6f}")
        if useSaved and iteration % SAVE_PARAMS_EVERY == 0:
            save_params(iteration, x)
        if iteration % ANNEAL_EVERY == 0:
            step *= 0.5
    return x
