"""Checks of the items in `4_skipgram`: the derivatives of a window's loss, and `skipgram` itself.

Nothing here knows a gradient. A window's loss is equation (12), a plain sum over pairs; it is differenced numerically,
and so are the windows that the known mistakes amount to. `skipgram` is handed a loss function of the check's own, so
it is judged alone: mistakes in the student's other functions neither cost nor earn anything here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import numpy as np

from word2vec_lab.check.by_notebook.softmax.checks import PUBLIC_SEED, ToyDataset, returned_three
from word2vec_lab.check.judging.calling import Call, call, call_each, remarks
from word2vec_lab.check.judging.compare import Measured, Mistake, Verdict, as_array, judge, show
from word2vec_lab.check.judging.scoring import changed_inputs, formula_total, total, unanswered, with_findings
from word2vec_lab.check.score import Finding, Outcome, Score
from word2vec_lab.items import items
from word2vec_lab.measure import losses, numeric
from word2vec_lab.measure.guard import own_work

PairLoss = Callable[[np.ndarray, int, np.ndarray], float]
"""J(v_c, o, U): centre vector (d,), index o, outside vectors as rows (V, d)."""


def squared_distance(center: np.ndarray, outside_idx: int, outside_vectors: np.ndarray) -> float:
    """A loss of a pair that nobody uses: half the squared distance between u_o and v_c.

    The derivatives of a window must come out right for any loss. This one tells u_o and v_c apart, and depends on no
    other word.
    """
    return 0.5 * float(((outside_vectors[outside_idx] - center) ** 2).sum())


@dataclass(frozen=True)
class Window:
    """A centre word, its outside words in the order of the sentence, and all vectors as rows (V, d).

    `size` is m, how far the window reaches; near the end of a sentence there are fewer than 2m outside words.
    """

    center_idx: int
    outside: tuple[int, ...]
    center_vectors: np.ndarray
    outside_vectors: np.ndarray
    size: int
    loss: PairLoss = losses.naive_softmax

    @property
    def pairs(self) -> list["Window"]:
        """One window for each outside word, with that word alone."""
        return [replace(self, outside=(o,)) for o in self.outside]

    def around(self, vector: np.ndarray) -> "Window":
        """This window with another vector for the centre word."""
        vectors = self.center_vectors.copy()
        vectors[self.center_idx] = vector
        return replace(self, center_vectors=vectors)


def window_loss(window: Window) -> float:
    """Equation (12): the pair losses of the window, added up."""
    center = window.center_vectors[window.center_idx]
    return sum(window.loss(center, o, window.outside_vectors) for o in window.outside)


def by_center(window: Window) -> np.ndarray:
    """∂J/∂V of the window, measured: (V, d), a row for each word's centre vector."""
    return numeric.gradient(lambda v: window_loss(replace(window, center_vectors=v)), window.center_vectors)


def by_outside(window: Window) -> np.ndarray:
    """∂J/∂U of the window, measured: (V, d), a row for each word's outside vector."""
    return numeric.gradient(lambda u: window_loss(replace(window, outside_vectors=u)), window.outside_vectors)


def windows(seed: int) -> list[Window]:
    """The test cases: one small enough to read, then shapes in which V, d, m, c and n cannot be confused.

    Each has more than one outside word and is cut off by the end of its sentence, but for the third; in the first
    three, a word stands in the window twice.
    """
    rng = np.random.default_rng(seed)
    made = [Window(1, (3, 0, 3), rng.uniform(-1.2, 1.2, (5, 2)).round(1), rng.uniform(-1.2, 1.2, (5, 2)).round(1), 2)]
    for words, dimensions, center, size, count, loss in (
        (9, 4, 7, 5, 5, losses.naive_softmax),
        (6, 7, 3, 3, 6, squared_distance),
        (8, 3, 5, 4, 2, losses.naive_softmax),
    ):
        others = [w for w in range(words) if w != center]
        outside = [int(o) for o in rng.permutation(others)[: min(count, len(others))]]
        outside += [outside[0]] * (count - len(outside))
        if count > 4:
            outside[-1] = outside[1]
        vectors = rng.uniform(-1.2, 1.2, (2, words, dimensions))
        made.append(Window(center, tuple(outside), vectors[0], vectors[1], size, loss))
    return made


def _distinct(window: Window) -> Window:
    return replace(window, outside=tuple(dict.fromkeys(window.outside)))


def _exchanged(window: Window) -> list[Window]:
    return [replace(window, center_idx=o, outside=(window.center_idx,)) for o in window.outside]


def _other_center(center_idx: Callable[[Window], int]) -> Callable[[Window], list[Window]]:
    return lambda w: [w.around(w.center_vectors[center_idx(w)])]


# What the known mistakes take the window for: (slug, title, says, asks, the windows that are added up instead).
ALTERED: list[tuple[str, str, str, str, Callable[[Window], Sequence[Window]]]] = [
    (
        "last-word-only",
        "Only the last outside word counts",
        "It is right for a window with that word alone.",
        "What becomes of the result for the first word when the loop comes to the second?",
        lambda w: [replace(w, outside=w.outside[-1:])],
    ),
    (
        "first-word-only",
        "Only the first outside word counts",
        "It is right for a window with that word alone.",
        "How often does your loop run? Is there a return inside it?",
        lambda w: [replace(w, outside=w.outside[:1])],
    ),
    (
        "repeats-once",
        "A word that stands in the window twice counts once",
        "The check's window holds a word more than once.",
        "How many terms has the sum (12) if both places hold the same word?",
        lambda w: [_distinct(w)],
    ),
    (
        "strict-bounds",
        "The outermost two words are left out",
        "It is what the bounds −m < j < m give, in place of −m ≤ j ≤ m.",
        "Does the window reach to distance m, or stop before it?",
        lambda w: [replace(w, outside=w.outside[1:-1])],
    ),
    (
        "first-left-out",
        "The first outside word is left out",
        "All others count.",
        "Python counts from 0. From where does your loop count?",
        lambda w: [replace(w, outside=w.outside[1:])],
    ),
    (
        "last-left-out",
        "The last outside word is left out",
        "All others count.",
        "Does a range include its end?",
        lambda w: [replace(w, outside=w.outside[:-1])],
    ),
    (
        "size-for-number",
        "Only the first m outside words count",
        "The window size m says how far the window reaches, to both sides, and not how many words are in it.",
        "Over what does your loop run? How many outside words can a window have?",
        lambda w: [replace(w, outside=w.outside[: w.size])],
    ),
    (
        "center-included",
        "The centre word itself is counted as an outside word",
        "All others count as they should.",
        "Which j does the sum (12) leave out?",
        lambda w: [replace(w, outside=(*w.outside, w.center_idx))],
    ),
    (
        "roles-exchanged",
        "Centre word and outside word have changed places",
        "It is right for a model that predicts the centre word from each outside word.",
        "Skip-gram predicts the outside word from the centre word. Whose vector is the centre vector?",
        _exchanged,
    ),
    (
        "wrong-vector",
        "The centre word's *outside* vector was used",
        "Each word has two vectors.",
        "From which of the two matrices comes the vector of the word in the middle?",
        lambda w: [w.around(w.outside_vectors[w.center_idx])],
    ),
    (
        "wrong-matrix",
        "The loss function was handed the centre vectors twice",
        "It needs the centre word's vector and all *outside* vectors.",
        "Which of the two matrices is your third argument?",
        lambda w: [replace(w, outside_vectors=w.center_vectors)],
    ),
    (
        "wrong-center",
        "The centre vector is that of word 0",
        "It happens to be right when the centre word has index 0.",
        "How does your function find out which row belongs to the centre word?",
        _other_center(lambda w: 0),
    ),
    (
        "wrong-center",
        "The centre vector is that of the next word",
        "It is off by one row.",
        "Python counts from 0. From where does your index count?",
        _other_center(lambda w: (w.center_idx + 1) % len(w.center_vectors)),
    ),
]

Measure = Callable[[Window], np.ndarray]


def _altered(measure: Measure) -> list[Mistake[Window]]:
    def mistake(name: str, title: str, says: str, asks: str, instead: Callable[[Window], Sequence[Window]]) -> Any:
        def produces(m: Measured[Window]) -> np.ndarray:
            return np.asarray(np.sum([measure(w) for w in instead(m.case)], axis=0))

        return Mistake(name, title, says, asks, produces)

    return [mistake(*row) for row in ALTERED]


def _again() -> Mistake[Window]:
    return Mistake(
        "window-again",
        "The window is counted over and over",
        "Every number is n times what it should be, where n is the number of outside words. It is what one gets when "
        "the terms of the sum are losses of the whole window again.",
        "What is one term of the sum (12): the loss of a pair, or of the window?",
        lambda m: m.value * len(m.case.outside),
    )


def _sizes(window: Window) -> dict[str, float]:
    words, dimensions = window.center_vectors.shape
    n, m = len(window.outside), window.size
    return {"n": n, "2m": 2 * m, "m": m, "2m+1": 2 * m + 1, "V": words, "d": dimensions}


def _about_pairs(given: Measure, window: Window) -> str:
    rows = [f"n = {len(window.outside)} outside words: {', '.join(map(str, window.outside))} (window size m = 2)"]
    for number, pair in enumerate(window.pairs):
        text = show(given(pair)).splitlines()
        rows += [f"  pair {number}:  {text[0]}", *(f"{'':>10}  {line}" for line in text[1:])]
    return "\n".join(rows)


# --- 1(j): the three derivatives, as formulas of the pairs' derivatives ---------------------------------------------


def _columns(window: Window) -> np.ndarray:
    """∂J/∂U in the handout's shape, (d, V): a column for each word."""
    return by_outside(window).T


def _center_row(window: Window) -> np.ndarray:
    """∂J/∂v_c, (d,)."""
    return np.asarray(by_center(window)[window.center_idx])


def _another_row(window: Window) -> np.ndarray:
    """∂J/∂v_w, (d,), for a word w that is not in the centre (but stands in the window)."""
    return np.asarray(by_center(window)[window.outside[0]])


def _each(measure: Measure, window: Window) -> np.ndarray:
    """What is measured on each pair of the window alone, stacked: the first axis counts outside words."""
    return np.stack([measure(pair) for pair in window.pairs])


def _of_products(measure: Measure) -> Mistake[Window]:
    return Mistake(
        "product",
        "The pairs are multiplied",
        "It is the product of the pairs' derivatives, entry by entry.",
        "How does (12) put the pairs together?",
        lambda m: np.asarray(np.prod(_each(measure, m.case), axis=0)),
    )


def _formula(item_id: str, what: str, function: Any, seed: int, measure: Measure, parameter: str) -> Score:
    """Judge a formula of the pairs' derivatives, as `measure` finds them, against that of the window."""
    item = items()[item_id]
    cases = windows(seed)
    calls = call_each(function, ((_each(measure, c),) for c in cases))
    early = unanswered(item, calls)
    if early:
        return early
    verdict = judge(
        what,
        [Measured(c, measure(c)) for c in cases],
        [c.value for c in calls],
        [*_altered(measure), _again(), _of_products(measure)],
        _sizes,
        partial(_about_pairs, measure),
    )
    return formula_total(item, [(item.points, verdict)], calls, [parameter])


def grad_window_U(function: Any, seed: int = PUBLIC_SEED) -> Score:
    """1(j)(i): ∂J_skip-gram/∂U, (d, V), as a formula of the pairs' ∂J/∂U, (n, d, V)."""
    return _formula("q1j1", "∂J/∂U of the window", function, seed, _columns, "pair_grads_U")


def grad_window_v_c(function: Any, seed: int = PUBLIC_SEED) -> Score:
    """1(j)(ii): ∂J_skip-gram/∂v_c, (d,), as a formula of the pairs' ∂J/∂v_c, (n, d)."""
    return _formula("q1j2", "∂J/∂v_c of the window", function, seed, _center_row, "pair_grads_v_c")


def grad_window_v_w(function: Any, seed: int = PUBLIC_SEED) -> Score:
    """1(j)(iii): ∂J_skip-gram/∂v_w for w ≠ c, (d,), as a formula of the pairs' ∂J/∂U and ∂J/∂v_c."""
    item = items()["q1j3"]
    cases = windows(seed)
    calls = call_each(function, ((_each(_columns, c), _each(_center_row, c)) for c in cases))
    early = unanswered(item, calls)
    if early:
        return early
    what = "∂J/∂v_w of the window"
    measured = [Measured(c, _another_row(c)) for c in cases]

    def about(window: Window) -> str:
        return f"c = {window.center_idx}, w = {window.outside[0]}\n{_about_pairs(_center_row, window)}"

    verdict = _values_in_another_shape(what, measured, calls) or judge(
        what, measured, [c.value for c in calls], _mistakes_for_others(), _sizes, about
    )
    return formula_total(item, [(item.points, verdict)], calls, ["pair_grads_U", "pair_grads_v_c"])


def _values_in_another_shape(what: str, measured: list[Measured[Window]], calls: list[Call]) -> Verdict | None:
    """The verdict on an answer whose every number is what was measured, in an array of another shape."""
    given = [as_array(c.value) for c in calls]
    for m, g in zip(measured, given, strict=True):
        if g is None or g.shape == m.value.shape or g.size == 0:
            return None
        if not numeric.agree(np.full(g.shape, m.value.flat[0]), g):
            return None
    first = given[0]
    assert first is not None
    shape = f"shape {first.shape}" if first.ndim else "a single number"
    return Verdict(
        1,
        (
            Finding(
                "wrong",
                "shape-convention",
                f"{what}: the value is right, the shape is not",
                says=f"Yours is {shape}; the shape convention asks for {measured[0].value.shape}, the shape of the "
                "vector that is moved. It costs half a point.",
                asks="How many numbers has v_w? How many has its gradient?",
            ),
        ),
        bent_shape=True,
    )


def _mistakes_for_others() -> list[Mistake[Window]]:
    """Mistakes in the derivative for a word that is not in the centre."""

    def of(pick: Callable[[Window], np.ndarray]) -> Callable[[Measured[Window]], np.ndarray]:
        return lambda m: pick(m.case)

    asks = "Move v_w a little, for some w that is not the centre word. Which term of (12) notices?"
    centre = "It is the derivative for the centre word"
    return [
        Mistake("as-for-the-centre", centre, "Here another word's centre vector is moved.", asks, of(_center_row)),
        Mistake(
            "as-for-the-centre",
            f"{centre}, averaged",
            "Here another word's centre vector is moved.",
            asks,
            of(lambda w: _center_row(w) / len(w.outside)),
        ),
        Mistake(
            "as-for-the-centre",
            f"{centre}, with the other sign",
            "Here another word's centre vector is moved.",
            asks,
            of(lambda w: -_center_row(w)),
        ),
        Mistake(
            "one-pair",
            "It is the derivative of a single pair for the centre word",
            "Here another word's centre vector is moved.",
            asks,
            of(lambda w: _center_row(w.pairs[0])),
        ),
        Mistake(
            "one-pair",
            "It is the derivative of a single pair for the centre word",
            "Here another word's centre vector is moved.",
            asks,
            of(lambda w: _center_row(w.pairs[-1])),
        ),
    ]


# --- 2(a)(iv): skipgram ---------------------------------------------------------------------------------------------

RETURNS = ("loss", "gradCenterVecs", "gradOutsideVectors")
PARAMETERS = (
    *("currentCenterWord", "windowSize", "outsideWords", "word2Ind"),
    *("centerWordVectors", "outsideVectors", "dataset", "word2vecLossAndGradient"),
)
WORDS = ("tea", "king", "rain", "cup", "hot", "queen", "snow", "milk", "and")


@dataclass
class Recorder:
    """A loss function for one window that notes how it is called; `function` is what `skipgram` is handed."""

    window: Window
    words: Sequence[str] = WORDS
    calls: list[int] = field(default_factory=list)
    refused: str = ""
    other_dataset: bool = False

    def function(self) -> Callable[..., tuple[float, np.ndarray, np.ndarray]]:
        """A plain function: unlike an object it is not copied on the way to the student."""

        def lossAndGradient(
            centerWordVec: Any, outsideWordIdx: Any, outsideVectors: Any, dataset: Any
        ) -> tuple[float, np.ndarray, np.ndarray]:
            self.note(centerWordVec, outsideWordIdx, outsideVectors, dataset)
            center, vectors = np.array(centerWordVec, dtype=float), np.array(outsideVectors, dtype=float)
            o, loss = int(outsideWordIdx), self.window.loss
            with own_work():
                return (
                    loss(center, o, vectors),
                    numeric.gradient(lambda v: loss(v, o, vectors), center),
                    numeric.gradient(lambda u: loss(center, o, u), vectors),
                )

        return lossAndGradient

    def note(self, center: Any, outside_idx: Any, vectors: Any, dataset: Any) -> None:
        """Write the call down; raises TypeError for what no loss function could work with."""
        words, dimensions = self.window.outside_vectors.shape
        self.refuse("centerWordVec", _shape_of(center), f"an array of shape ({dimensions},)")
        whole = isinstance(outside_idx, (int, np.integer)) and not isinstance(outside_idx, bool)
        in_range = whole and -words <= int(outside_idx) < words
        self.refuse(
            "outsideWordIdx",
            "fine" if in_range else f"{outside_idx!r}",
            "fine",
            f"a whole number from 0 to {words - 1}",
        )
        self.refuse("outsideVectors", _shape_of(vectors), f"an array of shape ({words}, {dimensions})")
        self.other_dataset |= dataset != ToyDataset(words)
        self.calls.append(int(outside_idx) % words)

    def refuse(self, name: str, found: str, wanted: str, wanted_in_words: str = "") -> None:
        """Raise TypeError, and remember why, unless what was found is what a loss function takes."""
        if found != wanted:
            self.refused = f"{name} was {found}; a loss function takes {wanted_in_words or wanted}."
            raise TypeError(self.refused)

    @property
    def arguments(self) -> tuple[Any, ...]:
        """What `skipgram` is called with on this window."""
        w = self.window
        word2Ind = {self.words[i]: i for i in range(len(w.center_vectors))}
        return (
            *(self.words[w.center_idx], w.size, [self.words[o] for o in w.outside], word2Ind),
            *(w.center_vectors, w.outside_vectors, ToyDataset(len(w.center_vectors)), self.function()),
        )


def _shape_of(value: Any) -> str:
    shape = getattr(value, "shape", None)
    return f"an array of shape {shape}" if isinstance(shape, tuple) else type(value).__name__


def skipgram(function: Any, seed: int = PUBLIC_SEED) -> Score:
    """2(a)(iv): the function of the starter code. Loss half a point, each of the two gradients 0.75.

    Half a point is lost for inputs that are changed, for a data set that is not handed on, and for calling the loss
    function more or less often than once for each outside word.
    """
    item = items()["q2a4"]
    recorders = [Recorder(w) for w in windows(seed)]
    calls = call_each(function, (r.arguments for r in recorders))
    refused = next((r.refused for r in recorders if r.refused), "")
    if refused:
        return Score(item, 0, Outcome.FAILED, (_wrong_arguments(refused), *remarks(calls)))
    early = unanswered(item, calls)
    if early:
        return early
    wrong = next((f for f in (returned_three(c.value) for c in calls) if f), None)
    if wrong:
        wrong = replace(wrong, says=f"The check expects three values: {', '.join(RETURNS)}.")
        return Score(item, 0, Outcome.FAILED, (wrong, *remarks(calls)))
    if not any(r.calls for r in recorders):
        return Score(item, 0, Outcome.FAILED, (_loss_function_ignored(), *remarks(calls)))

    cases = [r.window for r in recorders]
    measures: list[tuple[str, float, Measure, list[Mistake[Window]]]] = [
        (RETURNS[0], 0.5, lambda w: np.array(window_loss(w)), []),
        (RETURNS[1], 0.75, by_center, _center_mistakes()),
        (RETURNS[2], 0.75, by_outside, _outside_mistakes()),
    ]
    parts = []
    for i, (name, points, measure, mistakes) in enumerate(measures):
        verdict = judge(
            name,
            [Measured(c, measure(c)) for c in cases],
            [c.value[i] for c in calls],
            [*mistakes, *_altered(measure), _again()],
            _sizes,
            _about,
        )
        parts.append((points, verdict))
    spoiled = changed_inputs(calls, PARAMETERS)
    advice = []
    if all(verdict.share == 1 for _, verdict in parts):
        spoiled += _calls_made(recorders)
        advice = _passed_over(function, cases[1])
    return with_findings(total(item, parts, calls, spoiled, []), advice)


def _about(window: Window) -> str:
    words = [WORDS[o] for o in window.outside]
    numbers = ", ".join(f"{word} {i}" for word, i in zip(words, window.outside, strict=True))
    return (
        f"centre word {WORDS[window.center_idx]} {window.center_idx}, outside words {numbers} (window size "
        f"{window.size})\ncentre vectors =\n{show(window.center_vectors)}\n"
        f"outside vectors =\n{show(window.outside_vectors)}"
    )


def _wrong_arguments(refused: str) -> Finding:
    return Finding(
        "wrong",
        "loss-function-arguments",
        "The loss function cannot work with what you hand it",
        says=refused,
        asks="Its four arguments are those of naiveSoftmaxLossAndGradient, in the same order. A word's row is in "
        "word2Ind. What does each of your four arguments hold?",
    )


def _loss_function_ignored() -> Finding:
    return Finding(
        "wrong",
        "loss-function-ignored",
        "The loss function that was passed in is never called",
        says="The check hands your function a loss function of its own, as the argument word2vecLossAndGradient.",
        asks="When training switches to negative sampling, how is your function to know?",
    )


def _calls_made(recorders: Sequence[Recorder]) -> list[Finding]:
    """Findings on how the loss function was called, though all numbers are right."""
    found = []
    if any(r.other_dataset for r in recorders):
        found.append(
            Finding(
                "wrong",
                "dataset-not-passed",
                "The data set is not handed on to the loss function",
                says="The naive softmax has no use for it; negative sampling draws its words from it. It costs half a "
                "point.",
                asks="What is the fourth argument of your calls?",
            )
        )
    off = next((r for r in recorders if len(r.calls) != len(r.window.outside)), None)
    if off:
        found.append(
            Finding(
                "wrong",
                "calls",
                f"The loss function is called {len(off.calls)} times for {len(off.window.outside)} outside words",
                says="The numbers are right here. But negative sampling draws anew at every call, so loss and "
                "gradients must come from one and the same call, one for each outside word. It costs half a point.",
                asks="Which of your calls is one too many, or shared by two words?",
            )
        )
    return found


def _passed_over(function: Any, window: Window) -> list[Finding]:
    """Advice if a place of the window is passed over because the centre word stands there again.

    It costs nothing, as the windows that training draws hold no copy of the centre word.
    """
    first, *others = window.outside
    again = replace(window, outside=(first, window.center_idx, *others))
    called, recorder = record(function, again, WORDS)
    if not called.ok or window.center_idx in recorder.calls:
        return []
    return [
        Finding(
            "advice",
            "center-passed-over",
            "The centre word is passed over where it stands in its own window",
            says="In “the king and the”, the window around one “the” reaches the other, and the sum (12) has a term "
            "for that place. Nothing is deducted: in training every copy of the centre word is left out beforehand.",
            asks="What does the sum leave out: a word, or the place j = 0?",
        )
    ]


def _center_mistakes() -> list[Mistake[Window]]:
    """Mistakes in where the centre word's gradient is written: in a (V, d) array, a row for each word."""

    def row(m: Measured[Window]) -> np.ndarray:
        return np.asarray(m.value[m.case.center_idx])

    def rows_of_pairs(m: Measured[Window]) -> np.ndarray:
        result = np.zeros_like(m.value)
        for pair in m.case.pairs:
            result[pair.outside[0]] += _center_row(pair)
        return result

    def at(index: Callable[[Window], int]) -> Callable[[Measured[Window]], np.ndarray]:
        def produces(m: Measured[Window]) -> np.ndarray:
            result = np.zeros_like(m.value)
            result[index(m.case)] = row(m)
            return result

        return produces

    one = "How many centre vectors does the loss of one window depend on?"
    return [
        Mistake(
            "every-row",
            "Every row holds the centre word's gradient",
            "It belongs into one row.",
            one,
            lambda m: np.tile(row(m), (len(m.value), 1)),
        ),
        Mistake(
            "wrong-row",
            "The gradient stands in row 0",
            "Its numbers are right.",
            "Which row belongs to the centre word?",
            at(lambda w: 0),
        ),
        Mistake(
            "wrong-row",
            "The gradient stands in the row of the last outside word",
            "Its numbers are right.",
            "Which row belongs to the centre word?",
            at(lambda w: w.outside[-1]),
        ),
        Mistake(
            "rows-of-outside-words",
            "The gradients stand in the rows of the outside words",
            "Each pair's gradient for its centre vector was written into the row of its outside word.",
            one,
            rows_of_pairs,
        ),
        Mistake(
            "exchanged",
            "It is what gradOutsideVectors should be",
            "The two gradients have the same shape, so only the numbers tell them apart.",
            "In which order are the three values returned?",
            lambda m: by_outside(m.case),
        ),
    ]


def _outside_mistakes() -> list[Mistake[Window]]:
    """Mistakes in which rows of the outside vectors' gradient are filled."""

    def own_rows(m: Measured[Window]) -> np.ndarray:
        result = np.zeros_like(m.value)
        for pair in m.case.pairs:
            result[pair.outside[0]] += by_outside(pair)[pair.outside[0]]
        return result

    return [
        Mistake(
            "own-rows-only",
            "Only the rows of the outside words are filled",
            "From each pair you keep one row of its gradient.",
            "The loss function returns a gradient for all outside vectors. Are the other rows zero?",
            own_rows,
        ),
        Mistake(
            "exchanged",
            "It is what gradCenterVecs should be",
            "The two gradients have the same shape, so only the numbers tell them apart.",
            "In which order are the three values returned?",
            lambda m: by_center(m.case),
        ),
    ]


def record(function: Any, window: Window, words: Sequence[str]) -> tuple[Call, Recorder]:
    """Call a student's `skipgram` on a window with a loss function that notes its calls; `words` names the rows."""
    recorder = Recorder(window, words)
    return call(function, *recorder.arguments), recorder
