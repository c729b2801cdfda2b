"""The tables of wrong weights, vectors, counts and places tell their mistakes apart, whatever the numbers are.

A wrong name is worse than none. What two mistakes have in common on the numbers of one seed, they would not on those of
another: so each mistake is made with two seeds, and must be called the same.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest

from word2vec_lab.check.by_notebook.negative_sampling import cases as sampled
from word2vec_lab.check.by_notebook.negative_sampling import other_mistakes as of_sampling
from word2vec_lab.check.by_notebook.softmax import cases as naive
from word2vec_lab.check.by_notebook.softmax import other_mistakes as of_softmax
from word2vec_lab.check.judging.composing import namer
from word2vec_lab.check.judging.mistakes import Measured
from word2vec_lab.check.judging.pairs import by_center, by_outside
from word2vec_lab.check.judging.weighing import FACTORS, Part, Shape, Weighed, changes, gradient_namer, taken_apart

SEEDS = (224, 7)

Setting = tuple[str, Callable[[int], Sequence[Any]], Callable[[Any], Weighed], Sequence[Part], Any]
SETTINGS: list[Setting] = [
    ("softmax", naive.pairs, of_softmax.weigh, of_softmax.PARTS, naive.true_loss),
    ("terms", naive.pairs, of_softmax.weigh_terms, of_softmax.TERMS, naive.true_loss),
    ("sampling", sampled.repeating, of_sampling.weigh, of_sampling.PARTS, sampled.true_loss),
]


@pytest.mark.slow
@pytest.mark.parametrize("every", [41, pytest.param(1, marks=pytest.mark.exhaustive)])
@pytest.mark.parametrize("shape", ["center", "rows"])
@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting[0])
def test_each_mistake_has_one_name_with_any_numbers(setting: Setting, shape: Shape, every: int) -> None:
    _, cases, weigh, parts, _ = setting
    tables = [changes(part, shape, 2) for part in parts]
    find = namer(tables, FACTORS)
    right = [next(change for change in table if not change.mistakes) for table in tables]
    taken = {seed: [weigh(case) for case in cases(seed)] for seed in SEEDS}
    for k, table in enumerate(tables):
        for change in [change for change in table if change.mistakes == 1][::every]:
            titles = set()
            for weighed in taken.values():
                with np.errstate(all="ignore"):
                    theirs = [np.asarray(change.numbers(w) + right[1 - k].numbers(w)) for w in weighed]
                if all(np.isfinite(numbers).all() for numbers in theirs):
                    found = find([Measured(w, numbers) for w, numbers in zip(weighed, theirs, strict=True)], theirs)
                    titles.add(found.title if found else "")
            assert len(titles) <= 1, (change.says, titles)
            assert "" not in titles, change.says


@pytest.mark.slow
@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting[0])
def test_numbers_of_no_kind_have_no_known_mistake(setting: Setting) -> None:
    _, cases, weigh, parts, loss = setting
    find = gradient_namer(parts, "center", weigh)
    rng = np.random.default_rng(3)
    measured = [Measured(case, by_center(loss, case)) for case in cases(224)]
    assert all(find(measured, [rng.normal(size=m.value.shape) for m in measured]) is None for _ in range(5))


def test_the_weights_of_an_unknown_gradient_are_told_part_by_part() -> None:
    pairs = naive.pairs(224)
    measured = [Measured(pair, by_outside(naive.true_loss, pair)) for pair in pairs]
    theirs = [m.value.copy() for m in measured]
    for pair, rows in zip(pairs, theirs, strict=True):
        rows[np.arange(pair.words) != pair.outside_idx] *= np.linspace(0.1, 3, pair.words - 1)[:, None]
    found = taken_apart(of_softmax.PARTS, "rows", of_softmax.weigh)(measured, theirs)
    assert found is not None
    assert "the weight of the observed word is right; the weight of every other word is, for example" in found.says


def test_a_gradient_of_other_vectors_is_not_called_a_wrong_weight() -> None:
    pairs = naive.pairs(224)
    measured = [Measured(pair, by_center(naive.true_loss, pair)) for pair in pairs]
    rng = np.random.default_rng(5)
    found = taken_apart(of_softmax.PARTS, "center", of_softmax.weigh)(
        measured, [rng.normal(size=m.value.shape) for m in measured]
    )
    assert found is not None
    assert found.name == "wrong-direction"
