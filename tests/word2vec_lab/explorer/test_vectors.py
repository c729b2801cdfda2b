"""What cannot be shown is refused with a sentence that says what to do; what is odd but sound is shown."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from word2vec_lab import explorer
from word2vec_lab.explorer import Explorer, Vectors
from word2vec_lab.training import word_vectors
from word2vec_lab.vectors.trajectory import Trajectory

WORDS = ("tea", "coffee", "rain")
GOOD = np.arange(6.0).reshape(3, 2)


def with_hole(value: float) -> np.ndarray:
    broken = GOOD.copy()
    broken[1, 0] = value
    return broken


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"center": with_hole(np.nan)}, "'coffee'. Such a vector has no place in a plot. Train again with a smaller"),
        ({"center": with_hole(np.inf)}, "infinity or not-a-number"),
        ({"center": with_hole(1e40)}, "diverged"),
        ({"outside": with_hole(np.nan)}, "outside holds infinity"),
        ({"words": ("tea", "rain", "tea")}, "'tea' is given 2 times: give each word once"),
        ({"words": ()}, "there are no words"),
        ({"words": "tea"}, "give a list of words"),
        ({"words": ("tea", "", "rain")}, "not empty"),
        ({"words": ("tea", 3, "rain")}, "must be a text"),
        ({"words": ("tea", "rain")}, "2 words and 3 rows"),
        ({"center": GOOD[0]}, "give a matrix with one row a word"),
        ({"center": GOOD[:, :0]}, "have no numbers"),
        ({"center": [["a", "b"]] * 3}, "not a matrix of numbers"),
        ({"outside": GOOD[:, :1]}, "give both the same shape"),
        ({"counts": [1, 2]}, r"give one number a word, \(3,\)"),
        ({"counts": [1, 0, 2]}, "whole numbers from 1 on"),
        ({"counts": [1, np.nan, 2]}, "whole numbers from 1 on"),
        ({"curve": ([1, 2], [3.0])}, "two lists of the same length"),
        ({"curve": ([2, 1], [3.0, 4.0])}, "ascending"),
        ({"curve": 3}, "a pair"),
    ],
)
def test_bad_vectors_are_refused_with_advice(given: dict[str, Any], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        Vectors(**{"words": WORDS, "center": GOOD, **given})


def path(**changes: Any) -> Trajectory:
    parts = {
        "words": WORDS[:2],
        "iterations": np.array([0, 1000]),
        "center": np.stack([0 * GOOD[:2], GOOD[:2]]).astype(np.float32),
        "outside": np.stack([0 * GOOD[:2], GOOD[:2]]).astype(np.float32),
    }
    return Trajectory(**{**parts, **changes})


@pytest.mark.parametrize(
    ("trajectory", "told"),
    [
        (path(words=("tea", "snow")), "not in the vocabulary of 3 words: 'snow'"),
        (path(words=("tea", "tea")), "a word twice"),
        (path(center=path().center[::-1]), "does not end at the center vectors"),
        (path(outside=path().outside[::-1]), "does not end at the outside vectors"),
        (path(center=path().center[:, :, :1], outside=path().outside[:, :, :1]), "two different runs"),
        (path(center=path().center * np.float32(np.nan)), "diverged"),
        (
            Trajectory(("tea",), np.array([0]), np.zeros((1, 1, 2), np.float32), np.zeros((1, 1, 2), np.float32)),
            "at least one word and two moments",
        ),
    ],
)
def test_checkpoints_of_another_run_are_refused(trajectory: Trajectory, told: str) -> None:
    Vectors(WORDS, GOOD, GOOD, trajectory=path())
    with pytest.raises(ValueError, match=told):
        Vectors(WORDS, GOOD, GOOD, trajectory=trajectory)


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"words": ("tea", "cocoa")}, "'cocoa'"),
        ({"words": ("tea", "tea")}, "'tea' is chosen twice"),
        ({"words": ()}, "at least one"),
        ({"kind": "outside"}, "only centre vectors were given"),
        ({"kind": "sideways"}, "choose one of 'center'"),
        ({"axes_of": "tea"}, "'shown', 'all'"),
        ({"components": (0, 2)}, "not two of the axes 0 to 1"),
        ({"without_frequency": True}, "counts are given"),
        ({"analogy": ("tea", "rain")}, "three different words"),
        ({"analogy": ("tea", "rain", "cocoa")}, "'cocoa'"),
        ({"beside": "run"}, "not a str"),
        ({"moment": 3}, "not between 0 and 0"),
        ({"colour": "red"}, "no such setting"),
        ({"groups": {"a": ["tea"], "b": ["tea"]}}, "in two groups"),
        ({"groups": {str(k): [] for k in range(8)}}, "7 shapes"),
    ],
)
def test_bad_settings_are_refused_with_advice(settings: dict[str, Any], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        Explorer(Vectors(WORDS, GOOD), **settings)


def test_more_words_than_have_room_are_refused() -> None:
    words = tuple(f"w{k}" for k in range(201))
    with pytest.raises(ValueError, match="at most 200"):
        Explorer(Vectors(words, np.random.default_rng(0).normal(size=(201, 3))), words=words)


def test_something_else_than_vectors_is_refused() -> None:
    with pytest.raises(ValueError, match="not a ndarray"):
        Explorer(GOOD)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "vectors",
    [
        Vectors(("alone",), np.array([[1.0, 2.0]]), counts=np.array([3])),
        Vectors(WORDS, np.zeros((3, 4))),
        Vectors(WORDS, np.array([[1.0], [2.0], [4.0]])),
        Vectors(WORDS, np.tile([1.0, 2.0], (3, 1))),
        Vectors(WORDS, 1e-200 * GOOD),
        Vectors(("<b>tea</b>", "$x$", "naïve"), GOOD),
    ],
    ids=["one word", "zero vectors", "one dimension", "all alike", "tiny", "markup"],
)
def test_odd_vectors_give_a_picture(vectors: Vectors, tmp_path: Any) -> None:
    plot = Explorer(vectors)
    assert plot.picture().png.startswith(b"\x89PNG")
    assert vectors.words[0] in plot.picture().alt
    assert plot.write_page(tmp_path / "page.html").stat().st_size > 0


def test_a_training_run_is_taken_as_it_is() -> None:
    reference = word_vectors.reference()
    run = explorer.of_training(reference)
    assert run.words == reference.words
    assert run.curve is not None
    assert run.curve[0][-1] == reference.iterations
    assert Explorer(reference).settings.words == reference.words


def test_the_trajectory_of_a_subset_of_the_words_is_kept(run: Vectors) -> None:
    assert run.trajectory is not None
    fewer = replace(run, trajectory=run.trajectory.of(("tea", "rain")))
    moved = fewer.at(2.5, "both")
    rows = fewer.rows_of(("tea", "king"))
    half = (run.at(2, "both") + run.at(3, "both")) / 2
    np.testing.assert_allclose(moved[rows[0]], half[rows[0]], rtol=1e-6)
    np.testing.assert_array_equal(moved[rows[1]], run.of_kind("both")[rows[1]])


def test_the_way_of_a_run_that_was_stopped_ends_at_its_vectors() -> None:
    reference = word_vectors.reference()
    way = reference.trajectory
    assert way is not None
    # Stopped at iteration 40,000; the last checkpoint that was kept is that of 39,000. Some words had none.
    known = way.words[:5]
    early = Trajectory(known, way.iterations[:-1], way.center[:-1, :5], way.outside[:-1, :5])
    run = explorer.of_training(replace(reference, trajectory=early))
    assert run.trajectory is not None
    assert run.trajectory.words == known
    assert run.trajectory.iterations.tolist() == way.iterations.tolist()
    rows = run.rows_of(known)
    for name in ("center", "outside"):
        path = getattr(run.trajectory, name)
        assert path.dtype == np.float32
        np.testing.assert_array_equal(path[:-1], getattr(early, name))
        np.testing.assert_array_equal(path[-1], getattr(reference, name)[rows].astype(np.float32))
    half = (way.center[-2, :5].astype(float) + way.center[-1, :5]) / 2
    np.testing.assert_allclose(run.at(len(way.iterations) - 1.5, "center")[rows], half, rtol=1e-6)
