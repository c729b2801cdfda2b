"""Holds a student's array against a measured one and, where they differ, finds out which mistake it is.

Every mistake in the tables is written relative to what was measured: "the same numbers with the other sign", "what
one gets from the loss without its denominator". So the tables can be read from end to end without finding an answer.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from word2vec_lab.check.judging.arrays import aligned, as_array
from word2vec_lab.check.judging.locating import all_of_it, misshapen, same_as_before, same_direction
from word2vec_lab.check.judging.mistakes import NAMING_TOLERANCE, C, Measured, Mistake, Namer
from word2vec_lab.check.score import Finding
from word2vec_lab.measure.numeric import agree, relative_error


@dataclass(frozen=True)
class Wording:
    """What the findings say that any answer can get: a gradient, a loss and a slope are spoken of differently.

    `sign`, `zero`, `misfit` and `bent` ask about numbers of the wrong sign, about zeros, about a shape that fits in no
    way and about one that nearly does; `scaled` says what a wrong factor leaves right; `shape` who asks for the shape.
    """

    sign: str
    zero: str
    misfit: str
    bent: str
    scaled: str = ""
    shape: str = "the shape convention asks for"


GRADIENT = Wording(
    sign="A gradient points to where the function grows. Take a small step along yours: does it grow there?",
    zero="Does nothing that you could change here change the loss?",
    misfit="A gradient has one number for every number it is taken with respect to. Is there a sum missing or too "
    "many, or a product of another kind than you meant?",
    bent="What would `vector - step * gradient` make of these two shapes? NumPy will not complain.",
    scaled="The direction is right and the length is not.",
)
LOSS = Wording(
    sign="Is the loss of a model that is right large or small?",
    zero="Does it ever get another value than the one that it starts with?",
    misfit="Which one of these numbers is the loss?",
    bent="",  # an array with the loss in it costs nothing
)


About = str | Mapping[str, Any]
"""What a case is, in words; or rows that belong above the numbers of an answer, by their labels."""


@dataclass(frozen=True)
class Verdict:
    """What share of a part's points was earned, with the findings.

    `bent_shape`: right numbers in a shape like (d, 1) for (d,). The item takes half a point for it, once.
    """

    share: float
    findings: tuple[Finding, ...]
    bent_shape: bool = False


def _not_numbers(what: str, value: Any) -> Finding:
    if value is None:
        says, asks = "It is None.", "Does every path through your function return it?"
    elif isinstance(value, (tuple, list)):
        # NumPy must not be asked about these: it raises where the values differ in shape.
        says = f"It is a {type(value).__name__} of {len(value)} values that do not make up one array."
        asks = "Which of them is the answer? A comma after return makes several values of one."
    elif np.iscomplexobj(value):
        says, asks = "It holds complex numbers.", "Which logarithm or root was taken of a negative number?"
    else:
        says, asks = f"It is {type(value).__name__}.", "Which NumPy function makes an array of it?"
    return Finding("wrong", "not-numbers", f"{what} is not made of numbers", says, asks)


def _beside(numeric: np.ndarray, theirs: Any, rows: Mapping[str, np.ndarray]) -> str:
    """The measured and the student's numbers, one above the other, below the rows of the input that belong to them."""
    # A loss is computed from its definition; only a slope has to be measured.
    return aligned({**rows, "measured" if numeric.ndim else "expected": numeric, "yours": theirs})


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


def _scale(factors: list[float], sizes: Sequence[dict[str, float]], it: str, words: Wording) -> Finding | None:
    """Name a factor: the sign, one of the problem's sizes (V, d, …), the base of a logarithm, or a constant."""

    def all_near(values: Sequence[float]) -> bool:
        return bool(np.allclose(factors, values, rtol=1e-3, atol=0))

    def scaled(by: str, sign: int, asks: str) -> Finding:
        says = words.scaled if sign > 0 else "The sign is wrong, too."
        title = f"{it} is {'minus ' if sign < 0 else ''}{by} times what it should be"
        return Finding("wrong", "scaled", title, says, asks)

    if all_near([-1.0] * len(factors)):
        return Finding(
            "wrong",
            "sign-flipped",
            f"{it} has the wrong sign",
            says="Apart from that it is right.",
            asks=words.sign,
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
        f"{abs(factors[0]):.4g}",
        int(np.sign(factors[0])),
        "Which constant is only in yours, or only in the definition?",
    )


@dataclass(frozen=True)
class _Given:
    """A student's array in the asked-for shape if it can be brought there; `how` says what had to be done."""

    original: np.ndarray
    straight: np.ndarray | None
    how: str


def _straightened(numeric: np.ndarray, theirs: np.ndarray) -> _Given:
    if theirs.shape == numeric.shape:
        return _Given(theirs, theirs, "")
    if theirs.squeeze().shape == numeric.squeeze().shape:
        return _Given(theirs, theirs.reshape(numeric.shape), "bent")
    if theirs.ndim == numeric.ndim == 2 and theirs.T.shape == numeric.shape:
        return _Given(theirs, theirs.T, "transposed")
    return _Given(theirs, None, "wrong")


_names_wanted: ContextVar[bool] = ContextVar("names wanted", default=True)


@contextmanager
def nameless() -> Iterator[None]:
    """While this lasts, no name is looked for that fits wrong numbers: that takes longer than the rest of a check."""
    before = _names_wanted.set(False)
    try:
        yield
    finally:
        _names_wanted.reset(before)


def judge(
    what: str,
    measured: Sequence[Measured[C]],
    theirs: Sequence[Any],
    mistakes: Sequence[Mistake[C]] = (),
    sizes: Callable[[C], dict[str, float]] = lambda case: {},
    about: Callable[[C], About] = lambda case: "",
    transposed_share: float = 0.0,
    words: Wording | None = None,
    further: Sequence[Namer[C]] = (),
) -> Verdict:
    """Judge one returned value over all cases; the first case should be the smallest, it is the one shown.

    `sizes` names the numbers (V, d, …) that a forgotten or an extra factor could be; `about` describes a case in
    a line or two; `transposed_share` is what the right numbers in a transposed matrix are still worth; `words` says
    what kind of numbers they are (arrays are gradients and single numbers losses, if nothing is said); `further` are
    asked for a name, in their order, when no mistake of the table gives these numbers.
    """
    numeric = [m.value for m in measured]
    words = words or (GRADIENT if numeric[0].ndim else LOSS)
    arrays = [as_array(t) for t in theirs]
    if any(a is None for a in arrays):
        return Verdict(0, (_not_numbers(what, next(t for t, a in zip(theirs, arrays, strict=True) if a is None)),))
    given = [_straightened(n, a) for n, a in zip(numeric, arrays, strict=True) if a is not None]

    def shown(finding: Finding, index: int) -> Finding:
        """The finding with the numbers of one case, and with its input."""
        given = about(measured[index].case)
        text, rows = (given, {}) if isinstance(given, str) else ("", given)
        return replace(finding, given=text, example=_beside(numeric[index], theirs[index], rows))

    unfit = next((i for i, g in enumerate(given) if g.straight is None), None)
    if unfit is not None:
        originals = [g.original for g in given]
        known = _known(measured, originals, mistakes)
        if not known and not _not_summed(numeric, originals) and numeric[0].ndim:
            known = misshapen(measured, originals, sizes)
        if known:
            says = f"{known.says} Its shape is {originals[unfit].shape}; {words.shape} {numeric[unfit].shape}."
            known = replace(known, title=_of(what, known.title), says=says.strip())
        return Verdict(0, (shown(known or _wrong_shape(what, numeric, given, unfit, words), unfit),))

    straight = [g.straight for g in given if g.straight is not None]
    # The first case is the smallest. Where a mistake does not show in it, the first case that shows it is used.
    off = next((i for i, (n, g) in enumerate(zip(numeric, straight, strict=True)) if not agree(n, g)), None)
    bent = next((i for i, g in enumerate(given) if g.how), None)
    if off is None:
        verdict = _right(what, numeric, given, bent, transposed_share, words)
        if bent is None or numeric[0].ndim == 0:
            return verdict
        return replace(verdict, findings=tuple(shown(finding, bent) for finding in verdict.findings))

    search = _name if _names_wanted.get() else _no_name
    finding = search(measured, straight, off, mistakes, sizes, words, further)
    says = finding.says
    if bent is not None and numeric[0].ndim:
        says += f" It also has the shape {given[bent].original.shape} where {numeric[bent].shape} is asked for."
    title = _of(what, finding.title)
    return Verdict(0, (shown(replace(finding, title=title, says=says.strip()), off),))


def _of(what: str, title: str) -> str:
    return f"{what}: {title[0].lower()}{title[1:]}"


def _known(
    measured: Sequence[Measured[C]], theirs: Sequence[np.ndarray], mistakes: Sequence[Mistake[C]]
) -> Finding | None:
    """The first mistake of a table that gives these numbers in every case."""
    for mistake in mistakes:
        produced = (mistake.produces(m) for m in measured)
        if all(agree(p, given, NAMING_TOLERANCE) for p, given in zip(produced, theirs, strict=True)):
            return Finding("wrong", mistake.name, mistake.title, mistake.says, mistake.asks)
    return None


def _name(
    measured: Sequence[Measured[C]],
    theirs: Sequence[np.ndarray],
    off: int,
    mistakes: Sequence[Mistake[C]],
    sizes: Callable[[C], dict[str, float]],
    words: Wording,
    further: Sequence[Namer[C]],
) -> Finding:
    """The name of what is wrong with these numbers, which differ from the measured ones in case `off`."""
    numeric = [m.value for m in measured]
    pairs = list(zip(numeric, theirs, strict=True))
    if not all(np.isfinite(g).all() for g in theirs):
        if all(np.isnan(g).any() for g in theirs):
            asks = "Is a logarithm or a root taken of something negative, or infinity divided by infinity?"
            return Finding("wrong", "not-finite", "It holds NaN, which is not a number", asks=asks)
        asks = "Which exponential, logarithm or division produces it, and for which input?"
        return Finding("wrong", "not-finite", "It holds NaN or infinity", asks=asks)
    zero = all(np.abs(g).max(initial=0) < 1e-9 for g in theirs)
    if zero and numeric[0].ndim:
        return Finding("wrong", "all-zero", "Every number is zero", asks=words.zero)
    known = _known(measured, theirs, mistakes)
    if known:
        return known
    if zero:
        return Finding("wrong", "all-zero", "It is always zero", asks=words.zero)
    if all(agree(n, g, 1e-2) for n, g in pairs):
        worst = max(float(relative_error(n, g).max(initial=0)) for n, g in pairs)
        return Finding(
            "wrong",
            "nearly",
            "Close, but not close enough",
            f"The largest deviation is {worst:.0e}. Rounding alone would leave less than 1e-10.",
            "Is something small added, something rounded, or a kind of number used that keeps few digits?",
        )
    it = "Every number" if numeric[0].ndim else "It"
    factors = _constant_factor(numeric, theirs)
    scaled = _scale(factors, [sizes(m.case) for m in measured], it, words) if factors else None
    if scaled:
        return scaled
    namers: list[Namer[C]] = [*further, same_as_before, all_of_it, same_direction]
    for find in namers:
        found = find(measured, theirs)
        if found:
            return found
    return _no_name(measured, theirs, off)


def _no_name(measured: Sequence[Measured[C]], theirs: Sequence[np.ndarray], off: int, *_: Any) -> Finding:
    """What is said where no name fits, or where nobody reads it."""
    asks = "Work this small case by hand, one term at a time. Which term does not come out?"
    return Finding("wrong", "differs", "Not what it should be", _worst(measured[off].value, theirs[off]), asks)


def _right(
    what: str,
    numeric: Sequence[np.ndarray],
    given: Sequence[_Given],
    bent: int | None,
    transposed_share: float,
    words: Wording,
) -> Verdict:
    """Judge right numbers: they may still stand in another shape than was asked for."""
    right = Finding("right", "right", f"{what} is right")
    if bent is None:
        return Verdict(1, (right,))
    shape = given[bent].original.shape
    if numeric[0].ndim == 0:
        says = "This costs nothing. A plain number is safer: an array in its place spreads through every sum it meets."
        return Verdict(
            1, (right, Finding("advice", "loss-in-an-array", f"{what} comes as an array of shape {shape}", says))
        )
    shapes = f"Its shape is {shape}; {words.shape} {numeric[bent].shape}."
    if any(g.how == "transposed" for g in given):
        shapes += f" Worth {transposed_share:g} of the points." if transposed_share else ""
        asks = "Does a word's vector stand in a row or in a column here? Formulas and code differ on that."
        finding = Finding("wrong", "transposed", f"{what} is transposed", shapes, asks)
        return Verdict(transposed_share, (finding,))
    finding = Finding(
        "wrong",
        "shape-convention",
        f"{what}: the numbers are right, the shape is not",
        f"{shapes} Bent shapes cost half a point, once.",
        words.bent,
    )
    return Verdict(1, (finding,), bent_shape=True)


def _wrong_shape(
    what: str, numeric: Sequence[np.ndarray], given: Sequence[_Given], unfit: int, words: Wording
) -> Finding:
    """Name an array whose shape fits in no way."""
    shape, asked = given[unfit].original.shape, numeric[unfit].shape
    if numeric[0].ndim == 0:
        says = f"It is an array of shape {shape}."
        return Finding("wrong", "not-one-number", f"{what} is not one number", says, words.misfit)
    shapes = f"Its shape is {shape}; {words.shape} {asked}."
    if _not_summed(numeric, [g.original for g in given]):
        asks = "Along which axis do you still have to add up?"
        return Finding("wrong", "not-summed", f"{what}: the terms are there, not their sum", shapes, asks)
    return Finding("wrong", "wrong-shape", f"{what} has the wrong shape", shapes, words.misfit)


def _not_summed(numeric: Sequence[np.ndarray], theirs: Sequence[np.ndarray]) -> bool:
    return all(
        any(agree(n, given.sum(axis=axis)) for axis in range(given.ndim))
        for n, given in zip(numeric, theirs, strict=True)
    )
