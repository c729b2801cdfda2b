"""What the source says a notebook must have: its marked cells, for grading and as they were handed out."""

from pathlib import Path

import nbformat
import pytest
from gradedcourse import GradedCourse
from grading.course import ASSIGNMENT, NORM_CHECK, NUMBERS, POINTS, SECRET, SETUP, WORDS
from traitlets.config import Config

from classroom.course import CourseError
from classroom.notebooks import read_notebook
from classroom.sanitising.gradebook import Records
from classroom.sanitising.master import Master, load_master, points_of

STUB = '''def {}:
    """{}"""
    # YOUR CODE HERE
    raise NotImplementedError()'''


def source(course: GradedCourse, name: str) -> Path:
    return course.root / "source" / ASSIGNMENT / f"{name}.ipynb"


@pytest.fixture
def masters(course: GradedCourse) -> dict[str, Master]:
    texts = Records(course.directory().db_url, "graded", ASSIGNMENT).source_texts()
    return {name: load_master(source(course, name), texts[name]) for name in (NUMBERS, WORDS)}


def test_the_marked_cells_are_there_in_order_with_their_kinds_and_ids(masters: dict[str, Master]) -> None:
    words = masters[WORDS]
    assert words.name == WORDS
    assert words.metadata["kernelspec"]["name"] == "python3"
    assert [(cell.grade_id, cell.cell_id, cell.kind, cell.is_answer, cell.is_check) for cell in words.cells] == [
        ("setup-2", "setup-2", "code", False, False),
        ("count", "count", "code", True, False),
        ("count-check", "count-check", "code", False, True),
        ("why", "why", "markdown", True, False),
        ("why-rubric", "why-rubric", "markdown", False, False),
        ("twice", "twice", "code", True, False),
        ("twice-check", "twice-check", "code", False, True),
    ]


def test_what_was_handed_out_holds_no_solution_no_hidden_test_and_no_rubric(masters: dict[str, Master]) -> None:
    cells = {cell.grade_id: cell for master in masters.values() for cell in master.cells}
    assert cells["setup-1"].released == cells["setup-1"].full == SETUP
    assert cells["double"].released == STUB.format("double(number)", "Twice the number.")
    assert cells["norm-check"].full == NORM_CHECK
    assert SECRET not in cells["norm-check"].released
    assert cells["norm-check"].released.startswith("length = norm(np.array([3.0, 4.0]))\n")
    assert cells["norm-check"].released.endswith("score")
    assert "Two points for the square." in cells["why-rubric"].full
    assert "Two points for the square." not in cells["why-rubric"].released
    assert "Every word is looked at once" not in cells["why"].released


def test_an_answer_that_shows_markers_is_kept_as_it_was_handed_out(course: GradedCourse) -> None:
    text = "### BEGIN HIDDEN TESTS\nmine\n### END HIDDEN TESTS"
    [cell] = load_master(source(course, NUMBERS), {"double": text}).cells
    assert cell.released == cell.full == text


def test_the_names_of_a_model_answer_are_known_and_only_those(masters: dict[str, Master]) -> None:
    names = {cell.grade_id: cell.names for master in masters.values() for cell in master.cells if cell.names}
    assert names == {"double": {"double"}, "norm": {"norm"}, "count": {"count"}, "twice": {"twice"}}


def test_a_written_answer_defines_nothing_even_if_it_reads_like_code(course: GradedCourse) -> None:
    path = source(course, WORDS)
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.id == "why":
            cell.source = "class Why: pass"
    nbformat.write(notebook, path)
    [cell] = load_master(path, {"why": "class Why: pass"}).cells
    assert cell.names == frozenset()


def test_the_checksum_of_the_source_is_left_out(course: GradedCourse) -> None:
    path = source(course, NUMBERS)
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if "nbgrader" in cell.metadata:
            cell.metadata.nbgrader.checksum = "0"
    nbformat.write(notebook, path)
    [cell] = load_master(path, {"double-check": "x"}).cells
    assert dict(cell.marks) == {
        "grade": True,
        "grade_id": "double-check",
        "locked": True,
        "points": POINTS["double"],
        "schema_version": 3,
        "solution": False,
        "task": False,
    }


def test_a_source_cell_without_an_id_of_its_own_has_none(course: GradedCourse) -> None:
    path = source(course, NUMBERS)
    path.write_text(path.read_text().replace('"id": "double"', '"was": "double"'))
    [cell] = load_master(path, {"double": "x"}).cells
    assert cell.cell_id == ""


def test_a_cell_without_a_record_is_left_out_and_a_broken_source_is_an_error(course: GradedCourse) -> None:
    assert [cell.grade_id for cell in load_master(source(course, NUMBERS), {"norm": "x", "other": "y"}).cells] == [
        "norm"
    ]
    source(course, NUMBERS).write_text("{")
    with pytest.raises(CourseError, match=NUMBERS):
        load_master(source(course, NUMBERS), {"norm": "x"})


def test_the_grade_id_counts_before_the_cells_own_id(masters: dict[str, Master]) -> None:
    def found(given: str, own: str) -> str:
        cell = masters[NUMBERS].identify(given, own)
        return cell.grade_id if cell else ""

    assert found("norm", "double") == "norm"
    assert found("", "double") == found("unknown", "double") == "double"
    assert found("", "") == found("unknown", "unknown") == ""


def test_no_id_means_no_cell_where_the_source_has_none_either(course: GradedCourse) -> None:
    path = source(course, NUMBERS)
    path.write_text(path.read_text().replace('"id": "double"', '"was": "double"'))
    assert load_master(path, {"double": "x"}).identify("", "") is None


def test_the_points_are_those_of_what_is_graded(course: GradedCourse) -> None:
    assert points_of(read_notebook(source(course, WORDS))) == {
        "count-check": ("code", POINTS["count"]),
        "why": ("markdown", 2.0),
        "twice-check": ("code", POINTS["twice"]),
    }
    path = source(course, NUMBERS)
    path.write_text(path.read_text().replace('"points": 3.0', '"worth": 3.0'))
    assert points_of(read_notebook(path))["double-check"] == ("code", 0.0)


def test_a_header_that_is_put_above_every_notebook_is_the_courses_own(course: GradedCourse) -> None:
    header = course.root / "source" / "header.ipynb"
    said = nbformat.v4.new_markdown_cell("Fill in your name before you hand this in.")
    nbformat.write(nbformat.v4.new_notebook(cells=[said]), header)
    config = Config({"IncludeHeaderFooter": {"header": "source/header.ipynb"}})
    path = source(course, WORDS)
    texts = Records(course.directory().db_url, "graded", ASSIGNMENT).source_texts()[WORDS]
    framed, bare = load_master(path, texts, course.root, config), load_master(path, texts)
    assert framed.outline[0].text == said.source
    assert framed.outline[1:] == bare.outline
