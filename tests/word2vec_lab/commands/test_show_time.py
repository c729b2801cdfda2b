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

from safepage.pictures import says_of_itself
from word2vec_lab import figures, training
from word2vec_lab.commands import run, show_time
from word2vec_lab.commands.folder import LOCK, training_in
from word2vec_lab.figures import word_plot
from word2vec_lab.text import treebank
from word2vec_lab.training import origin, word_vectors
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


@pytest.mark.slow
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


@pytest.mark.slow
def test_a_trial_does_not_overwrite_a_longer_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_notebook(tmp_path)
    assert run.main(["--iterations", "20"], tmp_path) == run.DONE
    before = (tmp_path / word_vectors.SAVED).read_bytes()
    assert run.main(["--iterations", "10"], tmp_path) == run.DONE
    assert (tmp_path / word_vectors.SAVED).read_bytes() == before
    assert "longer run, of 20 iterations" in capsys.readouterr().out


def trained(tmp_path: Path, **changes: Any) -> training.Run:
    run = training.train_fast(treebank.embedded(), training.Settings(iterations=20), display=training.Silent())
    return replace(run, **changes)


@pytest.mark.slow
def test_a_run_on_the_treebank_is_not_overwritten_by_one_on_the_made_up_corpus(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved = word_vectors.save(trained(tmp_path, source="treebank", iterations=10), tmp_path / "saved_vectors_fast.npz")
    before = saved.read_bytes()
    assert run.main(["--fast", "--iterations", "30"], tmp_path) == run.DONE
    assert saved.read_bytes() == before
    assert "saved_vectors_fast.npz holds a run on the treebank: it and the plot stay as they are." in (
        capsys.readouterr().out
    )
    said = origin.read((tmp_path / "word_vectors_fast.png").read_bytes())
    assert said is not None, "a plot that was not there is drawn of what is saved"
    assert (said.text, said.iterations) == ("treebank", 10)


@pytest.mark.slow
def test_a_run_on_the_treebank_takes_the_place_of_a_longer_one_on_the_made_up_corpus(tmp_path: Path) -> None:
    path = tmp_path / word_vectors.SAVED
    word_vectors.save(trained(tmp_path), path)
    assert run._worth("treebank", 10) > run._worth("embedded", 40_000) > run._worth("embedded", 39_999)
    assert run.main(["--fast", "--iterations", "20"], tmp_path) == run.DONE


@pytest.mark.slow
def test_the_plot_says_where_it_comes_from_in_words_and_for_programs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_notebook(tmp_path)
    assert run.main(["--iterations", "20"], tmp_path) == run.DONE
    plot = (tmp_path / "word_vectors.png").read_bytes()
    saved = word_vectors.load(tmp_path / word_vectors.SAVED)
    said = origin.read(plot)
    assert said == saved.origin
    assert says_of_itself(plot) == f"{said}."
    assert str(said).startswith("Own functions on the small made-up corpus, 20 of 20 iterations, final loss ")
    assert f"The plot says of itself: {said}." in capsys.readouterr().out
    assert run.plot_of(saved).alt.endswith(f" {said}.")
    assert f"{said}." in saved.describe()


@pytest.mark.slow
def test_a_stopped_run_says_that_it_is_one(tmp_path: Path) -> None:
    asked = training.Settings(iterations=40_000)
    saved = word_vectors.load(
        word_vectors.save(trained(tmp_path, settings=asked, lane="your functions"), tmp_path / word_vectors.SAVED)
    )
    assert "stopped after 20 of 40,000 iterations" in str(saved.origin)
    assert "stopped after 20 of 40,000 iterations" in says_of_itself(run.plot_of(saved).png)
    assert "stopped after 20 of 40,000 iterations" in saved.describe()


def test_a_file_of_an_older_version_counts_as_stopped_before_the_handouts_end(tmp_path: Path) -> None:
    path = word_vectors.save(trained(tmp_path), tmp_path / word_vectors.SAVED)
    with np.load(path) as file:
        content = {name: file[name] for name in file if name not in ("asked", "draws")}
    np.savez(path, **content)
    assert word_vectors.load(path).settings == training.Settings()
    content["iterations"] = np.array(80_000)
    np.savez(path, **content)
    assert word_vectors.load(path).settings.iterations == 80_000


@pytest.mark.slow
@pytest.mark.parametrize("long", ["", "word " * 60])
def test_the_footer_covers_nothing_and_is_not_cut_off(long: str) -> None:
    reference = word_vectors.reference()
    footer = long or f"{replace(reference.origin, reference=False)}."
    plain = np.asarray(Image.open(io.BytesIO(figures.word_vectors(reference.words, reference.center).png)).convert("L"))
    shown = figures.word_vectors(reference.words, reference.center, footer=footer)
    pixels = np.asarray(Image.open(io.BytesIO(shown.png)).convert("L"))
    assert shown.alt.endswith(footer)
    assert pixels.shape[1] == plain.shape[1]
    below = pixels[len(plain) :]
    assert np.allclose(pixels[: len(plain)], plain, atol=8), "what is above is the same picture"
    assert (below < 200).any(), "there it is"
    edges = np.concatenate([below[-4:].ravel(), below[:, :8].ravel(), below[:, -8:].ravel()])
    assert (edges > 250).all(), "with white around it"


@pytest.mark.slow
def test_the_plot_is_drawn_anew_from_what_is_saved(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["--plot"], tmp_path) == run.FAILED
    assert "There is no saved_vectors.npz to draw a plot from" in capsys.readouterr().err
    word_vectors.save(trained(tmp_path), tmp_path / word_vectors.SAVED)
    (tmp_path / "word_vectors.png").write_bytes(b"old")
    assert run.main(["--plot"], tmp_path) == run.DONE
    assert origin.read((tmp_path / "word_vectors.png").read_bytes()) is not None
    assert "iteration" not in capsys.readouterr().out.split("It says of itself")[0]


@pytest.mark.slow
def test_the_fast_lane_says_how_it_draws_and_draws_as_your_functions_do_if_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_notebook(tmp_path)
    assert run.main(["--iterations", "50"], tmp_path) == run.DONE
    assert run.main(["--fast", "--iterations", "50"], tmp_path) == run.DONE
    assert "python run.py --fast --original-draws" in capsys.readouterr().out
    assert run.main(["--fast", "--original-draws", "--iterations", "50"], tmp_path) == run.DONE
    assert "So it ends at the same loss." in capsys.readouterr().out
    own, blocks, same = (
        word_vectors.load(tmp_path / f"saved_vectors{ending}.npz") for ending in ("", "_fast", "_fast_original")
    )
    assert np.abs(own.center - same.center).max() < 1e-12
    assert abs(own.curve[-1] - same.curve[-1]) < 1e-9
    assert abs(own.curve[-1] - blocks.curve[-1]) > 1e-3
    assert "the original's random numbers" in str(same.origin)
    assert "its own random numbers" in str(blocks.origin)


def test_a_whole_run_on_the_treebank_stands_beside_the_reference(tmp_path: Path) -> None:
    curve = tuple(np.full(4_000, 9.0))
    whole = trained(tmp_path, source="treebank", iterations=40_000, settings=training.Settings(), curve=curve)
    assert run._beside_the_reference(whole) == (
        "The course's reference run, which drew the same random numbers, ended at 9.812206.\n"
    )
    blocks = replace(whole, settings=training.Settings(draws="blocks"))
    assert run._beside_the_reference(blocks) == (
        "The course's reference run, which drew other random numbers, ended at 9.812206.\n"
    )
    for other in (
        replace(whole, source="embedded"),
        replace(whole, iterations=39_990),
        replace(whole, settings=training.Settings(step=1.0)),
    ):
        assert run._beside_the_reference(other) == ""


def test_a_second_run_ends_and_leaves_what_there_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with training_in(tmp_path):
        for arguments in (["--fast", "--iterations", "20"], ["--plot"], ["--anew", "--fast"]):
            assert run.main(arguments, tmp_path) == run.FAILED
            assert "A training run is going on in" in capsys.readouterr().err
        assert [path.name for path in tmp_path.iterdir()] == [LOCK]


@pytest.mark.slow
def test_all_that_a_run_leaves_lies_in_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work, elsewhere = tmp_path / "work", tmp_path / "elsewhere"
    for place in (work, elsewhere):
        place.mkdir()
    monkeypatch.chdir(elsewhere)
    monkeypatch.delenv(treebank.VARIABLE)
    (elsewhere / "datasets" / treebank.FOLDER).mkdir(parents=True)
    assert run.main(["--fast", "--iterations", "20"], work) == run.DONE, "the damaged treebank elsewhere is not its own"
    assert sorted(path.name for path in work.iterdir()) == ["saved_vectors_fast.npz", "word_vectors_fast.png"]
    assert [path.name for path in elsewhere.iterdir()] == ["datasets"]


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


@pytest.mark.slow
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


@pytest.mark.slow
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
