"""The three editions must run: the reading edition earned every point, the release raises nothing."""

import re
import shutil
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from word2vec_lab.items import Item, items

ROOT = Path(__file__).resolve().parents[2]
SOURCE = sorted((ROOT / "source" / "word2vec").glob("*.ipynb"))
RELEASE = ROOT / "release" / "word2vec"


def read(path: Path) -> Any:
    return nbformat.read(path, as_version=4)


def stem(path: Path) -> str:
    return path.stem


def scored(path: Path) -> list[Item]:
    return [i for i in items().values() if i.notebook == path.stem and i.kind == "auto"]


def value(cell: Any) -> str | None:
    """The text form of a cell's last value."""
    results = [o for o in cell.outputs if o.output_type == "execute_result"]
    return results[-1].data["text/plain"] if results else None


def cells(notebook: Any) -> dict[str, Any]:
    return {cell.id: cell for cell in notebook.cells}


def test_the_notebooks_carry_the_49_points_of_the_handout() -> None:
    points: dict[str, float] = {}
    for source in SOURCE:
        for cell in read(source).cells:
            mark = cell.metadata.get("nbgrader", {})
            if mark.get("grade"):
                points[mark["grade_id"].removesuffix("-check")] = mark["points"]
    assert points == {item.id: item.points for item in items().values()}
    part_one = sum(points[item.id] for item in items().values() if item.part.startswith("1("))
    assert (part_one, sum(points.values()) - part_one) == (31, 18)


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
    solved = cells(read(ROOT / "notebooks" / source.name))
    for item in items().values():
        if item.notebook == source.stem and item.kind == "written":
            assert len(solved[item.id].source) > 100
            assert "point" in solved[f"{item.id}-rubric"].source
            assert "Write your answer here" not in solved[item.id].source


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
