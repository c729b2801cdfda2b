"""The page's computations, run by node, against NumPy's answers."""

import base64
import itertools
import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pytest

from word2vec_lab.explorer import Settings, Vectors
from word2vec_lab.explorer.packing import packed
from word2vec_lab.explorer.picture import LOOKS
from word2vec_lab.explorer.projecting import answers, nearest, project
from word2vec_lab.explorer.settings import MOST_WORDS
from word2vec_lab.explorer.widget import MODULES, STATIC, module
from word2vec_lab.vectors import projection
from word2vec_lab.vectors.trajectory import Trajectory

NODE = shutil.which("node")
pytestmark = pytest.mark.skipif(NODE is None, reason="needs node to run the page's module")
METHODS: tuple[Literal["shown", "all"], ...] = ("shown", "all")
ASK = Path(__file__).with_name("ask.mjs")


@pytest.fixture(scope="session")
def joined(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The module as it is served."""
    path = tmp_path_factory.mktemp("module") / "explorer.mjs"
    path.write_text(module(), encoding="utf-8")
    return path


def ask(joined: Path, *questions: tuple[str, dict[str, Any]]) -> list[Any]:
    """The module's answers to questions; see ask.mjs."""
    assert NODE is not None
    asked = json.dumps([joined.as_uri(), questions])
    done = subprocess.run([NODE, str(ASK)], input=asked, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    found: list[Any] = json.loads(done.stdout)
    return found


def sent(*runs: Vectors) -> str:
    return base64.b64encode(packed(runs, [])).decode()


def test_all_files_are_in_the_module_and_none_imports_what_is_not() -> None:
    names = {path.stem for path in STATIC.glob("*.js")}
    assert names - {"revive"} == set(MODULES)
    assert "import " not in module()
    assert "http" not in module().replace("http://www.w3.org/2000/svg", "")


def test_what_python_packs_is_what_the_page_unpacks(joined: Path, run: Vectors) -> None:
    [[found]] = ask(joined, ("unpacked", {"packed": sent(run)}))
    assert found["words"] == list(run.words)
    for kind in ("center", "outside"):
        expected = run.of_kind(kind).ravel()
        np.testing.assert_allclose(found[kind], expected, atol=2.0**-23 * np.abs(expected).max())
    assert run.counts is not None
    assert run.trajectory is not None
    assert found["counts"] == run.counts.tolist()
    np.testing.assert_array_equal(found["trajectory"], run.trajectory.center.ravel())


def test_every_setting_puts_the_words_where_numpy_does(joined: Path, run: Vectors) -> None:
    every = itertools.product(run.kinds, METHODS, ((0, 1), (2, 1)), (False, True), (False, True))
    settings = [Settings(projection.WORDS, *choices) for choices in every]
    wanted = [replace(chosen, moment=moment) for chosen in settings for moment in (None, 0.0, 3.4)]
    whole = sent(run)
    questions = [("scene", {"packed": whole, "settings": w.as_dict(), "moment": w.moment}) for w in wanted]
    for chosen, found in zip(wanted, ask(joined, *questions), strict=True):
        expected = project(run, chosen)
        scale = np.abs(expected.points).max()
        np.testing.assert_allclose(
            np.reshape(found["points"], (-1, 2)), expected.points, atol=3e-5 * scale, err_msg=str(chosen)
        )
        assert found["shares"] == pytest.approx(expected.shares, abs=1e-5)
        if chosen.moment is None:
            # The words shown are among the points of the cloud.
            cloud = np.reshape(found["cloud"], (-1, 2))[:24]
            np.testing.assert_allclose(cloud, expected.points, atol=3e-5 * scale, err_msg=str(chosen))


@pytest.mark.parametrize(
    "vectors",
    [
        Vectors(("alone",), np.array([[1.0, 2.0]])),
        Vectors(("a", "b", "c"), np.zeros((3, 4))),
        Vectors(("a", "b", "c"), np.array([[1.0], [2.0], [4.0]])),
        Vectors(("a", "b"), np.array([[1.0, 2.0], [2.0, 5.0]]), counts=np.array([1, 1])),
    ],
    ids=["one word", "zero vectors", "one dimension", "equal counts"],
)
def test_odd_vectors_have_a_place(joined: Path, vectors: Vectors) -> None:
    for unit in (False, True):
        chosen = Settings(vectors.words, unit_length=unit, without_frequency=vectors.counts is not None)
        [found] = ask(joined, ("scene", {"packed": sent(vectors), "settings": chosen.as_dict()}))
        np.testing.assert_allclose(np.reshape(found["points"], (-1, 2)), project(vectors, chosen).points, atol=1e-6)


def vocabulary(n: int = 19_539, d: int = 10) -> Vectors:
    """As many words as the treebank has, all pointing nearly the same way, as trained vectors do."""
    rng = np.random.default_rng(8)
    center = 1 + 0.1 * rng.normal(size=(n, d))
    outside = rng.normal(size=(1, d)) * rng.gamma(2, 1, size=(n, 1)) + 0.01 * rng.normal(size=(n, d))
    return Vectors(tuple(f"w{k}" for k in range(n)), center, outside)


def test_the_whole_vocabulary_stays_within_two_megabytes_of_a_saved_notebook() -> None:
    rng = np.random.default_rng(0)
    letters = rng.choice(list("etaoinshrdlu"), (19_539, 9))
    words = tuple(f"{''.join(row)}{k}" for k, row in enumerate(letters))
    center, outside = rng.normal(size=(2, len(words), 10))
    way = rng.normal(size=(2, 41, 24, 10)).astype(np.float32)
    way[0, -1], way[1, -1] = center[:24], outside[:24]
    counts = np.maximum(1, 15_000 // np.arange(1, len(words) + 1))
    run = Vectors(words, center, outside, counts, Trajectory(words[:24], np.arange(41), *way))
    assert 1_800_000 < len(sent(run)) < 2_000_000


def test_neighbours_over_the_whole_vocabulary_are_those_of_brute_force(joined: Path) -> None:
    run = vocabulary()
    words = run.words[::250]
    kinds = run.kinds
    lists = ask(joined, *(("nearest", {"packed": sent(run), "kind": kind, "words": words}) for kind in kinds))
    same = 0
    for kind, found in zip(kinds, lists, strict=True):
        matrix = run.of_kind(kind)
        for word, pairs in zip(words, found, strict=True):
            expected = nearest(run, Settings(words, kind=kind), word)
            names = [name for name, _ in pairs]
            same += names == [name for name, _ in expected]
            # Two words may change places only where single precision cannot tell their cosines apart.
            exact = projection.normalised(matrix[run.rows_of([word, *names])])
            cosines = exact[1:] @ exact[0]
            np.testing.assert_allclose(cosines, [cosine for _, cosine in expected], atol=2e-8)
            np.testing.assert_allclose([cosine for _, cosine in pairs], cosines, atol=2e-7)
    assert same >= 0.99 * len(words) * len(kinds)


def test_analogies_are_those_of_brute_force(joined: Path, run: Vectors) -> None:
    words = ("king", "man", "woman")
    for kind, unit in itertools.product(run.kinds, (False, True)):
        asked = {"packed": sent(run), "kind": kind, "words": words, "unit": unit}
        [found] = ask(joined, ("answers", asked))
        expected = answers(run, Settings(words, kind=kind, unit_length=unit, analogy=words))
        assert [word for word, _ in found] == [word for word, _ in expected]
        assert [cosine for _, cosine in found] == pytest.approx([cosine for _, cosine in expected])


def test_a_second_run_is_turned_to_fit_the_first(joined: Path, run: Vectors) -> None:
    mirrored = replace(run, center=-run.center, outside=-run.outside, trajectory=None)  # type: ignore[operator]
    chosen = Settings(projection.WORDS, beside="run").as_dict()
    [found] = ask(joined, ("turned", {"packed": sent(run, mirrored), "settings": chosen}))
    first = project(run, Settings(projection.WORDS)).points
    assert (np.reshape(found["points"], (-1, 2)) * first).sum(axis=0).min() > 0


@pytest.mark.parametrize("d", [1, 2, 10, 40])
def test_eigenvectors(joined: Path, d: int) -> None:
    rng = np.random.default_rng(d)
    half = rng.normal(size=(d + 3, d)) * 10.0 ** rng.integers(-3, 3, size=d)
    [found] = ask(joined, ("eigen", {"matrix": (half.T @ half).ravel().tolist(), "d": d}))
    axes, _ = projection.axes(half)
    values = np.linalg.eigvalsh(half.T @ half)[::-1]
    np.testing.assert_allclose(found["values"], values, rtol=1e-9, atol=1e-12 * values[0])
    vectors = np.array(found["vectors"])
    np.testing.assert_allclose(vectors @ vectors.T, np.eye(d), atol=1e-10)
    top = min(d, 3)
    np.testing.assert_allclose(vectors[:top], axes.T[:top], atol=1e-6)


def boxes(items: list[dict[str, Any]], places: list[Any]) -> list[tuple[float, float, float, float]]:
    return [
        (place["x"], place["y"], place["x"] + item["width"], place["y"] + item["height"])
        for item, place in zip(items, places, strict=True)
        if place is not None
    ]


def overlap(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def crowd(count: int, seed: int) -> list[dict[str, Any]]:
    rng = np.random.default_rng(seed)
    spots = rng.normal((400, 250), (130, 80), size=(count, 2))
    return [
        {"x": x, "y": y, "radius": 5, "width": float(rng.integers(25, 90)), "height": 17, "choice": -1}
        for x, y in spots.tolist()
    ]


@pytest.mark.parametrize(("count", "far", "most_hidden"), [(25, True, 0), (60, True, 6), (200, False, 150)])
def test_labels_never_overlap_and_stay_in_the_picture(joined: Path, count: int, far: bool, most_hidden: int) -> None:
    for seed in range(3):
        items = crowd(count, seed)
        [places] = ask(joined, ("arrange", {"items": items, "width": 800, "height": 500, "far": far}))
        drawn = boxes(items, places)
        assert not any(overlap(a, b) for a, b in itertools.combinations(drawn, 2))
        assert all(a[0] >= 0 and a[1] >= 0 and a[2] <= 800 and a[3] <= 500 for a in drawn)
        points = [(i["x"] - 5, i["y"] - 5, i["x"] + 5, i["y"] + 5) for i in items]
        for item, place in zip(items, places, strict=True):
            if place is None:
                continue
            [box] = boxes([item], [place])
            others = [p for p, other in zip(points, items, strict=True) if other is not item]
            assert not any(overlap(box, other) for other in others)
        assert count - len(drawn) <= most_hidden


def test_labels_stay_where_they_were_while_there_is_room(joined: Path) -> None:
    items = crowd(25, 4)
    [[first, second]] = ask(joined, ("arrangeAgain", {"items": items, "width": 800, "height": 500, "moved": 1}))
    kept = sum(a == b or (a and b and a["choice"] == b["choice"]) for a, b in zip(first, second, strict=True))
    assert kept == 25


def test_ticks_are_few_and_inside(joined: Path) -> None:
    rng = np.random.default_rng(5)
    ranges = [
        (low, low + spread) for low, spread in zip(rng.normal(size=300), 10.0 ** rng.uniform(-8, 8, 300), strict=True)
    ]
    answers = ask(
        joined, *(("ticks", {"low": low, "high": high}) for low, high in ranges), ("ticks", {"low": 1, "high": 1})
    )
    assert answers.pop() == []
    for (low, high), found in zip(ranges, answers, strict=True):
        assert 2 <= len(found) <= 8
        assert all(low <= tick["value"] <= high for tick in found)
        assert len({tick["text"] for tick in found}) == len(found)


def test_a_place_in_a_list(joined: Path) -> None:
    [found] = ask(joined, ("placeIn", {"list": [0, 10, 30], "values": [-5, 0, 5, 10, 20, 30, 99]}))
    assert found == [0, 0, 0.5, 1, 1.5, 2, 2]


def test_completion_offers_the_word_itself_then_the_frequent_ones(joined: Path) -> None:
    words = ["teapot", "tea", "team", "rain", "Teal"]
    [by_count, in_order, nothing] = ask(
        joined,
        ("completions", {"words": words, "counts": [2, 1, 9, 7, 5], "typed": "tea"}),
        ("completions", {"words": words, "counts": None, "typed": " TEA"}),
        ("completions", {"words": words, "counts": None, "typed": " "}),
    )
    assert by_count == ["tea", "team", "Teal"]
    assert in_order == ["teapot", "tea", "team"]
    assert nothing == []


def test_both_sides_agree_on_limits_and_looks() -> None:
    text = module()
    assert f"const MOST_WORDS = {MOST_WORDS};" in text
    start = text.index("const LIGHT = [")
    colours = json.loads(text[start + 14 : text.index("]", start) + 1])
    assert colours == [colour for colour, _ in LOOKS]
