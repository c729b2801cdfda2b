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

from word2vec_lab.explorer import Explorer, Settings, Vectors
from word2vec_lab.explorer.packing import EXACT_NUMBERS, packed
from word2vec_lab.explorer.picture import LOOKS, _turned, panes
from word2vec_lab.explorer.projecting import (
    answers,
    nearest,
    project,
    project_followed,
    rank_of_expected,
)
from word2vec_lab.explorer.settings import MOST_WORDS
from word2vec_lab.explorer.widget import MODULES, STATIC, module
from word2vec_lab.vectors import compact, likeness, projection
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


def sent(*runs: Vectors) -> list[str]:
    return [base64.b64encode(packed(run)).decode() for run in runs]


def test_all_files_are_in_the_module_and_none_imports_what_is_not() -> None:
    names = {path.stem for path in STATIC.glob("*.js")}
    assert names - {"revive", "load"} == set(MODULES)
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


@pytest.mark.slow
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
    assert 1_800_000 < len(sent(run)[0]) < 2_000_000


@pytest.mark.slow
def test_neighbours_over_the_whole_vocabulary_are_those_of_brute_force(joined: Path) -> None:
    run = vocabulary()
    words = run.words[::250]
    wanted = list(itertools.product(run.kinds, (False, True)))
    asked = [{"packed": sent(run), "kind": kind, "words": words, "withoutMean": without} for kind, without in wanted]
    lists = ask(joined, *(("nearest", one) for one in asked))
    same = 0
    for (kind, without), found in zip(wanted, lists, strict=True):
        matrix = likeness.centred(run.of_kind(kind)) if without else run.of_kind(kind)
        for word, pairs in zip(words, found, strict=True):
            expected = nearest(run, Settings(words, kind=kind, without_mean=without), word)
            names = [name for name, _ in pairs]
            same += names == [name for name, _ in expected]
            # Two words may change places only where single precision cannot tell their cosines apart.
            rows = run.rows_of([word, *names])
            exact = projection.normalised(matrix[rows])
            cosines = exact[1:] @ exact[0]
            # What is left without the mean is short beside the vectors themselves, and has fewer digits.
            part = 1.0
            if without:
                part = float(
                    (np.linalg.norm(run.of_kind(kind)[rows], axis=1) / np.linalg.norm(matrix[rows], axis=1)).max()
                )
            np.testing.assert_allclose(cosines, [cosine for _, cosine in expected], atol=2e-8 * part)
            np.testing.assert_allclose([cosine for _, cosine in pairs], cosines, atol=2e-7 * part)
    assert same >= 0.99 * len(words) * len(wanted)


def test_analogies_are_those_of_brute_force(joined: Path, run: Vectors) -> None:
    words = ("king", "man", "woman")
    settings = [
        Settings(words, kind=kind, unit_length=unit, analogy=words, without_mean=without, expected="queen")
        for kind, unit, without in itertools.product(run.kinds, (False, True), (False, True))
    ]
    whole = sent(run)
    questions: list[tuple[str, dict[str, Any]]] = []
    for s in settings:
        asked = {"kind": s.kind, "words": words, "unit": s.unit_length, "withoutMean": s.without_mean}
        questions.append(("answers", {"packed": whole, "expected": "queen", **asked}))
    for chosen, found in zip(settings, ask(joined, *questions), strict=True):
        expected = answers(run, chosen)
        assert [word for word, _ in found["best"]] == [word for word, _ in expected]
        assert [cosine for _, cosine in found["best"]] == pytest.approx([cosine for _, cosine in expected])
        assert tuple(found["rank"]) == rank_of_expected(run, chosen)


def test_an_axis_made_of_two_words_is_the_one_of_python(joined: Path, run: Vectors) -> None:
    whole = sent(run)
    every = itertools.product(run.kinds, (False, True), (False, True), (None, 2.5))
    wanted = [
        Settings(projection.WORDS, kind, "shown", (0, 1), unit, regress, moment=moment, across=("bad", "word9"))
        for kind, unit, regress, moment in every
    ]
    questions = [("scene", {"packed": whole, "settings": w.as_dict(), "moment": w.moment}) for w in wanted]
    for chosen, found in zip(wanted, ask(joined, *questions), strict=True):
        expected = project(run, chosen)
        scale = np.abs(expected.points).max()
        np.testing.assert_allclose(np.reshape(found["points"], (-1, 2)), expected.points, atol=3e-5 * scale)
        assert found["shares"] == pytest.approx(expected.shares, abs=1e-5)
        assert found["names"][0] == "bad → word9"
        moving = np.reshape(found["moving"], (-1, 2))
        np.testing.assert_allclose(moving, project_followed(run, chosen), atol=3e-5 * scale)


def test_an_axis_made_of_two_words_is_not_turned_round(joined: Path, run: Vectors) -> None:
    mirrored = replace(run, center=-run.center, outside=-run.outside, trajectory=None)  # type: ignore[operator]
    chosen = Settings(projection.WORDS, beside="run", across=("tea", "king"))
    [found] = ask(joined, ("turned", {"packed": sent(run, mirrored), "settings": chosen.as_dict()}))
    points = np.reshape(found["points"], (-1, 2))
    tea, king = (projection.WORDS.index(word) for word in ("tea", "king"))
    assert points[tea, 0] < points[king, 0]
    plot = Explorer(run, mirrored, across=("tea", "king"))
    first, second = (project(pane.run, pane.settings) for pane in panes(plot.runs, plot.settings))
    turned = _turned(second, first, plot.settings)
    np.testing.assert_allclose(turned.points, points, atol=3e-5 * np.abs(points).max())


@pytest.mark.parametrize(("n", "d"), [(25, 300), (2, 40), (1, 5), (30, 12)])
def test_few_words_of_many_numbers_have_the_axes_of_python(joined: Path, n: int, d: int) -> None:
    rows = np.random.default_rng(n).normal(size=(n, d)) * np.linspace(3, 0.1, d)
    centred = rows - rows.mean(axis=0)
    [found] = ask(joined, ("axes", {"matrix": centred.ravel().tolist(), "n": n, "d": d}))
    directions, shares = projection.axes(centred)
    np.testing.assert_allclose(found["shares"], shares, atol=1e-10)
    real = int((shares > 1e-9).sum())
    assert real == min(n - 1, d)
    np.testing.assert_allclose(np.array(found["axes"])[:real], directions.T[:real], atol=1e-6)
    # What rounding alone would decide is no axis: nothing lies along it.
    np.testing.assert_allclose(centred @ np.array(found["axes"])[real:].T, 0, atol=1e-6)


@pytest.mark.slow
def test_the_axes_of_a_large_vocabulary_are_found_in_steps(joined: Path) -> None:
    rng = np.random.default_rng(12)
    n, d = 700, 400
    run = Vectors(tuple(f"w{k}" for k in range(n)), rng.normal(size=(n, d)) @ rng.normal(size=(d, d)))
    chosen = Settings(run.words[:30], axes_of="all")
    [found] = ask(joined, ("ahead", {"packed": sent(run), "settings": chosen.as_dict()}))
    expected = project(run, chosen).points
    np.testing.assert_allclose(np.reshape(found["points"], (-1, 2)), expected, atol=3e-5 * np.abs(expected).max())
    told = found["told"]
    assert len(told) > 20, "nobody waits long without a word"
    assert told == sorted(told)
    assert 0 < told[0] < told[-1] < 1
    assert not found["again"], "what is known takes no steps"
    small = replace(chosen, words=run.words[:5])
    assert ask(joined, ("ahead", {"packed": sent(vocabulary(100, 10)), "settings": small.as_dict()})) == [None]


def test_hundreds_of_words_travel_and_the_first_are_exact(joined: Path) -> None:
    rng = np.random.default_rng(4)
    words = tuple(f"w{k}" for k in range(300))
    center, outside = rng.normal(size=(2, 300, 10)) + 5
    grown = np.linspace(0, 1, 41)[:, np.newaxis, np.newaxis]
    first, second = (
        (grown * part + 0.1 * (1 - grown) * rng.normal(size=part.shape)).astype(np.float32)
        for part in (center, outside)
    )
    run = Vectors(words, center, outside, trajectory=Trajectory(words, 1000 * np.arange(41), first, second))
    [[found]] = ask(joined, ("unpacked", {"packed": sent(run)}))
    back = np.reshape(found["trajectory"], first.shape)
    exact = EXACT_NUMBERS // (41 * 10)
    np.testing.assert_array_equal(back[:, :exact], first[:, :exact])
    apart = np.abs(back - first)[:, exact:]
    assert 0 < apart.max() < 0.05 * center.std()
    np.testing.assert_allclose(back[:, exact:], compact.vectors_of(compact.way(first[:, exact:])), atol=1e-6)


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


@pytest.mark.slow
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
