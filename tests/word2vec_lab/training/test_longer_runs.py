"""What training beyond the budget is measured by, and that the committed results are what the notebook says."""

import numpy as np
import pytest

from word2vec_lab import figures, training
from word2vec_lab.text import treebank
from word2vec_lab.training import Settings, longer_runs
from word2vec_lab.training.longer_runs import LARGER, PLOTTED, Trained
from word2vec_lab.vectors import projection


def two_kinds(apart: float, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    chance = np.random.default_rng(seed)
    groups = np.repeat(["a", "b"], 20)
    vectors = chance.normal(size=(40, 6))
    vectors[:, 0] += np.where(groups == "a", apart, -apart)
    return vectors, groups


def test_purity_sees_kinds_and_nothing_else() -> None:
    assert projection.neighbour_purity(*two_kinds(8.0)) == 1.0
    assert 0.3 < projection.neighbour_purity(*two_kinds(0.0)) < 0.7


def test_purity_is_the_brute_force_answer() -> None:
    vectors, groups = two_kinds(0.7, seed=3)
    centred = vectors - vectors.mean(axis=0)
    right = 0
    for i, one in enumerate(centred):
        others = [j for j in range(40) if j != i]
        cosine = [one @ centred[j] / np.linalg.norm(one) / np.linalg.norm(centred[j]) for j in others]
        right += groups[others[int(np.argmax(cosine))]] == groups[i]
    assert projection.neighbour_purity(vectors, groups) == pytest.approx(right / 40)


def test_kinds_that_are_only_frequencies_go_away_with_it() -> None:
    chance = np.random.default_rng(5)
    groups = np.repeat(["rare", "common"], 30)
    log_frequency = np.where(groups == "rare", 1.0, 6.0) + 0.1 * chance.normal(size=60)
    vectors = np.outer(log_frequency, chance.normal(size=8)) + 0.3 * chance.normal(size=(60, 8))
    assert projection.neighbour_purity(vectors, groups) > 0.9
    assert projection.neighbour_purity(projection.without(vectors, log_frequency), groups) < 0.7


def test_kinds_are_made_of_different_words() -> None:
    words = [word for kind in longer_runs.KINDS.values() for word in kind.split()]
    assert len(words) == len(set(words))
    assert len(longer_runs.KINDS) == 14


def test_every_purity_stands_beside_luck_and_beside_no_frequency() -> None:
    run = training.train_fast(treebank.embedded(), Settings(iterations=100, draws="blocks"), display=training.Silent())
    found = longer_runs.purities(run)
    assert {purity.group for purity in found} >= {PLOTTED}
    for purity in found:
        for share in (purity.plain, purity.without_frequency, purity.frequency_alone, purity.luck):
            assert 0 <= share <= 1
        assert 0 < purity.luck_spread < 0.5


@pytest.fixture(scope="module")
def results() -> list[Trained]:
    return longer_runs.load(longer_runs.RESULTS)


def test_results_come_back_as_they_were_saved(results: list[Trained], tmp_path) -> None:  # type: ignore[no-untyped-def]
    longer_runs.save(results, tmp_path / "results.json")
    assert longer_runs.load(tmp_path / "results.json") == results


def test_the_results_are_of_the_plans_with_several_seeds_each(results: list[Trained]) -> None:
    assert {result.name for result in results} == set(longer_runs.PLANS)
    for name in longer_runs.PLANS:
        assert len({result.seed for result in results if result.name == name}) == 5


@pytest.mark.slow
def test_the_picture_tells_its_numbers(results: list[Trained]) -> None:
    picture = figures.purities(results)
    value = mean(results, "all three", LARGER, "plain")
    assert f"all three: 24 plotted words {mean(results, 'all three', PLOTTED, 'plain'):.2f}" in picture.alt
    assert f"{LARGER} {value:.2f}" in picture.alt
    with pytest.raises(ValueError, match="sideways"):
        figures.purities(results, "sideways")


def mean(results: list[Trained], name: str, group: str, what: str) -> float:
    """The mean over seeds, of centre vectors."""
    return float(
        np.mean(
            [
                getattr(purity, what)
                for result in results
                if result.name == name
                for purity in result.purities
                if purity.group == group and purity.vectors == "centre"
            ]
        )
    )


def percent(share: float) -> int:
    return round(100 * share)


def test_the_numbers_of_the_notebooks_prose(results: list[Trained]) -> None:
    plain = {name: percent(mean(results, name, LARGER, "plain")) for name in longer_runs.PLANS}
    assert plain["the assignment's run"] == 8
    assert plain["50 dimensions"] == 14
    assert plain["step 3.0"] == 17
    assert plain["10 × the iterations"] == 24
    assert plain["50 dimensions, step 3.0"] == plain["all three"] == 39
    assert percent(mean(results, "50 dimensions, step 3.0", LARGER, "without_frequency")) == 37
    assert percent(mean(results, "50 dimensions, step 3.0", LARGER, "frequency_alone")) == 3
    assert percent(mean(results, "the assignment's run", LARGER, "luck")) == 7
    left = [mean(results, name, PLOTTED, "without_frequency") for name in longer_runs.PLANS]
    assert percent(max(left)) == 33
    assert max(percent(mean(results, name, PLOTTED, "plain")) for name in longer_runs.PLANS) == 50
    assert percent(mean(results, "all three", PLOTTED, "frequency_alone")) == 33
    assert percent(mean(results, "all three", PLOTTED, "luck")) == 22
    assert 0.8 < (max(left) - 0.22) / mean(results, "all three", PLOTTED, "luck_spread") < 1.3
    losses = {name: np.mean([r.loss for r in results if r.name == name]) for name in longer_runs.PLANS}
    assert round(float(losses["50 dimensions, step 3.0"]), 1) == 6.9
    assert round(float(losses["all three"]), 1) == 3.8
