"""Holds a student's array against a measured one and, where they differ, finds out which mistake it is.

Every mistake in the tables is written relative to what was measured: "the same numbers with the other sign", "what
one gets from the loss without its denominator". So the tables can be read from end to end without finding an answer.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np

from word2vec_lab.numeric import agree, relative_error
from word2vec_lab.score import Finding

C = TypeVar("C")

NAMING_TOLERANCE = 1e-4
"""How closely a student's numbers must match those of a known mistake before it is named."""


@dataclass(frozen=True)
class Measured(Generic[C]):
    """One test case with what was measured on it: the numbers that a right answer shows."""

    case: C
    value: np.ndarray


@dataclass(frozen=True)
class Mistake(Generic[C]):
    """A known mistake: its slug, what is seen, a question, and the numbers it produces on a case."""

    name: str
    title: str
    says: str
    asks: str
    produces: Callable[[Measured[C]], np.ndarray]


@dataclass(frozen=True)
class Verdict:
    """What share of a part's points was earned, with the findings.

    `bent_shape`: right numbers in a shape like (d, 1) for (d,). The item takes half a point for it, once.
    """

    share: float
    findings: tuple[Finding, ...]
    bent_shape: bool = False


def as_array(value: Any) -> np.ndarray | None:
    """The value as an array of floats, or None if it is not numbers."""
    if value is None or isinstance(value, str):
        return None
    try:
        array = np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        return None
    return array


def show(value: Any) -> str:
    """An array in a few short lines, for the example of a finding."""
    array = as_array(value)
    if array is None:
        return repr(value)[:120]
    if array.size > 40:
        return f"array of shape {array.shape}"
    return np.array2string(array, precision=4, suppress_small=True, floatmode="maxprec")


def _beside(numeric: np.ndarray, theirs: Any, about: str) -> str:
    """The measured and the student's numbers, one above the other, with the input they belong to."""
    rows = [about] if about else []
    # A loss is computed from its definition; only a slope has to be measured.
    for label, value in (("measured" if numeric.ndim else "expected", numeric), ("yours", theirs)):
        text = show(value).splitlines()
        rows += [f"{label:>9}  {text[0]}", *(f"{'':>9}  {line}" for line in text[1:])]
    return "\n".join(rows)


def _worst(numeric: np.ndarray, theirs: np.ndarray) -> str:
    if numeric.ndim == 0:
        return f"Yours is {theirs:.6g}, expected is {numeric:.6g}."
    wrong = int((relative_error(numeric, theirs) > NAMING_TOLERANCE).sum())
    at = np.unravel_index(int(np.argmax(np.abs(numeric - theirs))), numeric.shape)
    where = ", ".join(str(int(i)) for i in at)
    return (
        f"{wrong} of {numeric.size} numbers differ. The largest difference is at entry [{where}]: "
        f"yours {theirs[at]:.6g}, measured {numeric[at]:.6g}."
    )


def _constant_factor(numeric: Sequence[np.ndarray], theirs: Sequence[np.ndarray]) -> list[float] | None:
    """The factor between theirs and the measured numbers, case by case, or None if there is none."""
    factors = []
    for n, t in zip(numeric, theirs, strict=True):
        size = float((n * n).sum())
        if size < 1e-12:
            return None
        factor = float((n * t).sum()) / size
        if not agree(factor * n, t, NAMING_TOLERANCE) or abs(factor) < 1e-6:
            return None
        factors.append(factor)
    return factors


def _scale(factors: list[float], sizes: Sequence[dict[str, float]]) -> Finding | None:
    """Name a factor: the sign, one of the problem's sizes (V, d, …), the base of a logarithm, or a constant."""

    def all_near(values: Sequence[float]) -> bool:
        return bool(np.allclose(factors, values, rtol=1e-3, atol=0))

    def scaled(by: str, sign: int, asks: str) -> Finding:
        says = "The direction is right and the length is not." if sign > 0 else "Direction and length are both off."
        title = f"Every number is {'minus ' if sign < 0 else ''}{by} times what it should be"
        return Finding("wrong", "scaled", title, says, asks)

    if all_near([-1.0] * len(factors)):
        return Finding(
            "wrong",
            "sign-flipped",
            "Every number has the wrong sign",
            says="The sizes are all right.",
            asks="A gradient points to where the function grows. Take a small step along yours: does it grow there?",
        )
    for name in sizes[0]:
        values = [s[name] for s in sizes]
        if len(set(values)) == 1:
            continue
        asks = (
            "Where does a probability enter once too often?"
            if name.startswith("P(")
            else "The definition is a plain sum. Where did an average, or a second sum, come in?"
        )
        for text, wanted in ((f"1/{name}", [1 / v for v in values]), (name, values)):
            for sign in (1, -1):
                if all_near([sign * w for w in wanted]):
                    return scaled(text, sign, asks)
    if not all_near([factors[0]] * len(factors)):
        return None
    for base in (2, 10):
        if np.isclose(factors[0], 1 / np.log(base), rtol=1e-4):
            return scaled(f"{factors[0]:.4g}", 1, "Which base has your logarithm?")
    return scaled(
        f"{factors[0]:.4g}", int(np.sign(factors[0])), "Which constant is only in yours, or only in the definition?"
    )


def judge(
    what: str,
    measured: Sequence[Measured[C]],
    theirs: Sequence[Any],
    mistakes: Sequence[Mistake[C]] = (),
    sizes: Callable[[C], dict[str, float]] = lambda case: {},
    about: Callable[[C], str] = lambda case: "",
    transposed_share: float = 0.0,
) -> Verdict:
    """Judge one returned value over all cases; the first case should be the smallest, it is the one shown.

    `sizes` names the numbers (V, d, …) that a forgotten or an extra factor could be; `about` describes a case in
    a line or two; `transposed_share` is what the right numbers in a transposed matrix are still worth.
    """
    arrays = [as_array(t) for t in theirs]
    if any(a is None for a in arrays):
        bad = next(t for t, a in zip(theirs, arrays, strict=True) if a is None)
        return Verdict(
            0,
            (
                Finding(
                    "wrong",
                    "not-numbers",
                    f"{what} is not made of numbers",
                    says=f"It is {'None' if bad is None else type(bad).__name__}.",
                    asks="Does every path through your function return it?",
                ),
            ),
        )
    given = [a for a in arrays if a is not None]
    numeric = [m.value for m in measured]

    if all(agree(n, g) for n, g in zip(numeric, given, strict=True)):
        return Verdict(1, (Finding("right", "right", f"{what} is right"),))

    def example_of(index: int) -> str:
        return _beside(numeric[index], theirs[index], about(measured[index].case))

    bent = next((i for i, (n, g) in enumerate(zip(numeric, given, strict=True)) if g.shape != n.shape), None)
    if bent is not None:
        return _judge_shape(what, numeric, given, bent, example_of(bent), transposed_share)

    if not all(np.isfinite(g).all() for g in given):
        bad = next(i for i, g in enumerate(given) if not np.isfinite(g).all())
        asks = "Which exponential, logarithm or division produces it?"
        title = f"{what} holds NaN or infinity"
        return Verdict(0, (Finding("wrong", "not-finite", title, asks=asks, example=example_of(bad)),))

    # The first case is the smallest. Where a mistake does not show in it, the first case that shows it is used.
    off = next(i for i, (n, g) in enumerate(zip(numeric, given, strict=True)) if not agree(n, g))
    example = example_of(off)

    def refuse(finding: Finding) -> Verdict:
        titled = f"{what}: {finding.title[0].lower()}{finding.title[1:]}"
        return Verdict(0, (Finding("wrong", finding.name, titled, finding.says, finding.asks, example),))

    if numeric[0].ndim and all(not g.any() for g in given):
        asks = "Does nothing that you could change here change the loss?"
        return refuse(Finding("wrong", "all-zero", "Every number is zero", asks=asks))
    for mistake in mistakes:
        produced = [mistake.produces(m) for m in measured]
        if all(p.shape == g.shape and agree(p, g, NAMING_TOLERANCE) for p, g in zip(produced, given, strict=True)):
            return refuse(Finding("wrong", mistake.name, mistake.title, mistake.says, mistake.asks))
    factors = _constant_factor(numeric, given)
    scaled = _scale(factors, [sizes(m.case) for m in measured]) if factors else None
    if scaled:
        return refuse(scaled)
    return refuse(
        Finding(
            "wrong",
            "differs",
            "Not what it should be",
            says=_worst(numeric[off], given[off]),
            asks="Work this small case by hand, one term at a time. Which term does not come out?",
        )
    )


def _judge_shape(
    what: str,
    numeric: list[np.ndarray],
    given: list[np.ndarray],
    bent: int,
    example: str,
    transposed_share: float,
) -> Verdict:
    """Right numbers in another shape, a transposed matrix, or simply the wrong shape."""
    shapes = f"Its shape is {given[bent].shape}; the shape convention asks for {numeric[bent].shape}."
    pairs = list(zip(numeric, given, strict=True))
    if numeric[0].ndim == 0:
        if all(g.size == 1 and agree(n, g.reshape(())) for n, g in pairs):
            return Verdict(
                1,
                (
                    Finding("right", "right", f"{what} is right"),
                    Finding(
                        "advice",
                        "loss-in-an-array",
                        f"{what} comes as an array of shape {given[bent].shape}",
                        says="This costs nothing. A plain number is safer: an array in its place spreads through "
                        "every sum that it meets.",
                    ),
                ),
            )
        says, asks = f"It is an array of shape {given[bent].shape}.", "Which one of these numbers is the loss?"
        return Verdict(0, (Finding("wrong", "loss-not-a-number", f"{what} is not one number", says, asks, example),))
    if all(g.squeeze().shape == n.squeeze().shape and agree(n, g.reshape(n.shape)) for n, g in pairs):
        asks = "What would `vector - step * gradient` make of these two shapes? NumPy will not complain."
        return Verdict(
            1,
            (
                Finding(
                    "wrong",
                    "shape-convention",
                    f"{what}: the numbers are right, the shape is not",
                    f"{shapes} Bent shapes cost half a point, once.",
                    asks,
                ),
            ),
            bent_shape=True,
        )
    if all(g.ndim == 2 and n.ndim == 2 and agree(n, g.T) for n, g in pairs):
        shapes += f" Worth {transposed_share:g} of the points." if transposed_share else ""
        asks = "Does a word's vector stand in a row or in a column here? Formulas and code differ on that."
        return Verdict(
            transposed_share,
            (Finding("wrong", "transposed", f"{what} is transposed", shapes, asks, example),),
        )
    asks = (
        "A gradient has one number for every number it is taken with respect to. Is there a sum missing or too many, "
        "or a product of another kind than you meant?"
    )
    return Verdict(0, (Finding("wrong", "wrong-shape", f"{what} has the wrong shape", shapes, asks, example),))
