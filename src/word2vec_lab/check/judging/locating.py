"""Says where an answer is wrong, and in which way, where no mistake that is known gives its numbers.

What is said here is read off the numbers: which entries differ, in which cases, and what the wrong ones have to do
with the measured ones. So it is true of whatever a student has written.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from word2vec_lab.check.judging.mistakes import NAMING_TOLERANCE, C, Measured, Namer, near
from word2vec_lab.check.score import Finding
from word2vec_lab.measure.numeric import agree, relative_error

FEWEST = 3
"""Fewer numbers than these fit any rule that has a constant in it."""

MADE_TOLERANCE = 1e-6
"""How closely a sum must match: three terms come near to any smooth curve."""


def relation(numeric: np.ndarray, theirs: np.ndarray) -> tuple[str, str] | None:
    """What the student's numbers have to do with the measured ones: a slug and a predicate, "… is zero"."""
    rules: list[tuple[str, str, Any]] = [
        ("zero", "is zero", 0.0),
        ("sign", "has the wrong sign", -numeric),
        ("absolute", "has lost its sign", np.abs(numeric)),
        ("absolute", "is negative, whatever it should be", -np.abs(numeric)),
        ("squared", "is squared", numeric**2),
        ("complement", "is one minus what it should be", 1 - numeric),
        ("complement", "is what it should be, minus one", numeric - 1),
        ("complement", "is what it should be, plus one", numeric + 1),
        ("reciprocal", "is one over what it should be", 1 / np.where(numeric == 0, np.nan, numeric)),
        ("exponential", "is the exponential of what it should be", np.exp(numeric)),
        ("square-root", "is the square root of its size", np.sqrt(np.abs(numeric))),
    ]
    for name, says, wanted in rules:
        if theirs.size and near(wanted, theirs):
            return name, says
    if theirs.size < FEWEST:
        return None
    if np.ptp(theirs) < 1e-9:
        return "constant", f"is {_number(theirs.flat[0])}"
    difference = theirs - numeric
    if near(difference.flat[0], difference):
        return "shifted", f"is what it should be, and {_number(difference.flat[0])} more"
    factor = float((numeric * theirs).sum() / max(float((numeric * numeric).sum()), 1e-300))
    if near(factor * numeric, theirs):
        return "scaled", f"is {_number(factor)} times what it should be"
    return None


def _number(value: float) -> str:
    return f"{value + 0.0:.4g}".replace("-", "−")


def _wrong(numeric: np.ndarray, theirs: np.ndarray) -> np.ndarray:
    return np.asarray(relative_error(numeric, theirs) > NAMING_TOLERANCE)


def _finding(name: str, title: str, says: str, asks: str) -> Finding:
    return Finding("wrong", name, title, says, asks)


def same_as_before(measured: Sequence[Measured[C]], theirs: Sequence[np.ndarray]) -> Finding | None:
    """The very same numbers for different inputs."""
    numbers = [given.ravel() for given in theirs]
    if all(given.size and np.ptp(given) == 0 and given[0] == numbers[0][0] for given in numbers):
        says = (
            f"It is {_number(float(numbers[0][0]))} in every place and in every case, whatever your function is handed."
        )
        return _finding("constant", "It does not depend on the input", says, "Which of your arguments has a say in it?")
    for k, (m, given) in enumerate(zip(measured, theirs, strict=True)):
        for before, earlier in zip(measured[:k], theirs[:k], strict=True):
            other = m.value.shape != before.value.shape or not agree(m.value, before.value)
            if other and given.shape == earlier.shape and np.array_equal(given, earlier):
                says = "Handed other vectors, your function gave the very same numbers as before."
                asks = "What does your function keep from one call to the next? Which argument has no influence?"
                return _finding("same-as-before", "It gives an earlier result again", says, asks)
    return None


def all_of_it(measured: Sequence[Measured[C]], theirs: Sequence[np.ndarray]) -> Finding | None:
    """One rule for all numbers, or all of them in another order."""
    numeric = np.concatenate([m.value.ravel() for m in measured])
    found = relation(numeric, np.concatenate([given.ravel() for given in theirs]))
    if found:
        it = "Every number" if measured[0].value.ndim else "It"
        return _finding(
            found[0], f"{it} {found[1]}", "", "Which operation of yours does that, and is it in the formula?"
        )
    orders: list[tuple[str, Callable[[np.ndarray], np.ndarray]]] = [
        ("in reverse order", lambda a: a[::-1]),
        ("moved on by one place", lambda a: np.roll(a, 1, axis=0)),
        ("moved back by one place", lambda a: np.roll(a, -1, axis=0)),
        ("sorted by size", lambda a: np.sort(a, axis=None).reshape(a.shape)),
    ]
    for how, reorder in orders:
        if measured[0].value.ndim and all(
            agree(reorder(m.value), given, NAMING_TOLERANCE) for m, given in zip(measured, theirs, strict=True)
        ):
            title = f"The numbers are right, and stand {how}"
            return _finding("other-order", title, "", "In which order do the entries come, and which one is yours?")
    return None


Roles = Callable[[C], dict[str, np.ndarray]]
"""Names for sets of places in an array: each with the array of whether a place belongs to it."""


def where(roles: Roles[C]) -> Namer[C]:
    """The smallest of the named sets of places outside of which all is right."""

    def find(measured: Sequence[Measured[C]], theirs: Sequence[np.ndarray]) -> Finding | None:
        wrong = [_wrong(m.value, given) for m, given in zip(measured, theirs, strict=True)]
        named = [{name: np.broadcast_to(mask, m.value.shape) for name, mask in roles(m.case).items()} for m in measured]
        fitting = [
            name
            for name in named[0]
            if all((w <= n[name]).all() for w, n in zip(wrong, named, strict=True))
            and not all(n[name].all() for n in named)
        ]
        if not fitting:
            return None
        name = min(fitting, key=lambda name: sum(int(n[name].sum()) for n in named))
        found = relation(
            np.concatenate([m.value[w] for m, w in zip(measured, wrong, strict=True)]),
            np.concatenate([given[w] for given, w in zip(theirs, wrong, strict=True)]),
        )
        says = f"There, every wrong number {found[1]}. All else is right." if found else "All else is right."
        asks = "What does your code do there that it does not do elsewhere, or the reverse?"
        return _finding("only-there", f"It is wrong only in {name}", says, asks)

    return find


Conditions = Callable[[C], dict[str, bool]]
"""What may be said of a case, each with whether it is so."""


def when(conditions: Conditions[C], kind: Callable[[C], object] = id) -> Namer[C]:
    """In some cases it is right; the condition that holds in those and in no other.

    `kind` is the same for cases that a function which remembers earlier calls may take for one another.
    """

    def find(measured: Sequence[Measured[C]], theirs: Sequence[np.ndarray]) -> Finding | None:
        right = [agree(m.value, given) for m, given in zip(measured, theirs, strict=True)]
        if not any(right):
            return None
        asks = "What in your answer depends on that?"
        if right[0] and not any(right[1:]) and len(right) > 2:
            asks = "What does your function keep from one call to the next? What holds in the smallest case only?"
            return _finding("first-case-only", "It is right in the first case, the smallest, and in no other", "", asks)
        kinds = [kind(m.case) for m in measured]
        if right == [k not in kinds[:i] for i, k in enumerate(kinds)]:
            says = "It is wrong only where an earlier call had arrays of the same shape, and other numbers in them."
            asks = "What does your function keep from one call to the next?"
            return _finding("same-as-before", "Something of an earlier call is used again", says, asks)
        holds = [conditions(m.case) for m in measured]
        for name in holds[0]:
            if [h[name] for h in holds] == right:
                return _finding("only-when", f"It is right where {name}, and only there", "", asks)
        title = f"It is right in {sum(right)} of {len(right)} cases"
        return _finding("only-sometimes", title, "The first case in which it is wrong is shown.", asks)

    return find


def made_of(pieces: Callable[[C], dict[str, np.ndarray]], title: str, asks: str) -> Namer[C]:
    """What an answer is made of: as few of the pieces as will do, each times one and the same number in all cases."""

    def find(measured: Sequence[Measured[C]], theirs: Sequence[np.ndarray]) -> Finding | None:
        known = [pieces(m.case) for m in measured]
        names = list(known[0])
        columns = np.column_stack(
            [
                np.concatenate([np.broadcast_to(k[n], g.shape).ravel() for k, g in zip(known, theirs, strict=True)])
                for n in names
            ]
        )
        numbers = np.concatenate([given.ravel() for given in theirs])
        for chosen in _subsets(len(names), numbers.size):
            some = columns[:, chosen]
            factors, _, rank, _ = np.linalg.lstsq(some, numbers, rcond=None)
            if rank == len(chosen) and near(some @ factors, numbers, MADE_TOLERANCE) and np.abs(factors).min() > 1e-3:
                return _finding(
                    "made-of-others",
                    f"{title} {_sum(factors, [names[i] for i in chosen])}",
                    "That is what yours comes to in every case.",
                    asks,
                )
        return None

    return find


def _sum(factors: np.ndarray, names: Sequence[str]) -> str:
    """The sum of named things, each with its factor, as one would write it."""
    text = ""
    for factor, name in zip(factors, names, strict=True):
        size = _number(abs(factor))
        term = size if name == "1" else name if size == "1" else f"{size} × {name}"
        text += f" {'−' if factor < 0 else '+'} {term}" if text else f"{'−' if factor < 0 else ''}{term}"
    return text


def _subsets(count: int, numbers: int) -> list[list[int]]:
    """One piece, two or three, as long as there are more than twice as many numbers."""
    ones = [[i] for i in range(count)]
    twos = [[i, j] for i in range(count) for j in range(i)]
    threes = [[i, j, k] for i in range(count) for j in range(i) for k in range(j)]
    return [chosen for chosen in (*ones, *twos, *threes) if numbers >= 2 * len(chosen)]


def same_direction(measured: Sequence[Measured[C]], theirs: Sequence[np.ndarray]) -> Finding | None:
    """All numbers of a case are off by one factor, and each case has another."""
    if measured[0].value.ndim == 0:
        return None
    factors = []
    for m, given in zip(measured, theirs, strict=True):
        size = float((m.value * m.value).sum())
        factor = float((m.value * given).sum()) / size if size > 1e-12 else 0.0
        if m.value.size < FEWEST - 1 or not near(factor * m.value, given) or abs(factor) < 1e-6:
            return None
        factors.append(factor)
    says = f"All numbers of a case are off by one factor: {', '.join(map(_number, factors[:4]))} in the first cases."
    asks = "Which number of the case could that factor be? Work out the first one by hand."
    return _finding("length", "The direction is right, the length is not", says, asks)


def misshapen(
    measured: Sequence[Measured[C]], theirs: Sequence[np.ndarray], sizes: Callable[[C], dict[str, float]]
) -> Finding | None:
    """What an array of a wrong shape holds: sums of the right numbers, or an axis for each of something."""
    wanted = [m.value for m in measured]
    if all(given.size == 1 for given in theirs):
        if all(near(w.sum(), given) for w, given in zip(wanted, theirs, strict=True)):
            says = "It is the sum of all the numbers that should be there."
            return _finding("everything-summed", "All is added up to one number", says, _AXES)
        return _finding("one-number", "It is a single number", "", _AXES)
    for axis in range(wanted[0].ndim):
        if all(agree(w.sum(axis=axis), given.squeeze()) for w, given in zip(wanted, theirs, strict=True)):
            says = "The numbers are right, but those along one axis are added up."
            return _finding("summed-too-far", "An axis is lost", says, _AXES)
    if len({given.ndim for given in theirs}) > 1:
        return None
    lettered = [_letters(given.shape, sizes(m.case)) for m, given in zip(measured, theirs, strict=True)]
    common = [set.intersection(*axes) for axes in zip(*lettered, strict=True)]
    if not common or not all(common):
        return None
    shape = ", ".join(min(letters, key=len) for letters in common)
    title = f"The shape is ({shape}{',' if len(common) == 1 else ''})"
    asks = "Which axis is counted by what? Which of them should be added up, and which stays?"
    return _finding("shape-of-others", title, "", asks)


_AXES = "Over which axis do you want to add up, and what does NumPy do if none is named?"


def _letters(shape: tuple[int, ...], sizes: dict[str, float]) -> list[set[str]]:
    counts = {name: size for name, size in sizes.items() if not name.startswith("P(")}
    products = {f"{a}·{b}": counts[a] * counts[b] for a in counts for b in counts if a < b}
    named = {"1": 1.0, **counts, **products}
    return [{name for name, size in named.items() if size == length} for length in shape]
