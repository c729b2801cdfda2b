"""The two runs that ship whole are what the recipe makes, and what the notebooks say of them."""

from dataclasses import replace

import numpy as np
import pytest

from word2vec_lab import explorer, training
from word2vec_lab.explorer import Explorer
from word2vec_lab.explorer.learned import BITS, FILE, FOLLOWED, PLAN, SEED, save
from word2vec_lab.explorer.packing import packed
from word2vec_lab.explorer.widget import program
from word2vec_lab.text import treebank
from word2vec_lab.training import longer_runs, word_vectors
from word2vec_lab.vectors import compact, projection


@pytest.fixture(scope="module")
def recorded() -> dict[str, longer_runs.Purity]:
    """What was measured when the run was made, before anything was rounded: by group, of centre vectors."""
    [run] = [one for one in longer_runs.load(longer_runs.RESULTS) if (one.name, one.seed) == (PLAN, SEED)]
    return {purity.group: purity for purity in run.purities if purity.vectors == "centre"}


def test_the_neighbours_are_of_a_kind_as_often_as_was_measured(recorded: dict[str, longer_runs.Purity]) -> None:
    vectors = explorer.learned()
    assert vectors.counts is not None
    for name, (rows, groups) in longer_runs.groups_of(vectors.words, vectors.counts).items():
        center = vectors.center[rows]
        assert projection.neighbour_purity(center, groups) == recorded[name].plain
        log_frequency = np.log(vectors.counts[rows])
        without = projection.neighbour_purity(projection.without(center, log_frequency), groups)
        assert without == pytest.approx(recorded[name].without_frequency, abs=0.01)
    assert round(100 * recorded[longer_runs.LARGER].plain) == 38
    assert round(100 * recorded[longer_runs.LARGER].luck) == 7
    others = [
        purity.plain
        for run in longer_runs.load(longer_runs.RESULTS)
        for purity in run.purities
        if run.name == PLAN and purity.group == longer_runs.LARGER and purity.vectors == "centre"
    ]
    assert round(100 * float(np.mean(others))) == 39
    assert min(others, key=lambda share: abs(share - np.mean(others))) == recorded[longer_runs.LARGER].plain


def test_it_says_what_it_is() -> None:
    vectors = explorer.learned()
    assert vectors.dimension == 50
    assert vectors.words == word_vectors.whole_reference().words
    assert "dimension 50, step 3.0" in str(vectors.origin)
    assert vectors.trajectory is not None
    assert set(vectors.trajectory.words) == set(FOLLOWED) & set(vectors.words)
    assert FILE.stat().st_size < 1_300_000


@pytest.mark.parametrize("which", ["reference", "learned"])
def test_a_plot_of_a_whole_run_stays_within_two_megabytes(which: str, capsys: pytest.CaptureFixture[str]) -> None:
    plot = Explorer(word_vectors.whole_reference() if which == "reference" else explorer.learned())
    assert len(plot.runs[0].words) == 19_539
    assert 1_500_000 < 4 * (len(packed(plot.runs[0])) + len(program())) / 3 < 1_995_000
    assert capsys.readouterr().out == ""


def test_the_whole_reference_run_is_the_one_of_the_plot() -> None:
    whole, plotted = word_vectors.whole_reference(), word_vectors.reference()
    assert len(whole.words) == len(set(whole.words)) == 19_539
    for name in ("center", "outside", "counts"):
        np.testing.assert_array_equal(getattr(whole.of(plotted.words), name), getattr(plotted, name))
    np.testing.assert_array_equal(whole.curve, plotted.curve)
    assert whole.origin == plotted.origin
    assert whole.trajectory is not None
    assert plotted.trajectory is not None
    way = whole.trajectory.of(plotted.words)
    np.testing.assert_array_equal(way.center, plotted.trajectory.center)
    frequent = sorted(range(19_539), key=lambda row: -whole.counts[row])[:500]
    assert set(whole.trajectory.words) == {whole.words[row] for row in frequent} | set(plotted.words)
    # The start of the original: uniform in ±0.5 / 10, and zeros outside.
    assert np.abs(whole.trajectory.center[0]).max() <= 0.051
    assert np.abs(whole.trajectory.outside[0]).max() < 0.001


def test_the_words_are_those_of_the_treebank(published) -> None:  # type: ignore[no-untyped-def]
    text = treebank.load(published)
    words, counts = word_vectors.vocabulary()
    assert words == tuple(text.vocabulary)
    assert counts.tolist() == [text.counts[word] for word in words]


@pytest.mark.slow
def test_the_files_are_what_the_recipe_makes(published, tmp_path) -> None:  # type: ignore[no-untyped-def]
    text = treebank.load(published)
    run = training.train_fast(text, training.Settings(), display=training.Silent())
    whole = word_vectors.whole_reference()
    assert whole.words == run.words
    for name in ("center", "outside"):
        matrix = getattr(run, name)
        assert np.abs(getattr(whole, name) - matrix).max() <= 2.0**-22 * np.abs(matrix).max()
        way, shipped = getattr(run.trajectory, name), getattr(whole.trajectory, name)
        assert np.abs(way - shipped).max() < 0.01 * np.abs(way).max()
    settings = replace(longer_runs.PLANS[PLAN], seed=SEED, start_seed=SEED)
    second = training.train_fast(text, settings, display=training.Silent(), follow=FOLLOWED)
    center = explorer.learned().center
    off = np.abs(center - compact.rounded(second.center, BITS))
    # Another machine's last digits may round a number here and there to the next one.
    assert (off > 0).mean() < 0.001
    save(second, tmp_path / "learned.npz")
