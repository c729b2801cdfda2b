"""The noise distribution: every number that notebook 3 names, and the figure that shows it."""

import math
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from word2vec_lab import figures
from word2vec_lab.text import treebank
from word2vec_lab.widgets.course import NOISE_WORDS

COUNTS = treebank.embedded().counts


def noise(counts: Mapping[str, int], alpha: float) -> dict[str, float]:
    weights = {word: count**alpha for word, count in counts.items()}
    total = sum(weights.values())
    return {word: weight / total for word, weight in weights.items()}


def test_the_shares_of_the_noise_distribution_that_the_text_names() -> None:
    counts = COUNTS
    plain, power, alike = (noise(counts, alpha) for alpha in (1, 0.75, 0))
    assert [f"{100 * shares['the']:.1f}" for shares in (plain, power)] == ["8.2", "3.7"]
    assert [f"{100 * shares['monday']:.3f}" for shares in (plain, power)] == ["0.015", "0.032"]
    assert abs(power["tea"] / plain["tea"] - 1) < 0.05
    assert counts["monday"] == 5
    assert len(counts) == 948
    assert f"{100 * alike['the']:.2f}" == "0.11"
    assert f"{sum(sorted(plain.values())[-10:]):.2f}" == "0.39"
    assert max(plain, key=lambda word: plain[word]) == "."
    assert 0.5 < sum(count <= 10 for count in counts.values()) / 948 < 0.55


def repeats_in_ten(counts: Mapping[str, int]) -> float:
    """The probability that ten draws are not all different: 1 − 10! · e₁₀(p)."""
    symmetric = [1.0] + 10 * [0.0]
    for share in noise(counts, 0.75).values():
        symmetric = [1.0, *(symmetric[k] + share * symmetric[k - 1] for k in range(1, 11))]
    return 1 - math.factorial(10) * symmetric[10]


def test_how_often_ten_draws_have_a_repeat() -> None:
    assert round(repeats_in_ten(COUNTS), 2) == 0.24


def test_how_often_ten_draws_from_the_treebank_have_a_repeat(published: Path) -> None:
    assert round(repeats_in_ten(treebank.load(published).counts), 2) == 0.06


@pytest.mark.slow
@pytest.mark.parametrize("alpha", [0.0, 0.75, 1.0])
def test_the_figure_tells_the_share_of_each_word(alpha: float) -> None:
    alt = figures.noise(COUNTS, NOISE_WORDS, alpha).alt
    told = dict(re.findall(r"(\S+) \(count [\d,]+\) ([\d.]+) %", alt))
    shares = noise(COUNTS, alpha)
    assert set(told) == set(NOISE_WORDS)
    for word, percent in told.items():
        assert float(percent) == pytest.approx(100 * shares[word], rel=0.05)


@pytest.mark.slow
def test_the_draws_told_are_thirty_and_grow_commoner_with_the_power() -> None:
    common = []
    for alpha in (0.0, 0.5, 1.0):
        alt = figures.noise(COUNTS, NOISE_WORDS, alpha).alt
        drawn = re.search(r"30 draws: (.*?)\. (\d+) of them are among the 10", alt)
        assert drawn
        words = drawn[1].split(" ")
        assert len(words) == 30
        assert set(words) <= set(COUNTS)
        common.append(int(drawn[2]))
    assert common == sorted(common)
    assert common[0] < common[-1]


@pytest.mark.parametrize("alpha", [-0.1, 1.1, math.nan])
def test_the_figure_refuses_other_powers(alpha: float) -> None:
    with pytest.raises(ValueError, match="power"):
        figures.noise(COUNTS, NOISE_WORDS, alpha)


def test_the_figure_refuses_words_without_a_count() -> None:
    with pytest.raises(ValueError, match="count"):
        figures.noise(COUNTS, ("no-such-word",), 0.75)
