"""The normal form: what goes, what stays, and that it is a fixed point."""

import json
import subprocess
import sys
from typing import Any

import pytest
from minicourse import MiniCourse
from nbformat import NotebookNode, from_dict

from classroom.normalise import normalise_course, normalised, slug
from classroom.notebooks import notebook_bytes, read_notebook


def cell(source: str = "", cell_type: str = "markdown", cell_id: str = "", **metadata: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {"cell_type": cell_type, "metadata": metadata, "source": source}
    if cell_id:
        plain["id"] = cell_id
    if cell_type == "code":
        plain |= {"execution_count": 7, "outputs": [{"output_type": "stream", "name": "stdout", "text": "x"}]}
    return plain


def normal(*cells: dict[str, Any], **metadata: Any) -> NotebookNode:
    return normalised(from_dict({"cells": list(cells), "metadata": metadata, "nbformat": 4, "nbformat_minor": 4}))


def ids(*cells: dict[str, Any]) -> list[str]:
    return [cell["id"] for cell in normal(*cells).cells]


def test_outputs_counts_and_passing_metadata_go() -> None:
    node = normal(
        cell("1", "code", collapsed=True, execution={"iopub.execute_input": "2024"}, ExecuteTime="now"),
        widgets={"state": {}},
        kernelspec={"name": "my-env", "display_name": "Mine", "language": "python"},
        language_info={"name": "python", "version": "3.12.1"},
    )
    [code] = node.cells
    assert (code.outputs, code.execution_count, code.metadata) == ([], None, {})
    assert node.metadata == {
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    assert (node.nbformat, node.nbformat_minor) == (4, 5)


def test_tags_and_folded_code_stay() -> None:
    node = normal(
        cell("1", "code", tags=["wide"], jupyter={"source_hidden": True, "outputs_hidden": True}),
        cell("2", "code", tags=[], jupyter={"source_hidden": False}),
    )
    assert node.cells[0].metadata == {"tags": ["wide"], "jupyter": {"source_hidden": True}}
    assert node.cells[1].metadata == {}


def test_attachments_stay() -> None:
    picture = {"a.png": {"image/png": "AAAA"}}
    assert normal(cell("![a](attachment:a.png)") | {"attachments": picture}).cells[0].attachments == picture


def test_grading_metadata_is_minimal_and_complete() -> None:
    stale = {"checksum": "0" * 32, "cell_type": "code", "schema_version": 3}
    check = stale | {"grade": True, "grade_id": "a-check", "locked": True, "points": 3.0, "solution": False}
    answer = stale | {"grade": False, "grade_id": "a", "locked": False, "points": 3, "solution": True, "task": False}
    neither = stale | {"grade": False, "grade_id": "b", "locked": False, "solution": False, "task": False}
    cells = normal(*(cell("x", "code", nbgrader=grading) for grading in (check, answer, neither))).cells
    assert cells[0].metadata.nbgrader == {
        "grade": True, "grade_id": "a-check", "locked": True, "points": 3, "schema_version": 3,
        "solution": False, "task": False,
    }  # fmt: skip
    assert isinstance(cells[0].metadata.nbgrader.points, int)
    assert cells[1].metadata.nbgrader == {
        "grade": False, "grade_id": "a", "locked": False, "schema_version": 3, "solution": True, "task": False,
    }  # fmt: skip
    assert cells[2].metadata == {}


def test_half_points_stay_half() -> None:
    grading = {"grade": True, "grade_id": "a", "locked": True, "points": 0.5, "solution": False}
    assert normal(cell("x", "code", nbgrader=grading)).cells[0].metadata.nbgrader.points == 0.5


def test_the_id_is_the_grade_id() -> None:
    assert ids(cell("# Title", cell_id="something", nbgrader={"grade_id": "q1a", "solution": True})) == ["q1a"]


@pytest.mark.parametrize("random_id", ["3b4f1c0e", "12345678", "3b4f1c0e-8b8e-4f7b-9c4d-0123456789ab", "X10sZmlsZQ=="])
def test_a_random_id_gives_way_to_words(random_id: str) -> None:
    assert ids(cell("Some text.\n\n## The _heading_, first", cell_id=random_id)) == ["the-heading-first"]


def test_a_readable_id_stays() -> None:
    assert ids(cell("# Another heading", cell_id="why-it-works")) == ["why-it-works"]


def test_ids_are_unique_and_what_is_written_wins() -> None:
    assert ids(cell("# Sums"), cell("# Sums"), cell("x", cell_id="sums"), cell("x", cell_id="sums")) == [
        "sums-2", "sums-3", "sums", "x",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import numpy as np", "import-numpy-as-np"),
        ("# Naïve softmax", "naive-softmax"),
        ("σ(x) grows\nand grows", "x-grows"),
        ("ŷ − y", "y-y"),
        ("$$\n\\\\\n$$", "cell"),
        ("", "cell"),
        ("one two three four five six seven", "one-two-three-four-five-six"),
        ("extraordinarily uncharacteristically long", "extraordinarily-uncharacteristically"),
    ],
)
def test_slugs_are_short_and_plain(source: str, expected: str) -> None:
    assert slug(source) == expected


def test_white_space_at_the_end_goes_but_not_what_means_something() -> None:
    markdown, code = normal(
        cell("\n# Title \t\nfirst line  \nsecond line   \n   \n\n"),
        cell('text = """two  \nlines"""\n\n', "code"),
    ).cells
    assert markdown.source == "# Title\nfirst line  \nsecond line"
    assert code.source == 'text = """two  \nlines"""'


def test_normalising_twice_changes_nothing_more(mini: MiniCourse) -> None:
    assert normalise_course(mini.course) == []


def test_the_file_is_as_nbformat_writes_it(mini: MiniCourse) -> None:
    for path in mini.course.source_notebooks():
        text = path.read_text()
        assert text == json.dumps(json.loads(text), indent=1, sort_keys=True, ensure_ascii=False) + "\n"
        assert notebook_bytes(read_notebook(path)) == path.read_bytes()


def test_ruff_leaves_the_normal_form_alone(mini: MiniCourse) -> None:
    mini.edit("2_sums", "tools", "def judged(function, number):", "def judged( function,number ):")
    normalise_course(mini.course)
    subprocess.run([sys.executable, "-m", "ruff", "format", "-q", str(mini.course.source)], check=True)
    path = mini.course.source / "2_sums.ipynb"
    assert "def judged(function, number):" in path.read_text()
    assert normalise_course(mini.course) == []
