"""One pair of words, and one window, in numbers: rows that can be followed with a pencil.

Every slope in them is measured, with central differences. Where the slopes come from is what the notebooks derive.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from word2vec_lab.check.by_notebook.skipgram.cases import Window, window_loss
from word2vec_lab.check.by_notebook.skipgram.cases import by_center as window_by_center
from word2vec_lab.check.by_notebook.skipgram.cases import by_outside as window_by_outside
from word2vec_lab.check.by_notebook.softmax.cases import observed, pairs, predicted, true_loss
from word2vec_lab.check.judging.handed import PUBLIC_SEED
from word2vec_lab.check.judging.pairs import Pair, by_center
from word2vec_lab.expecting import expecting
from word2vec_lab.figures.style import number, signed
from word2vec_lab.figures.table import Row, Table

SENTENCE = ("the", "king", "and", "the", "queen", "drink", "tea")
PLACE = SENTENCE.index("queen")
WORDS = ("rain", "tea", "king")
CENTER = "hot"
STEP = 0.5
DIGITS = 3


def small_case() -> Pair:
    """The first case of the checks of notebook 1: three words, two dimensions."""
    return pairs(PUBLIC_SEED)[0]


@expecting("a step size, a positive number")
def one_pair(step: float = STEP) -> Table:
    """The pair (hot, tea) in numbers: scores, probabilities, the miss, the slope, and one step against it.

    The slope is measured, with central differences: where it comes from is what notebook 1 derives.
    """
    if not 0 < step < np.inf:
        raise ValueError(f"The step is {step!r}. Give a positive number, such as {STEP}.")
    pair = small_case()
    scores, truth, prediction = pair.outside_vectors @ pair.center, observed(pair), predicted(pair)
    slope = by_center(true_loss, pair)
    moved = replace(pair, center=pair.center - step * slope)
    total = float(np.exp(scores).sum())
    vectors = tuple(_vector(row, 1) for row in pair.outside_vectors)
    rows = (
        Row("outside vector", vectors, "given: a vector for each word that may stand near"),
        Row("score", _numbers(scores), f"dot product with the centre vector of {CENTER}, {_vector(pair.center, 1)}"),
        Row("exp(score)", _numbers(np.exp(scores)), f"all positive now; they add up to {number(total, DIGITS)}"),
        Row("ŷ", _numbers(prediction), f"divided by {number(total, DIGITS)}; they add up to 1"),
        Row("y", tuple(str(int(one)) for one in truth), f"{WORDS[pair.outside_idx]} was there"),
        Row("ŷ − y", tuple(signed(one, DIGITS) for one in prediction - truth), "how far the prediction is off"),
        Row("slope", tuple(signed(one, DIGITS) for one in slope), "of the loss, for both numbers of the centre vector"),
        Row("step", _numbers(moved.center), f"the centre vector − {step:g} · slope, the new centre vector"),
        Row("new ŷ", _numbers(predicted(moved)), "the first four rows once more, from there"),
    )
    chance = number(prediction[pair.outside_idx], DIGITS)
    title = (
        f"The pair ({CENTER}, {WORDS[pair.outside_idx]}). The loss is −log {chance} "
        f"= {number(true_loss(pair), DIGITS)}, and after one step {number(true_loss(moved), DIGITS)}."
    )
    return Table(title, WORDS, rows, "where it comes from")


@expecting("how many words the window has on each side, such as 2")
def filling(size: int = 2) -> Table:
    """A window around *queen* as it fills: the loss and its slopes after one pair, after two, and so on."""
    vocabulary = tuple(sorted(set(SENTENCE)))
    index = {word: row for row, word in enumerate(vocabulary)}
    centers, outsides = np.random.default_rng(12).uniform(-1, 1, (2, len(vocabulary), 2)).round(1)
    near = [SENTENCE[at] for at in range(len(SENTENCE)) if at != PLACE and abs(at - PLACE) <= size]
    outside = tuple(index[word] for word in near)
    whole = Window(index[SENTENCE[PLACE]], outside, centers, outsides, size)
    so_far = [replace(whole, outside=outside[: done + 1]) for done in range(len(outside))]
    losses = [window_loss(window) for window in so_far]
    center = [window_by_center(window) for window in so_far]
    slopes = [window_by_outside(window) for window in so_far]
    rows = [
        Row("loss", _numbers(losses), "of the pairs so far"),
        Row(
            "v_queen", tuple(_vector(slope[whole.center_idx], 2) for slope in center), "the centre word's centre vector"
        ),
        *(
            Row(
                f"u_{word}",
                tuple(_vector(slope[index[word]], 2) for slope in slopes),
                f"in the window {near.count(word)} ×" if word in near else "not in the window",
            )
            for word in vocabulary
        ),
        Row(
            "v_" + near[0],
            tuple(_vector(slope[index[near[0]]], 2) for slope in center),
            "another word's centre vector",
        ),
    ]
    title = f"The window of {size} around {SENTENCE[PLACE]}: the loss so far, and its slope for each vector, measured."
    return Table(title, tuple(f"+ {word}" for word in near), tuple(rows), "whose it is")


def _numbers(values: Sequence[float] | np.ndarray) -> tuple[str, ...]:
    return tuple(number(float(value), DIGITS) for value in values)


def _vector(values: np.ndarray, digits: int) -> str:
    return f"({', '.join(number(float(value), digits) for value in values)})"
