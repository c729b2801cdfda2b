"""`python run.py` trains with the student's functions and leaves vectors and plot; the plot says what it shows."""

import inspect
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import handwritten
import numpy as np
import pytest
from PIL import Image

from word2vec_lab import figures, training
from word2vec_lab.commands import run, show_time
from word2vec_lab.figures import word_plot
from word2vec_lab.text import treebank
from word2vec_lab.training import word_vectors
from word2vec_lab.vectors import projection

ANSWERS = {"q2a3": "negSamplingLossAndGradient", "q2a4": "skipgram", "q2b": "sgd"}
UNWRITTEN = "def sgd(f, x0, step, iterations, *others, PRINT_EVERY=10):\n    raise NotImplementedError\n"


def write_notebook(folder: Path, **other_answers: str) -> None:
    """A notebook with the three answers, right unless told otherwise."""
    given = "import numpy as np\nfrom collections.abc import Callable\nfrom typing import Any\n" + inspect.getsource(
        handwritten.sigmoid
    )
    sources = {item: inspect.getsource(getattr(handwritten, name)) for item, name in ANSWERS.items()} | other_answers

    def cell(name: str, source: str, solution: bool) -> dict[str, Any]:
        marks = {"grade": False, "grade_id": name, "locked": False, "schema_version": 3, "solution": solution}
        metadata = {"nbgrader": {**marks, "task": False}}
        return {
            "cell_type": "code",
            "id": name,
            "metadata": metadata,
            "source": source,
            "outputs": [],
            "execution_count": None,
        }

    cells = [cell("setup", given, False), *(cell(item, source, True) for item, source in sources.items())]
    content = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}
    (folder / "5_sgd.ipynb").write_text(json.dumps(content), encoding="utf-8")


@pytest.fixture(autouse=True)
def _embedded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(treebank.VARIABLE, treebank.EMBEDDED)
    monkeypatch.delenv("WORD2VEC_LAB_STATIC", raising=False)


def test_a_run_leaves_vectors_and_the_plot(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_notebook(tmp_path)
    assert run.main(["--iterations", "20"], tmp_path) == run.DONE
    said = capsys.readouterr().out
    assert said.index("embedded corpus") < said.index("20 iterations on this machine") < said.index("iteration     20")
    vectors = word_vectors.mine_or_reference(tmp_path)
    assert vectors.own
    assert vectors.words == projection.WORDS
    expected = run.plot_of(vectors).png
    assert (tmp_path / "word_vectors.png").read_bytes() == expected
    whole = word_vectors.load(tmp_path / word_vectors.SAVED)
    assert whole.words == treebank.embedded().vocabulary
    assert not list(tmp_path.glob(".*"))


def test_a_trial_does_not_overwrite_a_longer_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_notebook(tmp_path)
    assert run.main(["--iterations", "20"], tmp_path) == run.DONE
    before = (tmp_path / word_vectors.SAVED).read_bytes()
    assert run.main(["--iterations", "10"], tmp_path) == run.DONE
    assert (tmp_path / word_vectors.SAVED).read_bytes() == before
    assert "longer run, of 20 iterations" in capsys.readouterr().out


def test_what_is_still_to_do_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_notebook(tmp_path, q2b=UNWRITTEN)
    assert run.main([], tmp_path) == run.FAILED
    assert "sgd is still to do: notebook 5_sgd.ipynb, cell q2b" in capsys.readouterr().err
    assert not (tmp_path / word_vectors.SAVED).exists()


def test_a_damaged_file_is_refused_before_training(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_notebook(tmp_path)
    (tmp_path / word_vectors.SAVED).write_bytes(b"PK\x03\x04 not all of it")
    assert run.main(["--iterations", "10"], tmp_path) == run.FAILED
    said = capsys.readouterr()
    assert "Delete it and train again" in said.err
    assert "smoothed loss" not in said.out


@pytest.mark.parametrize("wrong", ["9", "0", "-5", "many"])
def test_odd_numbers_of_iterations(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(SystemExit, match="2"):
        run.main(["--iterations", wrong], tmp_path)


def test_a_notebook_trains_only_if_somebody_says_yes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    calls: list[Any] = []
    monkeypatch.setattr(run, "main", lambda *arguments: calls.append(arguments))
    show_time.ask_and_train(False, tmp_path)
    for error in (EOFError(), NotImplementedError()):

        def nobody(_: str, error: Exception = error) -> str:
            raise error

        monkeypatch.setattr("builtins.input", nobody)
        show_time.ask_and_train(True, tmp_path)
    monkeypatch.setattr("builtins.input", lambda _: "no")
    show_time.ask_and_train(True, tmp_path)
    assert calls == []
    assert capsys.readouterr().out.count("Not started") == 4
    monkeypatch.setattr("builtins.input", lambda _: "yes")
    show_time.ask_and_train(True, tmp_path)
    assert calls == [([], tmp_path)]


def test_a_trial_says_what_keeps_it_from_running(capsys: pytest.CaptureFixture[str]) -> None:
    def unwritten(*_: object, **__: object) -> None:
        raise NotImplementedError("sgd is still to do: notebook 5_sgd.ipynb")

    show_time.trial(training.Functions(unwritten, handwritten.skipgram, handwritten.negSamplingLossAndGradient))
    assert "No trial yet. sgd is still to do" in capsys.readouterr().out


def test_ones_own_loss_stands_beside_the_reference_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    show_time.course_of_the_loss(tmp_path)
    alone = capsys.readouterr().out
    assert alone.splitlines()[-1].split() == ["40,000", "9.812206"]
    run = training.train_fast(treebank.embedded(), training.Settings(iterations=20), display=training.Silent())
    curve = tuple(np.arange(1, 501) / 100)
    word_vectors.save(replace(run, source="treebank", iterations=5_000, curve=curve), tmp_path / word_vectors.SAVED)
    show_time.course_of_the_loss(tmp_path)
    rows = [line.split() for line in capsys.readouterr().out.splitlines()[1:]]
    assert rows[0] == ["1,000", "21.715595", "1.000000"]
    assert rows[1] == ["5,000", "17.451834", "5.000000"]
    assert [len(row) for row in rows[2:]] == [2, 2, 2, 2]
    word_vectors.save(run, tmp_path / word_vectors.SAVED)
    show_time.course_of_the_loss(tmp_path)
    assert capsys.readouterr().out == alone


def test_vectors_say_whose_they_are_and_what_is_still_to_do(tmp_path: Path) -> None:
    assert "not yours" in word_vectors.reference().describe()
    run = training.train_fast(treebank.embedded(), training.Settings(iterations=20), display=training.Silent())
    own = word_vectors.load(word_vectors.save(replace(run, lane="your functions"), tmp_path / word_vectors.SAVED))
    assert own.describe().splitlines()[-1] == (
        "For 2(c) train on the treebank. To fetch it, in a terminal: sh get_datasets.sh"
    )
    half = replace(own, source="treebank", iterations=785)
    assert half.describe().splitlines()[-1] == "For 2(c) train all 40,000: start the run again, and it goes on."
    whole = replace(half, iterations=40_000)
    assert len(whole.describe().splitlines()) == 2
    assert replace(whole, lane="NumPy").describe().startswith("Vectors of the fast lane:")
    assert (
        max(len(line) for found in (word_vectors.reference(), own, whole) for line in found.describe().splitlines())
        < 100
    )


# --- the projection and its plot -------------------------------------------------------------------------------------


def test_the_axes_are_those_of_the_covariance() -> None:
    rng = np.random.default_rng(2)
    x = rng.normal(size=(24, 10)) * np.arange(10, 0, -1) + 5
    coordinates, shares = projection.principal_axes(x)
    assert np.allclose(coordinates.mean(axis=0), 0)
    assert np.isclose(shares.sum(), 1)
    assert np.allclose(coordinates.var(axis=0) / coordinates.var(axis=0).sum(), shares)
    off_diagonal = np.cov(coordinates.T) - np.diag(np.diag(np.cov(coordinates.T)))
    assert np.allclose(off_diagonal, 0)
    mirrored, _ = projection.principal_axes(x + 3)
    assert np.allclose(mirrored, coordinates)


def test_separation_is_zero_by_chance_and_large_for_clusters() -> None:
    groups = np.repeat([0, 1, 2], 8)
    rng = np.random.default_rng(0)
    centres = rng.normal(size=(3, 10))
    assert projection.cluster_separation(centres[groups] + 0.01 * rng.normal(size=(24, 10)), groups) > 0.9
    by_chance = [projection.cluster_separation(rng.normal(size=(24, 10)), groups) for _ in range(200)]
    assert abs(np.mean(by_chance)) < 0.01


def test_a_feature_regressed_out_correlates_no_more() -> None:
    rng = np.random.default_rng(1)
    feature = rng.normal(size=24)
    left = projection.without(rng.normal(size=(24, 3)) + np.outer(feature, [1, 2, 3]), feature)
    assert np.allclose(feature @ left, 0)
    assert np.allclose(left.mean(axis=0), 0)


@pytest.mark.parametrize("scale", [1.0, 1e-6, 1e6])
def test_labels_cover_neither_one_another_nor_points(scale: float) -> None:
    reference = word_vectors.reference()
    for vectors in (reference.center, reference.outside, np.random.default_rng(0).normal(size=(24, 10))):
        points, _ = projection.principal_axes(scale * vectors)
        spread = np.ptp(points[:, :2], axis=0)
        places = 60 + (points[:, :2] - points[:, :2].min(axis=0)) / spread * [470, 300]
        labels = word_plot._arranged(projection.WORDS, places)
        for i, label in enumerate(labels):
            assert not any(word_plot._overlap(label.box, other.box) > 0 for other in labels[:i])
        picture = figures.word_vectors(projection.WORDS, scale * vectors)
        assert Image.open(io.BytesIO(picture.png)).width == 2 * picture.width
        assert all(word in picture.alt for word in projection.WORDS)


def test_words_without_spread_or_group_are_drawn_and_bad_input_is_refused() -> None:
    assert "2 words" in figures.word_vectors(["a", "<b>"], np.ones((2, 3))).alt
    with pytest.raises(ValueError, match="each word once"):
        figures.word_vectors(["a", "a"], np.ones((2, 3)))
    with pytest.raises(ValueError, match="not-a-number"):
        figures.word_vectors(["a", "b"], np.full((2, 3), np.nan))
    with pytest.raises(ValueError, match="at least two"):
        figures.word_vectors(["a"], np.ones((1, 3)))
    with pytest.raises(ValueError, match="axes"):
        figures.word_vectors(["a", "b"], np.ones((2, 3)), (0, 3))


# --- what the notebook says of the reference run ---------------------------------------------------------------------


def test_the_reference_run_is_the_published_one() -> None:
    reference = word_vectors.reference()
    assert not reference.own
    assert reference.iterations == 40_000
    assert reference.words == projection.WORDS
    every = reference.iterations // len(reference.curve)
    known = {1_000: 21.715595, 5_000: 17.451834, 10_000: 12.912945, 20_000: 10.307666, 30_000: 9.504812}
    for iteration, loss in {**known, 40_000: 9.812206}.items():
        assert abs(reference.curve[iteration // every - 1] - loss) < 1e-6
    assert word_vectors.REFERENCE.stat().st_size < 100_000
    assert reference.trajectory is not None
    assert reference.trajectory.iterations.tolist() == [*range(0, 40_001, 1_000)]
    np.testing.assert_array_equal(reference.trajectory.center[-1], reference.center.astype(np.float32))
    counts = dict(zip(reference.words, reference.counts, strict=True))
    assert (counts["hail"], counts["tea"], counts["rain"], counts["coffee"]) == (1, 3, 5, 5)


def test_the_numbers_of_the_notebooks_prose() -> None:
    reference = word_vectors.reference()
    groups = np.array([projection.GROUP_OF[word] for word in reference.words])
    log_frequency = np.log(reference.counts)
    assert round(float(projection.cosines(reference.center).mean()), 3) == 0.995
    assert round(projection.cluster_separation(reference.center, groups), 2) == 0.01
    assert round(projection.cluster_separation(reference.outside, groups), 2) == 0.51
    assert round(projection.cluster_separation(log_frequency[:, np.newaxis], groups), 2) == 0.53
    assert projection.cluster_separation(projection.without(reference.outside, log_frequency), groups) < 0
    coordinates, shares = projection.principal_axes(reference.outside)
    assert shares[0] > 0.98
    assert round(abs(float(np.corrcoef(coordinates[:, 0], log_frequency)[0, 1])), 2) == 0.94
    assert round(11 * float(np.log(2)), 2) == 7.62
    assert "0.2 % of the variance" in show_time.one_of_two("B").alt
    assert projection.principal_axes(show_time.random_vectors())[1][0] < 0.3

    points = projection.principal_axes(reference.center)[0][:, :2]
    place = dict(zip(reference.words, points, strict=True))
    for word, beside in {"coffee": "tea", "woman": "female", "enjoyable": "annoying", "boring": "great"}.items():
        distances = {other: float(np.linalg.norm(place[other] - place[word])) for other in place if other != word}
        assert min(distances, key=distances.__getitem__) == beside
    assert place["king"][0] < 0 < place["queen"][0]
