"""The microscope for `sgd`: where it goes on any function, iteration by iteration, up or down."""

from collections.abc import Callable
from typing import Any

import numpy as np

from word2vec_lab.check.by_notebook.sgd.cases import arguments_of
from word2vec_lab.check.judging.arrays import as_array
from word2vec_lab.check.judging.calling import call, remarks
from word2vec_lab.check.judging.earlier import noticing
from word2vec_lab.check.score import Finding
from word2vec_lab.expecting import expecting
from word2vec_lab.figures.view import View

FIRST, LAST = 5, 2


@expecting("your sgd, a function that gives a value and a slope, and three numbers: x0, step, iterations")
@noticing
def trace(function: Any, f: Callable[[Any], Any], x0: float, step: float, iterations: int) -> View:
    """Run the student's `sgd` on a function of one number; show the first iterations, the last, and the end.

    Whatever the function does, the result is a `View`; nothing is raised.
    """
    title = f"{iterations:,} iterations from x = {x0:g} with step {step:g}"
    seen: list[tuple[float, float, float]] = []

    def watched(x: Any) -> Any:
        answer = f(x)
        seen.append((float(x), float(answer[0]), float(answer[1])))
        return answer

    # A NumPy number grows to infinity as the word vectors would; Python's own would raise an OverflowError.
    with np.errstate(all="ignore"):
        called = call(function, *arguments_of(watched, np.float64(x0), step, iterations))
    if called.finding:
        return View(title, (called.finding, *remarks([called])))
    end = as_array(called.value)
    if end is None or end.size != 1 or not seen:
        asks = "What does your function return, and does it call f?"
        return View(title, (Finding("wrong", "nothing-to-see", "There is no journey to show", asks=asks),))
    return View(title, (_journey(seen), _end(seen, float(end.reshape(())))))


def _journey(seen: list[tuple[float, float, float]]) -> Finding:
    rows = [f"{'iteration':>9} {'x':>14} {'f(x)':>14} {'slope':>14}"]
    for k, (x, loss, slope) in enumerate(seen, start=1):
        if k <= FIRST or k > len(seen) - LAST:
            # Adding 0 takes the sign from a negative zero.
            rows.append(f"{k:>9,} {x + 0:>14.6g} {loss + 0:>14.6g} {slope + 0:>14.6g}")
        elif k == FIRST + 1:
            rows.append(f"{'…':>9}")
    return Finding("advice", "journey", "The journey", example="\n".join(rows))


def _end(seen: list[tuple[float, float, float]], end: float) -> Finding:
    first, last = seen[0][1], seen[-1][1]
    if not np.isfinite([end, last]).all():
        said = "it left the range of numbers"
    elif last > first:
        said = "it went up"
    elif last == first:
        said = "it did not move" if len({x for x, _, _ in seen}) == 1 else "it ended no lower than it began"
    else:
        said = "it went down"
    return Finding("advice", "end", f"It ends at x = {end:.6g}: {said}")
