"""The three editions must run: the reading edition earned every point, the release raises nothing."""

import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from word2vec_lab.items import Item, autograded, items

ROOT = Path(__file__).resolve().parents[2]
SOURCE = sorted((ROOT / "source" / "word2vec").glob("*.ipynb"))
RELEASE = ROOT / "release" / "word2vec"


def read(path: Path) -> Any:
    return nbformat.read(path, as_version=4)


def stem(path: Path) -> str:
    return path.stem


def scored(path: Path) -> list[Item]:
    return [item for item in autograded() if item.notebook == path.stem]


def value(cell: Any) -> str | None:
    """The text form of a cell's last value."""
    results = [o for o in cell.outputs if o.output_type == "execute_result"]
    return results[-1].data["text/plain"] if results else None


def cells(notebook: Any) -> dict[str, Any]:
    return {cell.id: cell for cell in notebook.cells}


def test_the_notebooks_carry_the_points_of_the_table() -> None:
    points: dict[str, float] = {}
    for source in SOURCE:
        for cell in read(source).cells:
            mark = cell.metadata.get("nbgrader", {})
            if mark.get("grade"):
                points[mark["grade_id"].removesuffix("-check")] = mark["points"]
    assert points == {item.id: item.points for item in items().values()}


@pytest.mark.parametrize("item", autograded(), ids=lambda item: item.id)
def test_the_cell_below_an_answer_calls_the_items_check(item: Item) -> None:
    source = cells(read(ROOT / "source" / "word2vec" / f"{item.notebook}.ipynb"))
    assert source[f"{item.id}-check"].source.startswith(f"score = check.{item.check}({item.check})\n")
    assert f"def {item.check}(" in source[item.id].source


@pytest.mark.parametrize("source", SOURCE, ids=stem)
def test_the_question_says_the_points_of_the_table(source: Path) -> None:
    # The points stand in bold in the text above the answer: "**2 points, written.**" One text may ask for several.
    said, worth, question = dict[str, float](), Counter[str](), ""
    for cell in read(source).cells:
        points = re.search(r"\*\*[^*]*?([\d.]+) points?\b", cell.source)
        if cell.id in items():
            worth[question] += items()[cell.id].points  # type: ignore[assignment]
        elif points and not cell.id.endswith("-rubric"):
            question = cell.id
            said[question] = float(points[1])
    assert said == worth, "left what the question says, right what the table says"


@pytest.mark.parametrize("source", SOURCE, ids=stem)
def test_the_rubric_says_the_points_of_the_table(source: Path) -> None:
    found = cells(read(source))
    for item in items().values():
        if item.notebook == source.stem and item.kind == "written":
            points = f"{item.points:g} point{'' if item.points == 1 else 's'}"
            assert f": {points}, read by a person.*" in found[f"{item.id}-rubric"].source, f"{item.id}-rubric"


def test_no_sum_of_points_is_written_by_hand() -> None:
    # It would be wrong as soon as the table changes: an item more, an item less. What an item earns may be said.
    most = max(item.points for item in items().values())
    files = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "src" / "word2vec_lab").rglob("*.py"), *SOURCE]
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        for points in re.findall(r"(?<![\d.])(\d+(?:\.\d+)?) points\b", line)
        if float(points) > most
    ]
    assert found == []


def test_no_answer_can_find_a_hidden_seed_by_trying() -> None:
    # A seed of five digits is found from the numbers of one call within a second or two, by whoever tries them all.
    texts = [cell.source for path in SOURCE for cell in read(path).cells if cell.cell_type == "code"]
    seeds = [int(seed) for text in texts for seed in re.findall(r"\bseed=(\d+)", text)]
    assert len(seeds) == len(set(seeds)) == sum(len(scored(path)) for path in SOURCE)
    assert min(seeds) > 2**59


@pytest.mark.parametrize("source", SOURCE, ids=stem)
def test_the_reading_edition_earned_every_point(source: Path) -> None:
    solved = cells(read(ROOT / "notebooks" / source.name))
    for item in scored(source):
        assert value(solved[f"{item.id}-check"]) == f"{item.points:g}"


@pytest.mark.parametrize("source", SOURCE, ids=stem)
def test_every_written_answer_has_a_model_and_a_rubric(source: Path) -> None:
    solved, edited = cells(read(ROOT / "notebooks" / source.name)), cells(read(source))
    for item in items().values():
        if item.notebook == source.stem and item.kind == "written":
            assert len(solved[item.id].source) > 100
            assert "point" in edited[f"{item.id}-rubric"].source
            assert "Write your answer here" not in solved[item.id].source


@pytest.mark.parametrize("source", SOURCE, ids=stem)
def test_the_reading_edition_reads_like_a_book(source: Path) -> None:
    # No rubric, no guess that nobody made, and each picture twice: code hosts differ in which of the two they show.
    for cell in read(ROOT / "notebooks" / source.name).cells:
        assert "Rubric" not in cell.source
        for output in cell.get("outputs", []):
            assert "yet. Put" not in output.get("text", "")
            data = output.get("data", {})
            assert data.get("text/html", "").startswith("<img") == ("image/png" in data)


ASKED = re.compile(r"\*\*(Predict|Guess)|\bPredict\b|place of `None`")
WAITS = ("guessing.", "guess: float", "widgets.", "explorer.Explorer(word_vectors.whole_reference(), moment=0)")
"""What does not answer by itself: a guess that is read, a figure that has to be moved, a training at its beginning."""


@pytest.mark.parametrize("source", SOURCE, ids=stem)
def test_nothing_answers_before_the_guess(source: Path) -> None:
    book = [cell for cell in read(source).cells if cell.id != "setup"]
    for here, cell in enumerate(book):
        if cell.cell_type == "markdown" and ASKED.search(re.sub(r"(?s)<details>.*?</details>", "", cell.source)):
            following = [code.source for code in book[here + 1 :] if code.cell_type == "code"][:2]
            assert any(wait in code for code in following for wait in WAITS), cell.id
        if cell.cell_type == "code" and re.search(r"\bguess(es)?\b.* = .*None", cell.source):
            assert "guessing." in cell.source or cell.id == "guess", cell.id


@pytest.mark.parametrize("source", SOURCE[:-1], ids=stem)
def test_each_notebook_ends_with_a_link_to_the_next(source: Path) -> None:
    following = SOURCE[SOURCE.index(source) + 1]
    assert f"]({following.name})" in read(source).cells[-1].source


@pytest.mark.slow
@pytest.mark.parametrize("source", SOURCE, ids=stem)
def test_the_release_runs_from_top_to_bottom_with_nothing_written(source: Path, tmp_path: Path) -> None:
    folder = tmp_path / "word2vec"
    shutil.copytree(RELEASE, folder, ignore=shutil.ignore_patterns("datasets"))
    notebook = read(folder / source.name)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(folder)}}).execute()
    ran = cells(notebook)
    for item in scored(source):
        assert value(ran[f"{item.id}-check"]) == "0"
        assert "not attempted" in str(ran[f"{item.id}-check"].outputs)
