"""The known mistakes with a window: what is added up instead of its pairs, and where the result is written."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from word2vec_lab.check.by_notebook.skipgram.cases import Measure, Window, by_center, by_outside, center_row, each
from word2vec_lab.check.judging.mistakes import Measured, Mistake, Replacement


def _distinct(window: Window) -> Window:
    return replace(window, outside=tuple(dict.fromkeys(window.outside)))


def _exchanged(window: Window) -> list[Window]:
    return [replace(window, center_idx=o, outside=(window.center_idx,)) for o in window.outside]


def _other_center(center_idx: Callable[[Window], int]) -> Callable[[Window], list[Window]]:
    return lambda w: [w.around(w.center_vectors[center_idx(w)])]


Windows = Callable[[Window], Sequence[Window]]
"""The windows that are added up instead of a window."""

# What the known mistakes take the window for.
ALTERED: list[Replacement[Windows]] = [
    Replacement(
        "last-word-only",
        "Only the last outside word counts",
        "It is right for a window with that word alone.",
        "What becomes of the result for the first word when the loop comes to the second?",
        lambda w: [replace(w, outside=w.outside[-1:])],
    ),
    Replacement(
        "first-word-only",
        "Only the first outside word counts",
        "It is right for a window with that word alone.",
        "How often does your loop run? Is there a return inside it?",
        lambda w: [replace(w, outside=w.outside[:1])],
    ),
    Replacement(
        "repeats-once",
        "A word that stands in the window twice counts once",
        "The check's window holds a word more than once.",
        "How many terms has the sum (12) if both places hold the same word?",
        lambda w: [_distinct(w)],
    ),
    Replacement(
        "strict-bounds",
        "The outermost two words are left out",
        "It is what the bounds −m < j < m give, in place of −m ≤ j ≤ m.",
        "Does the window reach to distance m, or stop before it?",
        lambda w: [replace(w, outside=w.outside[1:-1])],
    ),
    Replacement(
        "first-left-out",
        "The first outside word is left out",
        "All others count.",
        "Python counts from 0. From where does your loop count?",
        lambda w: [replace(w, outside=w.outside[1:])],
    ),
    Replacement(
        "last-left-out",
        "The last outside word is left out",
        "All others count.",
        "Does a range include its end?",
        lambda w: [replace(w, outside=w.outside[:-1])],
    ),
    Replacement(
        "size-for-number",
        "Only the first m outside words count",
        "The window size m says how far the window reaches, to both sides, and not how many words are in it.",
        "Over what does your loop run? How many outside words can a window have?",
        lambda w: [replace(w, outside=w.outside[: w.size])],
    ),
    Replacement(
        "center-included",
        "The centre word itself is counted as an outside word",
        "All others count as they should.",
        "Which j does the sum (12) leave out?",
        lambda w: [replace(w, outside=(*w.outside, w.center_idx))],
    ),
    Replacement(
        "roles-exchanged",
        "Centre word and outside word have changed places",
        "It is right for a model that predicts the centre word from each outside word.",
        "Skip-gram predicts the outside word from the centre word. Whose vector is the centre vector?",
        _exchanged,
    ),
    Replacement(
        "wrong-vector",
        "The centre word's *outside* vector was used",
        "Each word has two vectors.",
        "From which of the two matrices comes the vector of the word in the middle?",
        lambda w: [w.around(w.outside_vectors[w.center_idx])],
    ),
    Replacement(
        "wrong-matrix",
        "The loss function was handed the centre vectors twice",
        "It needs the centre word's vector and all *outside* vectors.",
        "Which of the two matrices is your third argument?",
        lambda w: [replace(w, outside_vectors=w.center_vectors)],
    ),
    Replacement(
        "wrong-center",
        "The centre vector is that of word 0",
        "It happens to be right when the centre word has index 0.",
        "How does your function find out which row belongs to the centre word?",
        _other_center(lambda w: 0),
    ),
    Replacement(
        "wrong-center",
        "The centre vector is that of the next word",
        "It is off by one row.",
        "Python counts from 0. From where does your index count?",
        _other_center(lambda w: (w.center_idx + 1) % len(w.center_vectors)),
    ),
]

WINDOW_AGAIN: Mistake[Window] = Mistake(
    "window-again",
    "The window is counted over and over",
    "Every number is n times what it should be, where n is the number of outside words. It is what one gets when the "
    "terms of the sum are losses of the whole window again.",
    "What is one term of the sum (12): the loss of a pair, or of the window?",
    lambda m: m.value * len(m.case.outside),
)


def window_mistakes(measure: Measure) -> list[Mistake[Window]]:
    """The table of windows that are taken for others, measured by `measure`, and of what is counted too often."""

    def added_up(instead: Windows, window: Window) -> np.ndarray:
        return np.asarray(np.sum([measure(w) for w in instead(window)], axis=0))

    return [*(row.mistake(added_up) for row in ALTERED), WINDOW_AGAIN]


def product_of_pairs(measure: Measure) -> Mistake[Window]:
    """The pairs are multiplied where they should be added."""
    return Mistake(
        "product",
        "The pairs are multiplied",
        "It is the product of the pairs' derivatives, entry by entry.",
        "How does (12) put the pairs together?",
        lambda m: np.asarray(np.prod(each(measure, m.case), axis=0)),
    )


def wrong_axes(measure: Measure) -> list[Mistake[Window]]:
    """Sums over other axes than the one that counts pairs. They have other shapes than the answer."""
    asks = "Which axis of the array counts pairs? The others must stay."

    def summed(axis: int | None) -> Callable[[Measured[Window]], np.ndarray]:
        return lambda m: np.asarray(each(measure, m.case).sum(axis=axis))

    return [
        Mistake("wrong-axis", "The sum runs over the second axis", "", asks, summed(1)),
        Mistake("wrong-axis", "The sum runs over the last axis", "", asks, summed(-1)),
        Mistake("everything-summed", "All numbers of all pairs are added up", "", asks, summed(None)),
        Mistake("not-summed", "The pairs stay apart", "Nothing is added up.", asks, lambda m: each(measure, m.case)),
    ]


def mistakes_for_others() -> list[Mistake[Window]]:
    """Mistakes in the derivative for a word that is not in the centre."""

    def of(pick: Callable[[Window], np.ndarray]) -> Callable[[Measured[Window]], np.ndarray]:
        return lambda m: pick(m.case)

    asks = "Move v_w a little, for some w that is not the centre word. Which term of (12) notices?"
    centre = "It is the derivative for the centre word"
    return [
        Mistake("as-for-the-centre", centre, "Here another word's centre vector is moved.", asks, of(center_row)),
        Mistake(
            "as-for-the-centre",
            f"{centre}, averaged",
            "Here another word's centre vector is moved.",
            asks,
            of(lambda w: center_row(w) / len(w.outside)),
        ),
        Mistake(
            "as-for-the-centre",
            f"{centre}, with the other sign",
            "Here another word's centre vector is moved.",
            asks,
            of(lambda w: -center_row(w)),
        ),
        Mistake(
            "one-pair",
            "It is the derivative of a single pair for the centre word",
            "Here another word's centre vector is moved.",
            asks,
            of(lambda w: center_row(w.pairs[0])),
        ),
        Mistake(
            "one-pair",
            "It is the derivative of a single pair for the centre word",
            "Here another word's centre vector is moved.",
            asks,
            of(lambda w: center_row(w.pairs[-1])),
        ),
    ]


def center_mistakes() -> list[Mistake[Window]]:
    """Mistakes in where the centre word's gradient is written: in a (V, d) array, a row for each word."""

    def row(m: Measured[Window]) -> np.ndarray:
        return np.asarray(m.value[m.case.center_idx])

    def rows_of_pairs(m: Measured[Window]) -> np.ndarray:
        result = np.zeros_like(m.value)
        for pair in m.case.pairs:
            result[pair.outside[0]] += center_row(pair)
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


def outside_mistakes() -> list[Mistake[Window]]:
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
