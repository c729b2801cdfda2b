"""What is said of windows whose numbers no known mistake gives: what was asked, and what was made of the replies.

`skipgram` is handed a loss function of the check, so both are known. Either the replies are put together as they should
be, and something wrong was asked; or the way in which they are put together is told from what came back.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np

from word2vec_lab.check.by_notebook.skipgram.cases import (
    Measure,
    Window,
    by_outside,
    center_row,
    each,
    squared_distance,
)
from word2vec_lab.check.by_notebook.skipgram.recorder import PARAMETERS, Asked, Recorder
from word2vec_lab.check.judging.arrays import number
from word2vec_lab.check.judging.composing import Change, Choice, Factor, namer
from word2vec_lab.check.judging.locating import made_of, when, where
from word2vec_lab.check.judging.mistakes import Measured, Namer
from word2vec_lab.check.score import Finding

_ENDS = "Where does your loop begin and end? Is there a return inside it?"
_OVERWRITTEN = "What becomes of the sum so far when the loop comes to the next word? Do two things share one name?"
_SUM = "How does (12) put the pairs together?"

ALL = Choice("", "", "", lambda replies: sum(replies))

# How the replies of the loss function are put together.
TOGETHER = [
    Choice("last-word-only", "only the last reply counts", _OVERWRITTEN, lambda replies: replies[-1]),
    Choice("accumulator-overwritten", "the last reply counts twice, and no other", _OVERWRITTEN, lambda r: 2 * r[-1]),
    Choice("accumulator-overwritten", "the last reply counts n times", _OVERWRITTEN, lambda r: len(r) * r[-1]),
    Choice("last-twice", "the last reply counts once too often", _OVERWRITTEN, lambda r: sum(r) + r[-1]),
    Choice("first-twice", "the first reply counts once too often", _OVERWRITTEN, lambda r: sum(r) + r[0]),
    Choice("first-word-only", "only the first reply counts", _ENDS, lambda replies: replies[0]),
    Choice("first-word-only", "the first reply counts n times", _ENDS, lambda replies: len(replies) * replies[0]),
    Choice("first-left-out", "the first reply does not count", _ENDS, lambda r: sum(r[1:], 0 * r[0])),
    Choice("last-left-out", "the last reply does not count", _ENDS, lambda r: sum(r[:-1], 0 * r[0])),
    Choice("averaged", "the replies are averaged", _SUM, lambda r: sum(r) / len(r)),
    Choice("product", "the replies are multiplied", _SUM, lambda r: np.prod(r, axis=0)),
    Choice("largest-only", "of the replies only the largest numbers count", _SUM, lambda r: np.max(r, axis=0)),
    Choice("subtracted", "the replies are taken away from each other", _SUM, lambda r: 2 * r[0] - sum(r)),
    Choice("sums-added", "the sum is added to itself in every step of the loop", _OVERWRITTEN, lambda r: _doubling(r)),
    Choice("sums-added", "the sums so far are added up", _OVERWRITTEN, lambda r: sum(np.cumsum(r, axis=0))),
    Choice(
        "one-added", "the sum does not begin with zero, but with one", "With what does it begin?", lambda r: sum(r) + 1
    ),
]


def _doubling(replies: Sequence[np.ndarray]) -> np.ndarray:
    total = np.zeros_like(replies[0])
    for reply in replies:
        total = total + total + reply
    return total


_AXIS = "Which axis of the array counts pairs? Which axes must stay?"
_ROWS = "How many centre vectors does the loss of one window depend on, and which row is that one's?"


def _next_row(r: Recorder) -> int:
    return (r.window.center_idx + 1) % len(r.window.center_vectors)


ROW = Choice("", "", "", lambda r: r.window.center_idx)

# Into which row, or rows, of gradCenterVecs it is written.
ROWS = [
    Choice("wrong-row", "it is written into row 0", _ROWS, lambda r: 0),
    Choice("wrong-row", "it is written into the last row", _ROWS, lambda r: -1),
    Choice("wrong-row", "it is written into the row after that of the centre word", _ROWS, _next_row),
    Choice("wrong-row", "it is written into the row before that", _ROWS, lambda r: r.window.center_idx - 1),
    Choice("wrong-row", "it is written into the row of the last outside word", _ROWS, lambda r: r.window.outside[-1]),
    Choice("wrong-row", "it is written into the row of the first outside word", _ROWS, lambda r: r.window.outside[0]),
    Choice("wrong-row", "it is written into row m", _ROWS, lambda r: r.window.size % len(r.window.center_vectors)),
    Choice("every-row", "it is written into every row", _ROWS, lambda r: slice(None)),
]  # fmt: skip


def _change(name: str, says: list[Choice], numbers: Callable[[Recorder], np.ndarray]) -> Change[Recorder]:
    wrong = [choice for choice in says if choice.name]
    names = dict.fromkeys(choice.name for choice in wrong)
    return Change(
        "-and-".join(names),
        f"{name}" + " and ".join(c.says for c in wrong),
        wrong[0].asks if wrong else "",
        numbers,
        len(wrong),
    )


_SQUARED = Choice("squared", "the replies are squared", _SUM, sum)


def _n_times(part: Callable[[Asked], np.ndarray]) -> Change[Recorder]:
    says = "one reply counts for all outside words"
    asks = "Is the call of the loss function inside your loop?"
    return Change("one-reply-for-all", says, asks, lambda r: len(r.window.outside) * part(r.asked[0]))


def _of_loss() -> list[Change[Recorder]]:
    return [
        _n_times(lambda a: a.loss),
        _change("", [_SQUARED], lambda r: np.asarray(sum(a.loss**2 for a in r.asked))),
        *(
            _change("", [how], lambda r, how=how: np.asarray(how.of([a.loss for a in r.asked])))  # type: ignore[misc]
            for how in [ALL, *TOGETHER]
        ),
    ]


def _of_center() -> list[Change[Recorder]]:
    def written(how: Choice, row: Choice) -> Callable[[Recorder], np.ndarray]:
        def numbers(r: Recorder) -> np.ndarray:
            result = np.zeros_like(r.window.center_vectors)
            result[row.of(r)] = how.of([a.center for a in r.asked])
            return result

        return numbers

    def each_in_its_own(r: Recorder) -> np.ndarray:
        result = np.zeros_like(r.window.center_vectors)
        for asked in r.asked:
            result[asked.word] += asked.center
        return result

    def overwritten_in_its_own(r: Recorder) -> np.ndarray:
        result = np.zeros_like(r.window.center_vectors)
        for asked in r.asked:
            result[asked.word] = asked.center
        return result

    def in_order(r: Recorder) -> np.ndarray:
        result = np.zeros_like(r.window.center_vectors)
        for asked in r.asked:
            result[r.window.outside.index(asked.word) if asked.word in r.window.outside else 0] += asked.center
        return result

    by_position = Choice("position-for-index", "each reply is written into the row of its word's position", _ROWS, sum)
    own = Choice("rows-of-outside-words", "each reply is written into its outside word's row", _ROWS, each_in_its_own)
    lost = Choice(
        own.name,
        "each reply is written into its outside word's row, over what was there",
        _ROWS,
        overwritten_in_its_own,
    )
    return [
        *(_change("", [how, row], written(how, row)) for how, row in product([ALL, *TOGETHER], [ROW, *ROWS])),
        *(_change("", [one], one.of) for one in (own, lost)),
        _change("", [by_position], in_order),
    ]


def _of_outside() -> list[Change[Recorder]]:
    def whole(reply: Asked) -> np.ndarray:
        return reply.outside

    def own_row(reply: Asked) -> np.ndarray:
        return np.asarray(reply.outside * np.eye(len(reply.outside))[reply.word][:, None])

    def other_rows(reply: Asked) -> np.ndarray:
        return np.asarray(reply.outside - own_row(reply))

    def every_row(reply: Asked) -> np.ndarray:
        return np.tile(reply.outside[reply.word], (len(reply.outside), 1))

    def overwritten(r: Recorder) -> np.ndarray:
        result = np.zeros_like(r.window.outside_vectors)
        for asked in r.asked:
            result[asked.word] = asked.outside[asked.word]
        return result

    rows = "The reply is a gradient for all outside vectors. Which of its rows do you keep?"
    lost = Choice("own-rows-only", "of each reply only its outside word's row counts, over what was there", rows, sum)
    kept = [
        Choice("", "", "", whole),
        Choice("own-rows-only", "of each reply only its outside word's row counts", rows, own_row),
        Choice("own-rows-missing", "of each reply its outside word's row is left out", rows, other_rows),
        Choice("every-row", "of each reply its outside word's row is added to every row", rows, every_row),
    ]
    return [
        _change("", [how, keep], lambda r, how=how, keep=keep: np.asarray(how.of([keep.of(a) for a in r.asked])))  # type: ignore[misc]
        for how, keep in product([ALL, *TOGETHER], kept)
    ] + [_change("", [lost], overwritten), _n_times(whole)]


def _by_position(r: Recorder) -> bool:
    return r.calls == [r.window.outside.index(o) for o in r.window.outside] or r.calls == list(range(len(r.calls)))


def _by_place_in_the_dictionary(r: Recorder) -> bool:
    places = list(r.arguments[PARAMETERS.index("word2Ind")])
    return r.calls == [places.index(r.words[o]) for o in r.window.outside]


def asked_wrongly(recorders: Sequence[Recorder]) -> Finding | None:
    """What is wrong with what the loss function was asked, if anything: said of the first window where it shows."""
    asks = "Which word does each call of the loss function ask about? Print it in your loop."
    off = [r for r in recorders if sorted(r.calls) != sorted(r.window.outside)]
    if off:
        names, wanted = ([off[0].words[w] for w in words] for words in (off[0].calls, off[0].window.outside))
        says = f"Of the outside words {', '.join(wanted)} it was asked about {', '.join(names)}."
        ways: list[tuple[str, str, Callable[[Recorder], bool]]] = [
            ("position-for-index", "with the position of a word in the window for its index", _by_position),
            ("place-in-the-dictionary", "with a word's place in word2Ind for its number", _by_place_in_the_dictionary),
            ("center-asked", "about the centre word", lambda r: r.window.center_idx in r.calls),
            ("always-one-word", "about one and the same word always", lambda r: len(set(r.calls)) == 1),
            ("asked-too-often", "more often than there are words", lambda r: len(r.calls) > len(r.window.outside)),
            ("asked-too-rarely", "about fewer words than there are", lambda r: len(r.calls) < len(r.window.outside)),
        ]
        fitting = [(name, how) for name, how, holds in ways if all(map(holds, off))]
        name, how = fitting[0] if fitting else ("other-words-asked", "about other words")
        return Finding("wrong", name, f"the loss function is asked {how}", says, asks)
    for r in recorders:
        vector = r.window.center_vectors[r.window.center_idx]
        if not all(np.array_equal(a.vector, vector) for a in r.asked):
            asks = "Which row of which matrix is the vector of the word in the middle?"
            return Finding(
                "wrong", "wrong-center", "the loss function is handed another vector than the centre word's", "", asks
            )
        if not all(np.array_equal(a.vectors, r.window.outside_vectors) for a in r.asked):
            asks = "Which of the two matrices is the third argument, and has it been changed?"
            return Finding("wrong", "wrong-matrix", "the loss function is handed other outside vectors", "", asks)
    return None


def of_three(recorders: Sequence[Recorder]) -> list[list[Namer[Any]]]:
    """Of the loss and of the two gradients, in their order."""
    if not all(r.asked for r in recorders):
        return [[], [], []]
    fault = asked_wrongly(recorders)
    sign = Factor[Recorder](
        "sign", "every sign is wrong", "Is something taken away that should be added?", lambda r: -1.0
    )
    parts: list[list[Change[Recorder]]] = [_of_loss(), _of_center(), _of_outside()]

    def find(part: list[Change[Recorder]]) -> Namer[Any]:
        changes = part if fault is None else [replace(c, mistakes=c.mistakes + 1) for c in part]
        changes = [c if fault is None else _with(c, fault) for c in changes]

        def found(measured: Sequence[Measured[Any]], theirs: Sequence[np.ndarray]) -> Finding | None:
            return namer([changes], [sign])(
                [Measured(r, m.value) for r, m in zip(recorders, measured, strict=True)], theirs
            )

        return found

    return [[find(part), *more] for part, more in zip(parts, _anywhere(recorders), strict=True)]


def _conditions(window: Window) -> dict[str, bool]:
    words, size = window.outside_vectors.shape
    full = len(window.outside) == 2 * window.size
    return {
        "no word stands in the window twice": len(set(window.outside)) == len(window.outside),
        "a word stands in the window twice": len(set(window.outside)) < len(window.outside),
        "the window is full": full,
        "the window is cut off by the end of its sentence": not full,
        "the loss is the naive softmax": window.loss is not squared_distance,
        "the loss is not the naive softmax": window.loss is squared_distance,
        "V is smaller than d": words < size,
        "V is larger than d": words > size,
    }


def _rows(window: Window) -> dict[str, np.ndarray]:
    row = np.arange(len(window.center_vectors))[:, None]
    center, outside = row == window.center_idx, np.isin(row, window.outside)
    twice = np.isin(row, [o for o in window.outside if window.outside.count(o) > 1])
    return {
        "the centre word's row": center,
        "the rows of all words but the centre word": ~center,
        "the rows of words that stand in the window twice": twice,
        "the rows of the outside words": outside,
        "the rows of words that are not in the window": ~outside & ~center,
        "the rows of words that are no outside words": ~outside,
        "row 0": row == 0,
        "the last row": row == len(row) - 1,
    }


def _anywhere(recorders: Sequence[Recorder]) -> list[list[Namer[Any]]]:
    def pieces(window: Window) -> dict[str, np.ndarray]:
        r = next(r for r in recorders if r.window is window)
        return {
            "the sum of the replies": np.array(sum(a.loss for a in r.asked)),
            "the last reply": r.asked[-1].loss,
            "m": np.array(float(window.size)),
            "n": np.array(float(len(window.outside))),
            "1": np.array(1.0),
        }

    made: Namer[Any] = made_of(pieces, "It is", "With what does your sum begin, and what is added to it?")
    return [[when(_conditions), made], [when(_conditions), where(_rows)], [when(_conditions), where(_rows)]]


def _weighted(measure: Measure) -> Namer[Window]:
    """Says how often each pair counts, in the first window in which that can be told."""

    def find(measured: Sequence[Measured[Window]], theirs: Sequence[np.ndarray]) -> Finding | None:
        for m, given in zip(measured, theirs, strict=True):
            pairs = [pair.ravel() for pair in each(measure, m.case)]
            factors, _, rank, _ = np.linalg.lstsq(np.column_stack(pairs), given.ravel(), rcond=None)
            if rank < len(pairs) or given.size <= len(pairs):
                continue
            if not np.allclose(sum(f * pair for f, pair in zip(factors, pairs, strict=True)), given.ravel(), atol=1e-4):
                return None
            often = ", ".join(f"{number(float(f.round(4)))} times" for f in factors)
            title = "The pairs do not all count once"
            return Finding("wrong", "pairs-weighted", title, f"In a window of {len(pairs)} they count {often}.", _SUM)
        return None

    return find


def _last_axis(pairs: Sequence[np.ndarray]) -> np.ndarray:
    return np.asarray(np.sum(pairs, axis=0).sum(axis=-1, keepdims=True))


# What else a formula may make of an array that holds a gradient for each pair.
OF_AN_ARRAY = [
    Choice("largest-only", "of the pairs only the smallest numbers count", _SUM, lambda r: np.min(r, axis=0)),
    Choice("averaged", "it is the median of the pairs", _SUM, lambda r: np.median(r, axis=0)),
    Choice("averaged", "the sum is divided by n − 1", _SUM, lambda r: sum(r) / max(len(r) - 1, 1)),
    Choice("averaged", "the sum is divided by n + 1", _SUM, lambda r: sum(r) / (len(r) + 1)),
    Choice("averaged", "the sum is divided by the square root of n", _SUM, lambda r: sum(r) / len(r) ** 0.5),
    Choice("squared", "the pairs are squared", _SUM, lambda r: sum(np.square(r))),
    Choice("squared", "the pairs are squared, and a root is taken", _SUM, lambda r: np.sqrt(sum(np.square(r)))),
    Choice("absolute", "the pairs have lost their signs", _SUM, lambda r: sum(np.abs(r))),
    Choice("spread", "it is the spread of the pairs", _SUM, lambda r: np.std(r, axis=0)),
    Choice("largest-only", "it is the largest number less the smallest", _SUM, lambda r: np.ptp(r, axis=0)),
    Choice("second-only", "only the second pair counts", _ENDS, lambda r: r[1]),
    Choice("last-but-one-only", "only the last pair but one counts", _ENDS, lambda r: r[-2]),
    Choice("two-only", "only the first two pairs count", _ENDS, lambda r: r[0] + r[1]),
    Choice("ends-only", "only the first and the last pair count", _ENDS, lambda r: r[0] + r[-1]),
    Choice("every-other", "only every other pair counts", _ENDS, lambda r: sum(r[::2])),
    Choice("alternating", "the pairs have signs in turn", _SUM, lambda r: sum(r[::2]) - sum(r[1::2], 0 * r[0])),
    Choice("summed-again", "what should stay apart is added up, too", _AXIS, lambda r: np.full(r[0].shape, np.sum(r))),
    Choice("summed-again", "the first axis is added up, too", _AXIS, lambda r: 0 * r[0] + np.sum(r, axis=(0, 1))),
    Choice("summed-again", "the last axis is added up, too", _AXIS, lambda r: 0 * r[0] + _last_axis(r)),
]  # fmt: skip


def _of_pairs(how: Choice) -> str:
    """What is said of replies, said of pairs."""
    return how.says.replace("the replies", "the pairs").replace("reply", "pair") or "they are added up"


def of_pairs(measure: Measure) -> list[Namer[Window]]:
    """Of a formula that puts together what is given of each pair."""

    def change(how: Choice) -> Change[Window]:
        return Change(how.name, _of_pairs(how), how.asks, lambda w: np.asarray(how.of(list(each(measure, w)))))

    signs = [Factor[Window]("sign", "every sign is wrong", _SUM, lambda w: -1.0)]
    return [namer([list(map(change, [*TOGETHER, *OF_AN_ARRAY]))], signs), when(_conditions), _weighted(measure)]


def of_others() -> list[Namer[Window]]:
    """Of the derivative for a word that is not in the centre."""
    asks = "Move v_w a little, for some w that is not the centre word. Which term of (12) notices?"

    def of_columns(of: Callable[[np.ndarray, Window], Any]) -> Callable[[Window], np.ndarray]:
        return lambda w: np.asarray(of(by_outside(w).T, w))

    known: list[tuple[str, str, Callable[[Window], np.ndarray]]] = [
        ("as-for-u", "it is a column of ∂J/∂U, the first", of_columns(lambda u, w: u[:, 0])),
        ("as-for-u", "it is a column of ∂J/∂U, the last", of_columns(lambda u, w: u[:, -1])),
        ("as-for-u", "it is a column of ∂J/∂U, the second", of_columns(lambda u, w: u[:, 1])),
        ("as-for-u", "it is the column of ∂J/∂U that belongs to w", of_columns(lambda u, w: u[:, w.outside[0]])),
        (
            "as-for-u",
            "it is the column of ∂J/∂U that belongs to the centre word",
            of_columns(lambda u, w: u[:, w.center_idx]),
        ),
        ("as-for-u", "it is ∂J/∂U, added up over all words", of_columns(lambda u, w: u.sum(axis=1))),
        ("as-for-u", "it is ∂J/∂U, averaged over all words", of_columns(lambda u, w: u.mean(axis=1))),
        (
            "as-for-u",
            "it is ∂J/∂U of the first pair, added up over all words",
            lambda w: np.asarray(by_outside(w.pairs[0]).sum(axis=0)),
        ),
        (
            "as-for-u",
            "it is ∂J/∂U of the first pair, its first column",
            lambda w: np.asarray(by_outside(w.pairs[0])[0]),
        ),
        ("as-for-the-centre", "the two derivatives are added up", lambda w: center_row(w) + by_outside(w).sum(axis=0)),
        (
            "as-for-the-centre",
            "the one derivative is taken away from the other",
            lambda w: center_row(w) - by_outside(w).sum(axis=0),
        ),
    ]
    changes = [Change(name, says, asks, numbers) for name, says, numbers in known]
    of_center = [
        Change[Window](
            "as-for-the-centre",
            f"it is made of the derivatives for the centre word; {_of_pairs(how)}",
            asks,
            lambda w, how=how: np.asarray(how.of(list(each(center_row, w)))),  # type: ignore[misc]
        )
        for how in [ALL, *TOGETHER, *OF_AN_ARRAY]
    ]
    signs = [
        Factor[Window]("sign", "the sign is changed", asks, lambda w: -1.0),
        Factor[Window]("averaged", "divided by n", asks, lambda w: 1 / len(w.outside)),
        Factor[Window]("scaled", "doubled", asks, lambda w: 2.0),
        Factor[Window]("scaled", "halved", asks, lambda w: 0.5),
    ]
    return [namer([[*changes, *of_center]], signs), when(_conditions)]


def _with(change: Change[Recorder], fault: Finding) -> Change[Recorder]:
    says = f"{fault.title}, and {change.says}" if change.says else fault.title
    name = f"{fault.name}-and-{change.name}" if change.name else fault.name
    return replace(change, name=name, says=says, asks=f"{fault.says} {fault.asks}".strip())
