"""What is said of slopes and sigmoids whose numbers no known mistake gives: what they are on each side, and made of."""

from collections.abc import Callable, Sequence

import numpy as np

from word2vec_lab.check.by_notebook.activations.cases import Points, leaky_relu, probability, slopes
from word2vec_lab.check.judging.composing import Change, Factor, namer
from word2vec_lab.check.judging.locating import made_of, where
from word2vec_lab.check.judging.mistakes import NAMING_TOLERANCE, Measured, Namer
from word2vec_lab.check.score import Finding
from word2vec_lab.measure.numeric import agree


def of_two_slopes() -> list[Namer[Points]]:
    """Of the slope of the leaky ReLU: what stands on the left, and what on the right."""
    sketch = "Sketch f for α = 0.5. How steep is each of its straight pieces?"
    values: list[tuple[str, Callable[[Points], np.ndarray]]] = [
        ("0", lambda at: 0 * at.x),
        ("1", lambda at: 0 * at.x + 1),
        ("−1", lambda at: 0 * at.x - 1),
        ("2", lambda at: 0 * at.x + 2),
        ("½", lambda at: 0 * at.x + 0.5),
        ("α", lambda at: at.alpha),
        ("−α", lambda at: -at.alpha),
        ("1 − α", lambda at: 1 - at.alpha),
        ("α − 1", lambda at: at.alpha - 1),
        ("1 + α", lambda at: 1 + at.alpha),
        ("(1 + α)/2", lambda at: (1 + at.alpha) / 2),
        ("1/α", lambda at: 1 / at.alpha),
        ("2α", lambda at: 2 * at.alpha),
        ("α²", lambda at: at.alpha**2),
        ("√α", lambda at: np.sqrt(at.alpha)),
        ("x", lambda at: at.x),
        ("−x", lambda at: -at.x),
        ("αx", lambda at: at.alpha * at.x),
        ("−αx", lambda at: -at.alpha * at.x),
        ("x/α", lambda at: at.x / at.alpha),
        ("x + α", lambda at: at.x + at.alpha),
        ("x − α", lambda at: at.x - at.alpha),
        ("1/x", lambda at: 1 / at.x),
        ("x²", lambda at: at.x**2),
        ("the larger of αx and x", lambda at: np.maximum(at.alpha * at.x, at.x)),
    ]

    def side(name: str, sign: int) -> list[Change[Points]]:
        def there(at: Points) -> np.ndarray:
            return (sign * at.x > 0) * 1.0

        right = Change[Points]("", "", "", lambda at: there(at) * slopes(leaky_relu, at), 0)
        return [right] + [
            Change(f"{name}-slope", f"for {name} x it is {text}", sketch, lambda at, of=of: there(at) * of(at))  # type: ignore[misc]
            for text, of in values
        ]

    def sides(at: Points) -> dict[str, np.ndarray]:
        near = np.abs(at.x) < at.alpha
        return {
            "the places with negative x": at.x < 0,
            "the places with positive x": at.x > 0,
            "the places nearer to 0 than α": near,
            "the places within 1 of 0": np.abs(at.x) < 1,
            "the places with x between 0 and α": near & (at.x > 0),
            "the places with x between −α and 0": near & (at.x < 0),
        }

    return [namer([side("negative", -1), side("positive", 1)]), where(sides)]


def of_slope_of_sigmoid(x: np.ndarray) -> list[Namer[np.ndarray]]:
    """Of the slope of the sigmoid at the places x: what it is made of, and which of a slope's properties it lacks."""

    def powers(s: np.ndarray) -> dict[str, np.ndarray]:
        return {
            "1": np.ones(len(s)),
            "s": s,
            "s²": s * s,
            "s³": s**3,
            "1/s": 1 / s,
            "√s": np.sqrt(s),
            "log s": np.log(s),
        }

    ends = "Far to the left s is 0 and far to the right it is 1. The curve is level there: is yours zero at both?"

    def lacking(measured: Sequence[Measured[np.ndarray]], theirs: Sequence[np.ndarray]) -> Finding | None:
        given = theirs[0]
        middle, right, left = given[0], given[1], given[2]
        for wrong, title in [
            (given.min() < -NAMING_TOLERANCE, "The slope is negative at some places"),
            (given.max() > 0.25 + NAMING_TOLERANCE, "The slope is steeper than the curve ever is"),
            (abs(right - left) > NAMING_TOLERANCE, "The slopes at x = 1 and x = −1 differ"),
            (abs(middle - 0.25) > NAMING_TOLERANCE, "The slope at x = 0 is not a quarter"),
        ]:
            if wrong:
                asks = "Draw the sigmoid. How steep is it at 0, at 1 and at −1, and where is it steepest?"
                return Finding("wrong", "no-slope-of-a-sigmoid", title, "", asks)
        return None

    return [made_of(powers, "It is", ends), lacking]


def of_sigmoid() -> list[Namer[np.ndarray]]:
    """Of a sigmoid: another curve, made of the same pieces, or the property of a sigmoid that it lacks."""
    ask = "Write down the formula, and then in which order Python does what you typed."
    curves: list[tuple[str, str, Callable[[np.ndarray], np.ndarray]]] = [
        ("base", "the base is 2, not e", lambda x: 1 / (1 + 2.0**-x)),
        ("base", "the base is 10, not e", lambda x: 1 / (1 + 10.0**-x)),
        ("steeper", "x is doubled", lambda x: probability(2 * x)),
        ("flatter", "x is halved", lambda x: probability(x / 2)),
        ("squared-x", "x is squared", lambda x: probability(x * x)),
        ("squared-x", "x is squared, with a minus", lambda x: probability(-x * x)),
        ("absolute", "x has lost its sign", lambda x: probability(np.abs(x))),
        ("absolute", "x is always taken as negative", lambda x: probability(-np.abs(x))),
        ("minus-for-plus", "the exponential is taken away from 1, not added", lambda x: -1 / np.expm1(-x)),
        ("minus-for-plus", "exp(x) is taken away from 1, where exp(−x) should be added", lambda x: -1 / np.expm1(x)),
        ("minus-for-plus", "exp(x) is divided by 1 − exp(x)", lambda x: -np.exp(x) / np.expm1(x)),
        ("one-missing", "in the denominator stands the exponential alone", lambda x: np.exp(x) / np.exp(-x)),
        ("brackets", "it is one over 1, and then the exponential", lambda x: 1 + np.exp(-x)),
        ("brackets", "it is one over 1, and then the exponential of x", lambda x: 1 + np.exp(x)),
        ("brackets", "it is the exponential, divided by 1, and then once more", lambda x: np.exp(x) + np.exp(x)),
        ("brackets", "it is the exponential over 1, plus 1", lambda x: np.exp(-x) + np.exp(-x)),
        ("squared", "it is squared, or its denominator is", lambda x: probability(x) ** 2),
        ("applied-twice", "the sigmoid is taken of a sigmoid", lambda x: probability(probability(x))),
        ("other-curve", "it is x/(1 + |x|)", lambda x: x / (1 + np.abs(x))),
        ("other-curve", "it is a straight line, cut off at 0 and 1", lambda x: np.clip(0.25 * x + 0.5, 0, 1)),
        ("other-curve", "it is a straight line, cut off at 0 and 1", lambda x: np.clip(0.2 * x + 0.5, 0, 1)),
        ("other-curve", "it is x, cut off at 0 and 1", lambda x: np.clip(x, 0, 1)),
        ("other-curve", "it is a ReLU", lambda x: np.maximum(x, 0)),
        ("other-curve", "it is an arc tangent", lambda x: np.arctan(x) / np.pi + 0.5),
        ("other-curve", "it is an arc tangent", np.arctan),
        ("other-curve", "it is the softplus, the logarithm of 1 + exp(x)", lambda x: np.logaddexp(0, x)),
        ("other-curve", "it is a bell, exp(−x²)", lambda x: np.exp(-x * x)),
        ("log-sigmoid", "it is the loss −log σ", lambda x: np.logaddexp(0, -x)),
        ("log-sigmoid", "it is the logarithm of the odds", lambda x: np.log(1 + np.exp(x)) - np.log(1 + np.exp(-x))),
        ("rounded", "it is rounded to whole numbers", lambda x: np.round(probability(x))),
        ("x-itself", "it is x, unchanged", lambda x: x),
        ("power", "a power of x is taken where an exponential is meant", lambda x: np.abs(x) / (np.abs(x) + 1)),
    ]  # fmt: skip
    factors = [
        Factor[np.ndarray]("minus", "with a minus", "Between which two values does a sigmoid run?", lambda x: -1.0),
        Factor[np.ndarray]("scaled", "doubled", "Between which two values does a sigmoid run?", lambda x: 2.0),
        Factor[np.ndarray]("scaled", "halved", "Between which two values does a sigmoid run?", lambda x: 0.5),
    ]

    def pieces(x: np.ndarray) -> dict[str, np.ndarray]:
        return {"the sigmoid": probability(x), "1": np.ones_like(x), "x": x, "exp(x)": np.exp(x), "exp(−x)": np.exp(-x)}

    def over(x: np.ndarray) -> dict[str, np.ndarray]:
        return {"1": np.ones_like(x), "exp(x)": np.exp(x), "exp(−x)": np.exp(-x)}

    def one_over(measured: Sequence[Measured[np.ndarray]], theirs: Sequence[np.ndarray]) -> Finding | None:
        if any((np.abs(given) < 1e-6).any() for given in theirs):
            return None
        return made_of(over, "It is one over", ask)(measured, [1 / given for given in theirs])

    def entries(x: np.ndarray) -> dict[str, np.ndarray]:
        first = np.arange(x.size).reshape(x.shape) == 0
        return {
            "the places with negative x": x < 0,
            "the places with positive x": x > 0,
            "the places with x = 0": x == 0,
            "the places far from 0": np.abs(x) > 5,
            "the first place": first,
            "the places after the first": ~first,
        }

    return [
        namer([[Change(name, says, ask, of) for name, says, of in curves]], factors),
        where(entries),
        made_of(pieces, "It is", ask),
        one_over,
        _no_sigmoid,
    ]


def _no_sigmoid(measured: Sequence[Measured[np.ndarray]], theirs: Sequence[np.ndarray]) -> Finding | None:
    """The property of every sigmoid that these numbers lack."""
    given = np.concatenate([g.ravel() for g in theirs])
    x = np.concatenate([m.case.ravel() for m in measured])
    in_order = given[np.argsort(x)]
    zero = given[x == 0]
    for wrong, title, says in [
        (
            given.min() < 0 or given.max() > 1,
            "It leaves the range from 0 to 1",
            f"It goes from {given.min():.4g} to {given.max():.4g}.",
        ),
        ((np.diff(in_order) < 0).any(), "It falls where x grows", "For a larger x it is smaller at some places."),
        (zero.size and not agree(zero * 0 + 0.5, zero), "At x = 0 it is not one half", ""),
    ]:
        if wrong:
            asks = "Draw the curve: where does it begin, where does it end, and what is it in the middle?"
            return Finding("wrong", "no-sigmoid", title, says, asks)
    return None
