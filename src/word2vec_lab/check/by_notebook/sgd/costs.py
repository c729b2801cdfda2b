"""What an `sgd` with the right update can still lose points for in a short run."""

from typing import Any

from word2vec_lab.check.by_notebook.sgd.cases import Journey, near
from word2vec_lab.check.judging.arrays import as_array, show
from word2vec_lab.check.score import Finding

Cost = tuple[float, Finding]
"""The points that are taken, and the finding that says why."""


def in_words(points: float) -> str:
    """What is said of a cost at the end of its finding."""
    return "It costs half a point." if points == 0.5 else f"It costs {points:g} point."


def costs_of_calls(journeys: list[Journey]) -> list[Cost]:
    """There must be one call of f for each iteration."""
    off = next((j for j in journeys if len(j.points) != j.iterations), None)
    if off is None:
        return []
    calls, iterations = len(off.points), off.iterations
    points = 1.0 if calls >= 2 * iterations - 1 else 0.5
    says = (
        "When f draws a new minibatch each time, loss and gradient then belong to different words, and training "
        "takes twice as long."
        if points == 1
        else "Each iteration evaluates f once, before it moves."
    )
    return [
        (
            points,
            Finding(
                "wrong",
                "calls-of-f",
                f"f is called {calls} times in {iterations} iterations",
                f"{says} {in_words(points)}",
                "f returns two values at once. Where do you call it?",
            ),
        )
    ]


def costs_of_return(journeys: list[Journey]) -> list[Cost]:
    """What comes back must be where the last move ended."""
    for journey in journeys:
        last = journey.stops[-1]
        extra = len(journey.stops) > journey.iterations
        end = journey.end
        fits = end is not None and (
            near(end, last.point) if extra else any(near((last.point - end) / journey.step, g) for g in last.gradients)
        )
        if not fits:
            value = journey.called.value
            name, what = _what_came_back(value, journey)
            asks = "Which variable holds the point after the last iteration?"
            finding = Finding(
                "wrong", name, f"What is returned is {what}", in_words(1), asks, f"returned: {show(value)}"
            )
            return [(1.0, finding)]
    return []


def _what_came_back(value: Any, journey: Journey) -> tuple[str, str]:
    last = journey.stops[-1]
    array = as_array(value)
    if value is None:
        return "returns-nothing", "None"
    if isinstance(value, (tuple, list)):
        return "returns-more", f"{len(value)} values, not x alone"
    if array is None:
        return "returns-something-else", type(value).__name__
    if array.size == 1 and any(near(array, loss) for loss in journey.losses):
        return "returns-loss", "a loss, not x"
    if array.shape == journey.start.shape and near(array, journey.start):
        return "returns-start", "the starting point"
    if array.shape == journey.start.shape and near(array, last.point):
        return "returns-last-but-one", "the point before the last step"
    if array.shape == journey.start.shape and any(near(array, g) for g in last.gradients):
        return "returns-gradient", "a gradient, not x"
    return "returns-something-else", "not the point after the last iteration"


def costs_of_postprocessing(journey: Journey, returns_x: bool) -> list[Cost]:
    """What `postprocessing` returns must be where the next iteration begins; `returns_x`: and what is returned."""
    name, title, asks = _processed(journey, returns_x)
    if not name:
        return []
    says = f"The check's postprocessing takes x to 0.8 x + 0.3, so that it matters when and how often. {in_words(1)}"
    return [(1.0, Finding("wrong", name, title, says, asks))]


def _processed(journey: Journey, returns_x: bool) -> tuple[str, str, str]:
    """The slug, title and question of what is wrong with the use of `postprocessing`; empty if nothing is."""
    after = "What should f see in the next iteration: x before or after postprocessing?"
    if not journey.processed:
        return "postprocessing-ignored", "postprocessing is never called", "What is the argument for?"
    stops, processed = journey.stops, journey.processed
    given, made = [one for one, _ in processed], [other for _, other in processed]
    order = "postprocessing comes before the update"
    if near(given[0], journey.start):
        return "postprocessing-first", order, "In which order do evaluating, moving and postprocessing come?"
    if any(near(given[0], g) for g in stops[0].gradients):
        return "postprocessing-of-the-gradient", "postprocessing is given the gradient", "What should it work on?"
    if len(stops) > 2 and near(stops[1].point, given[0]) and near(stops[2].point, made[0]):
        stops = stops[::2]  # f was called between update and postprocessing, too: that has its own cost
    if len(stops) > 1 and near(stops[1].point, given[0]):
        return "postprocessing-lost", "What postprocessing returns is thrown away", after
    laps = len(stops) - (len(stops) > journey.iterations)
    if len(processed) != laps:
        title = f"postprocessing is called {len(processed)} times in {laps} iterations"
        return "postprocessing-count", title, "How often, and inside the loop or after it?"
    onward = [stop.point for stop in stops[1:]]
    if returns_x and journey.end is not None:
        onward.append(journey.end)
    moved = all(
        any(near((s.point - x) / journey.step, g) for g in s.gradients) for s, x in zip(stops, given, strict=False)
    )
    if moved and all(near(x, y) for x, y in zip(onward, made, strict=False)):
        return "", "", ""
    return "postprocessing-misplaced", "postprocessing is not what happens right after the update", after
