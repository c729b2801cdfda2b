# %% anneal_by_ten
# mistake: divides the step by ten
# parts: annealing
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
            step *= 0.1
    return x


# %% anneals_before_update
# mistake: anneals before the update, one iteration too early
# parts: annealing
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
        if iteration % ANNEAL_EVERY == 0:
            step *= 0.5
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


# %% anneals_by_subtraction
# mistake: subtracts 0.5 instead of multiplying by 0.5
# parts: annealing
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
            step -= 0.5
    return x


# %% anneals_every_iteration
# mistake: halves the step in every iteration
# parts: steps
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
        step *= 0.5
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


# %% anneals_twice
# mistake: anneals in the student's lines as well as below
# parts: annealing
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
        if iteration % ANNEAL_EVERY == 0:
            step /= 2
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


# %% anneals_when_saving
# mistake: anneals every 5,000 iterations, together with the saving
# parts: annealing
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
        if iteration % SAVE_PARAMS_EVERY == 0:
            if useSaved:
                save_params(iteration, x)
            step *= 0.5
    return x


# %% ascent
# mistake: x + step * grad: climbs
# parts: steps
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
        x = x + step * grad
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


# %% ascent_in_place
# mistake: += for -=
# parts: steps
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
        x += step * gradient
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


# %% calls_postprocessing_always
# mistake: calls postprocessing without looking whether there is one
# parts: all (raises)
# raises: for some inputs (shapes) only
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
        x = postprocessing(x - step * grad)
        if iteration % PRINT_EVERY == 0:
            smoothed = loss if smoothed is None else 0.95 * smoothed + 0.05 * loss
            print(f"iteration {iteration}: {smoothed:.6f}")
        if useSaved and iteration % SAVE_PARAMS_EVERY == 0:
            save_params(iteration, x)
        if iteration % ANNEAL_EVERY == 0:
            step *= 0.5
    return x


# %% compares
# mistake: == for =
# parts: steps
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
        x == x - step * grad
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


# %% counts_from_zero
# mistake: range(done, iterations): right number of iterations, but numbered from 0, so that the step is halved after the first one
# parts: steps, printing
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
    for iteration in range(done, iterations):
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


# %% divided_by_step
# mistake: divides by the step
# parts: steps
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
        x = x - grad / step
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


# %% dot_product
# mistake: step @ grad instead of step * grad
# parts: all (raises)
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
        x = x - step @ grad
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


# %% doubles_step
# mistake: divides by 0.5: the step doubles
# parts: annealing
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
            step = step / 0.5
    return x


# %% equals_minus
# mistake: x =- step * grad: a minus on the wrong side of the equals sign
# parts: steps
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
        x =- step * grad
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


# %% evaluated_at_x0
# mistake: evaluates f at x0 every time
# parts: steps
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
        loss, grad = f(x0)
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


# %% evaluates_once_before_loop
# mistake: evaluates f once, before the loop
# parts: steps, printing
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
    loss, grad = f(x)
    for iteration in range(done + 1, iterations + 1):
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


# %% expression_without_assignment
# mistake: the difference is computed and thrown away
# parts: steps
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
        x - step * grad
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


# %% f_called_twice
# mistake: calls f twice, once for the loss and once for the gradient
# parts: steps, printing
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
        loss = f(x)[0]
        x = x - step * f(x)[1]
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


# %% f_not_called
# mistake: f without its argument
# parts: all (raises)
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
        loss, grad = f()
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


# %% gradient_transposed
# mistake: transposes the gradient
# parts: all (raises)
# raises: for some inputs (shapes) only
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
        x = x - step * np.transpose(grad)
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


# %% halved_gradient
# mistake: an extra factor one half
# parts: steps
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
        x = x - 0.5 * step * grad
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


# %% loss_after_update
# mistake: calls f again after the update, for the loss
# parts: steps, printing
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
        loss, _ = f(x)
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


# %% loss_other_name
# mistake: the loss gets another name, so the print below fails
# parts: all (raises)
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
        cost, grad = f(x)
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


# %% loss_scaled_by_step
# mistake: takes the step out of the loss as well: prints step times the loss
# parts: printing
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
        loss *= step
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


# %% mean_gradient
# mistake: averages the gradient over all entries
# parts: steps
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
        x = x - step * np.mean(grad)
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


# %% momentum
# mistake: adds a momentum term
# parts: steps
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
        if iteration == done + 1:
            velocity = 0
        velocity = 0.9 * velocity + step * grad
        x = x - velocity
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


# %% never_anneals
# mistake: the annealing was deleted
# parts: annealing
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
    return x


# %% no_step
# mistake: the step size is missing
# parts: steps
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
        x = x - grad
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


# %% normalised_gradient
# mistake: divides the gradient by its length
# parts: steps
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
        x = x - step * grad / (np.linalg.norm(grad) + 1e-12)
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


# %% not_implemented_left
# mistake: the raise was left in, below the two lines
# parts: all (raises)
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
        raise NotImplementedError()
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


# %% one_iteration_too_few
# mistake: range(done + 1, iterations): one iteration too few
# parts: steps
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
    loss = 0.0
    for iteration in range(done + 1, iterations):
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


# %% one_iteration_too_many
# mistake: range(done, iterations + 1): one iteration too many, and the counter starts at 0
# parts: steps, printing
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
    for iteration in range(done, iterations + 1):
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


# %% postprocesses_gradient
# mistake: postprocessing is applied to the gradient
# parts: postprocessing
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
        if postprocessing:
            grad = postprocessing(grad)
        x = x - step * grad
        if iteration % PRINT_EVERY == 0:
            smoothed = loss if smoothed is None else 0.95 * smoothed + 0.05 * loss
            print(f"iteration {iteration}: {smoothed:.6f}")
        if useSaved and iteration % SAVE_PARAMS_EVERY == 0:
            save_params(iteration, x)
        if iteration % ANNEAL_EVERY == 0:
            step *= 0.5
    return x


# %% postprocessing_after_saving
# mistake: postprocessing comes last in the iteration, so x is saved without it
# parts: saving
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
        if iteration % PRINT_EVERY == 0:
            smoothed = loss if smoothed is None else 0.95 * smoothed + 0.05 * loss
            print(f"iteration {iteration}: {smoothed:.6f}")
        if useSaved and iteration % SAVE_PARAMS_EVERY == 0:
            save_params(iteration, x)
        if iteration % ANNEAL_EVERY == 0:
            step *= 0.5
        if postprocessing:
            x = postprocessing(x)
    return x


# %% postprocessing_before_update
# mistake: postprocessing is applied before the update
# parts: postprocessing
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
        if postprocessing:
            x = postprocessing(x)
        loss, grad = f(x)
        x = x - step * grad
        if iteration % PRINT_EVERY == 0:
            smoothed = loss if smoothed is None else 0.95 * smoothed + 0.05 * loss
            print(f"iteration {iteration}: {smoothed:.6f}")
        if useSaved and iteration % SAVE_PARAMS_EVERY == 0:
            save_params(iteration, x)
        if iteration % ANNEAL_EVERY == 0:
            step *= 0.5
    return x


# %% postprocessing_forgotten
# mistake: postprocessing was deleted
# parts: postprocessing
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
        if iteration % PRINT_EVERY == 0:
            smoothed = loss if smoothed is None else 0.95 * smoothed + 0.05 * loss
            print(f"iteration {iteration}: {smoothed:.6f}")
        if useSaved and iteration % SAVE_PARAMS_EVERY == 0:
            save_params(iteration, x)
        if iteration % ANNEAL_EVERY == 0:
            step *= 0.5
    return x


# %% postprocessing_only_at_end
# mistake: postprocessing once, after the loop
# parts: postprocessing
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
        if iteration % PRINT_EVERY == 0:
            smoothed = loss if smoothed is None else 0.95 * smoothed + 0.05 * loss
            print(f"iteration {iteration}: {smoothed:.6f}")
        if useSaved and iteration % SAVE_PARAMS_EVERY == 0:
            save_params(iteration, x)
        if iteration % ANNEAL_EVERY == 0:
            step *= 0.5
    if postprocessing:
        x = postprocessing(x)
    return x


# %% postprocessing_result_lost
# mistake: postprocessing is called but its result thrown away
# parts: postprocessing
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
            postprocessing(x)
        if iteration % PRINT_EVERY == 0:
            smoothed = loss if smoothed is None else 0.95 * smoothed + 0.05 * loss
            print(f"iteration {iteration}: {smoothed:.6f}")
        if useSaved and iteration % SAVE_PARAMS_EVERY == 0:
            save_params(iteration, x)
        if iteration % ANNEAL_EVERY == 0:
            step *= 0.5
    return x


# %% postprocessing_twice
# mistake: postprocessing is applied a second time, in the student's own lines
# parts: postprocessing
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


# %% prints_raw_loss
# mistake: prints the raw loss, not smoothed
# parts: printing
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
            print(f"iteration {iteration}: {loss:.6f}")
        if useSaved and iteration % SAVE_PARAMS_EVERY == 0:
            save_params(iteration, x)
        if iteration % ANNEAL_EVERY == 0:
            step *= 0.5
    return x


# %% random_state_forgotten
# mistake: does not restore the state of the random numbers
# parts: resuming
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


# %% resume_full_step
# mistake: after resuming the step is not annealed
# parts: resuming
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


# %% resume_ignores_saved_x
# mistake: sets x back to x0 before the loop, after resuming
# parts: resuming
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

    x = x0
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


# %% resumes_from_zero
# mistake: loads x but starts counting at 1 again
# parts: resuming
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
            x = params
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


# %% return_in_loop
# mistake: return indented into the loop: one iteration
# parts: steps
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


# %% returns_best
# mistake: returns the place with the smallest loss in place of the last one
# parts: return
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
        if iteration == done + 1 or loss < best_loss:
            best_loss, best = loss, x
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
    return best


# %% returns_loss
# mistake: returns the last loss
# parts: return
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
    return loss


# %% returns_none
# mistake: forgets the return
# parts: return
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


# %% returns_x0
# mistake: returns x0
# parts: return
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
    return x0


# %% reversed_difference
# mistake: step * grad - x: the difference the wrong way round
# parts: steps
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
        x = step * grad - x
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


# %% save_arguments_swapped
# mistake: save_params with its arguments in the wrong order
# parts: saving
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
            save_params(x, iteration)
        if iteration % ANNEAL_EVERY == 0:
            step *= 0.5
    return x


# %% saves_always
# mistake: saves also when useSaved is False
# parts: saving
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
        if iteration % SAVE_PARAMS_EVERY == 0:
            save_params(iteration, x)
        if iteration % ANNEAL_EVERY == 0:
            step *= 0.5
    return x


# %% saves_before_update
# mistake: saves x before the update
# parts: saving
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
        if useSaved and iteration % SAVE_PARAMS_EVERY == 0:
            save_params(iteration, x)
        loss, grad = f(x)
        x = x - step * grad
        if postprocessing:
            x = postprocessing(x)
        if iteration % PRINT_EVERY == 0:
            smoothed = loss if smoothed is None else 0.95 * smoothed + 0.05 * loss
            print(f"iteration {iteration}: {smoothed:.6f}")
        if iteration % ANNEAL_EVERY == 0:
            step *= 0.5
    return x


# %% saves_x0
# mistake: saves x0 in place of x
# parts: saving
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
            save_params(iteration, x0)
        if iteration % ANNEAL_EVERY == 0:
            step *= 0.5
    return x


# %% sign_of_gradient
# mistake: only the sign of the gradient is used
# parts: steps
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
        x = x - step * np.sign(grad)
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


# %% smoothing_weights_swapped
# mistake: 0.05 times the old value plus 0.95 times the new loss
# parts: printing
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
            smoothed = loss if smoothed is None else 0.05 * smoothed + 0.95 * loss
            print(f"iteration {iteration}: {smoothed:.6f}")
        if useSaved and iteration % SAVE_PARAMS_EVERY == 0:
            save_params(iteration, x)
        if iteration % ANNEAL_EVERY == 0:
            step *= 0.5
    return x


# %% step_squared_by_iteration
# mistake: divides by the iteration number
# parts: steps
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
        x = x - step / iteration * grad
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


# %% step_swallowed
# mistake: multiplies x by 1 - step: the rule for one particular f
# parts: steps
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
        x = x * (1 - step)
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


# %% stops_early
# mistake: stops as soon as the loss grows
# parts: steps, printing
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
        if iteration > done + 1:
            before = loss
        else:
            before = float("inf")
        loss, grad = f(x)
        if loss > before:
            break
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


# %% subtracts_loss
# mistake: subtracts step times the loss
# parts: steps
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
        x = x - step * loss
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


# %% tuple_not_unpacked
# mistake: does not unpack what f returns
# parts: all (raises)
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
        grad = f(x)
        loss = grad
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


# %% two_anneal_and_save
# mistake: annealing deleted, and saved before the update
# parts: annealing, saving
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
        if useSaved and iteration % SAVE_PARAMS_EVERY == 0:
            save_params(iteration, x)
        loss, grad = f(x)
        x = x - step * grad
        if postprocessing:
            x = postprocessing(x)
        if iteration % PRINT_EVERY == 0:
            smoothed = loss if smoothed is None else 0.95 * smoothed + 0.05 * loss
            print(f"iteration {iteration}: {smoothed:.6f}")
    return x


# %% two_ascent_and_twice
# mistake: f called twice, and the sign wrong
# parts: steps, printing
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
        loss = f(x)[0]
        grad = f(x)[1]
        x += step * grad
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


# %% two_ascent_no_post
# mistake: climbs, and the postprocessing was deleted
# parts: steps
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
        x = x + step * grad
        if iteration % PRINT_EVERY == 0:
            smoothed = loss if smoothed is None else 0.95 * smoothed + 0.05 * loss
            print(f"iteration {iteration}: {smoothed:.6f}")
        if useSaved and iteration % SAVE_PARAMS_EVERY == 0:
            save_params(iteration, x)
        if iteration % ANNEAL_EVERY == 0:
            step *= 0.5
    return x


# %% two_never_anneals_resumes_at_start
# mistake: annealing deleted, and done is not set when resuming
# parts: annealing, resuming
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
            x = params
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
    return x


# %% two_no_step_and_ascent
# mistake: climbs, by the whole gradient
# parts: steps
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
        x = x + grad
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


# %% two_no_step_x0
# mistake: no step size, and f evaluated at x0
# parts: steps
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
        loss, grad = f(x0)
        x = x - grad
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


# %% two_post_and_return
# mistake: postprocessing deleted, and x0 returned
# parts: postprocessing, return
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
        if iteration % PRINT_EVERY == 0:
            smoothed = loss if smoothed is None else 0.95 * smoothed + 0.05 * loss
            print(f"iteration {iteration}: {smoothed:.6f}")
        if useSaved and iteration % SAVE_PARAMS_EVERY == 0:
            save_params(iteration, x)
        if iteration % ANNEAL_EVERY == 0:
            step *= 0.5
    return x0


# %% two_post_on_gradient_and_none
# mistake: postprocesses the gradient instead of x, and returns nothing
# parts: postprocessing, return
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
        if postprocessing:
            grad = postprocessing(grad)
        x = x - step * grad
        if iteration % PRINT_EVERY == 0:
            smoothed = loss if smoothed is None else 0.95 * smoothed + 0.05 * loss
            print(f"iteration {iteration}: {smoothed:.6f}")
        if useSaved and iteration % SAVE_PARAMS_EVERY == 0:
            save_params(iteration, x)
        if iteration % ANNEAL_EVERY == 0:
            step *= 0.5


# %% two_random_state_and_step
# mistake: resumes without the random numbers' state and with the full step
# parts: resuming
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
        done, x, _ = load_saved_params()
        if not done:
            x, done = x0, 0

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


# %% two_raw_loss_and_subtracted_annealing
# mistake: prints the raw loss, and anneals by subtraction
# parts: printing, annealing
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
            print(f"iteration {iteration}: {loss:.6f}")
        if useSaved and iteration % SAVE_PARAMS_EVERY == 0:
            save_params(iteration, x)
        if iteration % ANNEAL_EVERY == 0:
            step = step - step * 0.25
    return x


# %% two_saved_x0_full_step
# mistake: saves x0, and does not anneal the step when resuming
# parts: saving, resuming
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
            save_params(iteration, x0)
        if iteration % ANNEAL_EVERY == 0:
            step *= 0.5
    return x


# %% two_saves_always_anneals_twice
# mistake: saves without being asked, and anneals once more
# parts: saving, annealing
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
        if iteration % SAVE_PARAMS_EVERY == 0:
            save_params(iteration, x)
        if iteration % ANNEAL_EVERY == 0:
            step *= 0.5
        if iteration % ANNEAL_EVERY == 0:
            step *= 0.5
    return x


# %% two_smoothing_and_return
# mistake: smoothing weights exchanged, and the loss returned with x
# parts: printing, return
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
            smoothed = loss if smoothed is None else 0.95 * loss + 0.05 * smoothed
            print(f"iteration {iteration}: {smoothed:.6f}")
        if useSaved and iteration % SAVE_PARAMS_EVERY == 0:
            save_params(iteration, x)
        if iteration % ANNEAL_EVERY == 0:
            step *= 0.5
    return x, loss


# %% two_x0_and_sign
# mistake: evaluates at x0 and goes up
# parts: steps
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
        loss, grad = f(x0)
        x = x0 + step * grad
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


# %% underscore_gradient
# mistake: throws the gradient away and then uses it
# parts: all (raises)
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
        loss, _ = f(x)
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


# %% unpacked_reversed
# mistake: takes the gradient first: grad, loss = f(x) (printing an array raises; with a number all goes on, wrongly)
# parts: all (raises)
# raises: for some inputs (shapes) only
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
        grad, loss = f(x)
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


# %% updates_from_x0
# mistake: every update starts from x0
# parts: steps
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
        x = x0 - step * grad
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


# %% whole_loop_inside
# mistake: puts a loop over the iterations inside the given loop
# parts: steps, printing
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
        for _ in range(3):
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


# %% x_not_kept
# mistake: the new place has another name, and x stays
# parts: steps
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
        x_new = x - step * grad
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


# %% x_reset_in_loop
# mistake: x = x0 at the start of each iteration
# parts: steps
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
        x = x0
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
