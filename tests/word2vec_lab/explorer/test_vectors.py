"""What cannot be shown is refused with a sentence that says what to do; what is odd but sound is shown."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from word2vec_lab import explorer
from word2vec_lab.explorer import Explorer, Vectors
from word2vec_lab.sentiment import labels
from word2vec_lab.sentiment.features import bags
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
        ({"words": ("tea", "  ", "rain")}, "can be seen"),
        ({"words": ("tea", "\u200b", "rain")}, "can be seen"),
        ({"words": ("tea", "\ud800", "rain")}, "can be seen"),
        ({"words": ("tea", "a\udfff", "rain")}, "can be seen"),
        ({"counts": [1.5, 1, 2]}, "whole numbers from 1 on"),
        ({"counts": ["1", "2", "3"]}, "whole numbers from 1 on"),
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
        ({"unit_lenght": True}, "no such setting as 'unit_lenght'.* Did you mean 'unit_length'?"),
        ({"beside": "lenght"}, "not a str. Did you mean 'length'?"),
        ({"kind": "outsid"}, "Did you mean 'outside'?"),
        ({"kind": 3}, "choose one of 'center'"),
        ({"axes_of": "al"}, "Did you mean 'all'?"),
        ({"words": ("tea", "cofee")}, "Did you mean 'coffee'?"),
        ({"words": "tea"}, "give a list of words"),
        ({"analogy": "tea"}, "analogy is one text"),
        ({"analogy": ("tea", "tea", "rain")}, "three different words"),
        ({"expected": "tea"}, "of no analogy"),
        ({"analogy": WORDS, "expected": "tea"}, "part of the analogy"),
        ({"analogy": WORDS, "expected": "cocoa"}, "'cocoa'"),
        ({"across": ("tea",)}, "two different words"),
        ({"across": ("tea", "tea")}, "two different words"),
        ({"up": ("tea", "cocoa")}, "'cocoa'"),
        ({"up": "tea"}, "up is one text"),
        ({"components": (0, True)}, "not two of the axes"),
        ({"components": (0, 1.0)}, "not two of the axes"),
        ({"components": (0,)}, "not two of the axes"),
        ({"unit_length": "yes"}, "give True or False"),
        ({"cloud": 1}, "give True or False"),
        ({"moment": "now"}, "not between 0 and 0"),
        ({"moment": np.nan}, "not between 0 and 0"),
        ({"moment": True}, "not between 0 and 0"),
        ({"megabytes": 0}, "megabytes is 0"),
        ({"groups": {"g": "w0"}}, "the group 'g' is one text, 'w0'"),
        ({"groups": {"g": ["tea", "cofee"]}}, "'cofee'. Leave them out. Did you mean 'coffee'?"),
        ({"groups": ["tea"]}, "give a dict"),
        ({"beside": Vectors(("snow", "hail"), GOOD[:2])}, "none of the words that are shown"),
        ({"groups": {"a": ["tea"], "b": ["tea"]}}, "in two groups"),
        ({"groups": {str(k): [] for k in range(8)}}, "7 shapes"),
    ],
)
def test_bad_settings_are_refused_with_advice(settings: dict[str, Any], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        Explorer(Vectors(WORDS, GOOD), **settings)


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"components": (4, 0)}, "not two of the axes 0 to 1 of short, which is shown beside"),
        ({"kind": "outside"}, "only centre vectors were given of the second run"),
        ({"without_frequency": True}, "only where counts are given of the second run"),
        ({"across": ("tea", "snow")}, "not in the vocabulary of 3 words: 'snow'"),
    ],
)
def test_what_the_second_run_cannot_show_is_refused(settings: dict[str, Any], told: str) -> None:
    long = Vectors((*WORDS, "snow"), np.eye(4, 6), np.eye(4, 6), counts=np.array([1, 2, 3, 4]))
    short = Vectors(WORDS, GOOD, name="short")
    Explorer(long, **settings)
    Explorer(long, short)
    with pytest.raises(ValueError, match=told):
        Explorer(long, short, **settings)


def test_centre_is_as_good_as_center() -> None:
    vectors = Vectors(WORDS, GOOD, GOOD)
    plot = Explorer(vectors, kind="centre")
    assert plot.settings.kind == "center"
    plot.settings = replace(plot.settings, kind="centre")
    assert plot.settings.kind == "center"
    assert vectors.of_kind("centre") is vectors.center  # type: ignore[arg-type]


def test_numbers_of_numpy_are_numbers() -> None:
    components: Any = (np.int64(1), np.int64(0))
    settings = Explorer(Vectors(WORDS, GOOD), components=components).settings
    assert settings.components == (1, 0)
    assert {type(k) for k in settings.components} == {int}


# --- vectors of others ------------------------------------------------------------------------------------------------


class Keyed:
    """As gensim's KeyedVectors, in what is used of them."""

    index_to_key = ["the", "tea", "\u200b", "rain"]  # noqa: RUF012 - so it is over there
    vectors = np.arange(8, dtype=np.float32).reshape(4, 2)

    def __init__(self, counts: list[int] | None = None) -> None:
        self.expandos = {} if counts is None else {"count": np.array(counts)}


class Model:
    """As gensim's Word2Vec."""

    wv = Keyed([50, 30, 20, 10])
    syn1neg = -Keyed.vectors


def test_vectors_of_gensim(capsys: pytest.CaptureFixture[str]) -> None:
    found = Vectors.read(Keyed(), name="theirs")
    assert found.words == ("the", "tea", "rain")
    assert found.center.tolist() == [[0, 1], [2, 3], [6, 7]]
    assert (found.outside, found.counts, found.name) == (None, None, "theirs")
    assert "1 of 4 words cannot be seen" in capsys.readouterr().out
    trained = Vectors.read(Model())
    assert trained.counts is not None
    assert trained.outside is not None
    assert trained.counts.tolist() == [50, 30, 10]
    assert trained.outside.tolist() == [[0, -1], [-2, -3], [-6, -7]]
    # gensim numbers words down to 1 where it knows no counts.
    assert Vectors.read(Keyed([4, 3, 2, 1])).counts is None
    assert set(Explorer(Keyed()).settings.words) == {"tea", "rain"}  # type: ignore[arg-type]


def test_vectors_in_a_dict_and_in_a_pair() -> None:
    pairs = dict(zip(WORDS, GOOD, strict=True))
    for given in (pairs, (WORDS, GOOD), (list(WORDS), GOOD.tolist()), Vectors(WORDS, GOOD)):
        found = Vectors.read(given)
        assert found.words == WORDS
        np.testing.assert_array_equal(found.center, GOOD)
        assert Vectors.read(given, words=2).words == WORDS[:2]
        assert Vectors.read(given, words=["rain"]).words == ("rain",)
        assert set(Explorer(given).settings.words) == set(WORDS)  # type: ignore[arg-type]
    assert Explorer((WORDS, GOOD), pairs).settings.beside == "run"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("source", "options", "told"),
    [
        ({"tea": [1, 2], "rain": [1, 2, 3]}, {}, "vector of 'rain' has the shape"),
        ({"tea": 1}, {}, "vector of 'tea' has the shape"),
        ({}, {}, "no words to show"),
        ((WORDS, GOOD[:2]), {}, "3 words and 2 rows"),
        ((WORDS, GOOD), {"words": 0}, "at least 1"),
        ((WORDS, GOOD), {"words": "tea"}, "one text"),
        ((WORDS, GOOD), {"words": 1.5}, "how many words"),
        ((WORDS, GOOD), {"words": True}, "how many words"),
        ((WORDS, GOOD), {"words": []}, "words is empty"),
        ((WORDS, GOOD), {"words": ["cofee"]}, "Did you mean 'coffee'"),
        (3, {}, "a int holds no vectors"),
        ("nowhere.txt", {}, "nowhere.txt cannot be opened"),
    ],
)
def test_what_holds_no_vectors_is_refused(source: Any, options: dict[str, Any], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        Vectors.read(source, **options)


def test_a_file_of_vectors_is_read_and_what_is_wrong_with_it_told(
    tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "glove.6B.2d.txt"
    path.write_text("the 1 2\ntea 3 4\nrain 5\nsnow 6 7\n", encoding="utf-8")
    found = Vectors.read(path, words=20_000)
    assert found.words == ("the", "tea", "snow")
    assert "glove.6B.2d.txt: 3 words were read. Left out, 1: line 3: 1 numbers instead of 2" in capsys.readouterr().out
    assert Vectors.read(str(path), words=2).words == ("the", "tea")
    assert capsys.readouterr().out == ""


@pytest.mark.slow
def test_a_run_that_was_saved_is_read(tmp_path: Any) -> None:
    from word2vec_lab import training
    from word2vec_lab.text import treebank

    run = training.train_fast(
        treebank.embedded(), training.Settings(iterations=20, draws="blocks"), display=training.Silent()
    )
    path = word_vectors.save(run, tmp_path / "saved_vectors.npz")
    found = Vectors.read(path, words=["tea", "rain"])
    assert found.words == ("tea", "rain")
    assert found.trajectory is not None
    assert found.trajectory.words == ("rain", "tea")
    path.write_bytes(b"PK\x03\x04")
    with pytest.raises(ValueError, match="does not hold trained vectors"):
        Vectors.read(path)


def test_a_table_comes_back_as_it_was_written(run: Vectors, tmp_path: Any) -> None:
    odd = Vectors(('a,"b"', "new york", "=1+1"), np.array([[0.1, 1e-9], [1 / 3, -2.0], [1e20, 0.0]]))
    for written in (run, replace(run, outside=None, trajectory=None), replace(run, counts=None), odd):
        back = Vectors.read(written.write_csv(tmp_path / "vectors.csv"))
        assert back.words == written.words
        for name in ("center", "outside", "counts"):
            expected, found = getattr(written, name), getattr(back, name)
            assert (expected is None) == (found is None), name
            if expected is not None:
                np.testing.assert_array_equal(found, expected)


def test_more_words_than_have_room_are_refused() -> None:
    words = tuple(f"w{k}" for k in range(201))
    with pytest.raises(ValueError, match="at most 200"):
        Explorer(Vectors(words, np.random.default_rng(0).normal(size=(201, 3))), words=words)


def test_something_else_than_vectors_is_refused() -> None:
    with pytest.raises(ValueError, match="not a ndarray"):
        Explorer(GOOD)  # type: ignore[arg-type]


@pytest.mark.slow
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


def test_a_cell_that_ends_in_vectors_prints_a_line() -> None:
    reference = word_vectors.whole_reference()
    vectors = explorer.of_training(reference)
    sentences = labels.load()
    holders: list[Any] = [reference, reference.trajectory, vectors, sentences, bags(sentences.text)]
    assert all(len(repr(one)) < 200 for one in holders)
    assert repr(vectors) == "Vectors(19,539 words, 10 dimensions, with outside, counts, trajectory, curve)"
    assert repr(Vectors(WORDS, GOOD, name="ours")) == "Vectors(ours, 3 words, 2 dimensions)"
