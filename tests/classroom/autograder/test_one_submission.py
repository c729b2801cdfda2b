"""One submission, as Gradescope puts it into its folder: what is found in it, and what is said of each item.

Nothing is executed here: a check gives all points to the right answer, letter for letter (see `gradedcourse`).
"""

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from autograder.published import faults
from gradedcourse import SETTINGS
from grading.course import NUMBERS, POINTS, RIGHT, WORDS, WRONG
from traitlets.config import Config

from classroom.autograder import one_submission
from classroom.autograder.one_submission import COURSE, IN_VAIN, MEMORY, grade, paced
from classroom.grading.values import BLANK
from classroom.notebooks import grade_id

PYPROJECT = """
[tool.classroom]
assignment = "sums"
items = "items.toml"
student_side = ["release"]
answers = "answers"
"""

ITEMS = "".join(
    f'[[items]]\nid = "{name}"\npart = "{number}(a)"\nnotebook = "{notebook}"\nkind = "{kind}"\npoints = {points}\n'
    f'title = "about {name}"\n'
    for number, (name, notebook, kind, points) in enumerate(
        [
            ("double", NUMBERS, "auto", 3),
            ("norm", NUMBERS, "auto", 2),
            ("count", WORDS, "auto", 3),
            ("twice", WORDS, "auto", 2),
            ("why", WORDS, "written", 2),
        ],
        start=1,
    )
)

ANSWERED = {**RIGHT, "why": "Each word is compared with each word."}


@pytest.fixture
def root(released: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Gradescope's folder after setup.sh, with nothing handed in."""
    monkeypatch.setattr("nbgrader.api.get_alembic_version", lambda: "any")
    course = tmp_path / "autograder" / "source" / COURSE
    shutil.copytree(released, course)
    (course / "pyproject.toml").write_text(PYPROJECT)
    (course / "items.toml").write_text(ITEMS)
    (course / "nbgrader_config.py").write_text(SETTINGS)
    (course / "gradebook.db").rename(course / BLANK)
    (tmp_path / "autograder" / "submission").mkdir()
    return tmp_path / "autograder"


def hand_in(root: Path, *names: str, below: str = "", **answers: str) -> Path:
    """Put the released notebooks with these answers into the folder of the submission; returns where they lie."""
    folder = root / "submission" / below
    folder.mkdir(parents=True, exist_ok=True)
    for name in names or (NUMBERS, WORDS):
        notebook = nbformat.read(root / "source" / COURSE / "release" / "sums" / f"{name}.ipynb", as_version=4)
        for cell in notebook.cells:
            cell.source = answers.get(grade_id(cell), cell.source)
        nbformat.write(notebook, folder / f"{name}.ipynb")
    return folder


def graded(root: Path) -> Any:
    place = root / "place"
    place.mkdir()
    results = json.loads(json.dumps(grade(root, place, 600).data()))
    assert faults(results) == []
    assert len(results["tests"]) == 5
    return results


def earned(results: Any) -> dict[str, float | None]:
    return {test["name"].split()[1]: test.get("score") for test in results["tests"]}


def entry(results: Any, name: str) -> Any:
    [test] = [test for test in results["tests"] if test["name"].startswith(f"about {name}")]
    return test


def test_right_answers_have_all_points_and_the_written_one_waits_for_a_person(root: Path) -> None:
    hand_in(root, **ANSWERED)
    results = graded(root)
    assert earned(results) == {**POINTS, "why": None}
    assert results["score"] == 10
    assert {entry(results, name)["status"] for name in POINTS} == {"passed"}
    assert "Somebody reads this answer" in entry(results, "why")["output"]
    assert "status" not in entry(results, "why")
    assert results["output"] == f"<p>Graded: {NUMBERS}, {WORDS}.</p>"


def test_half_right_answers_have_their_points(root: Path) -> None:
    hand_in(root, **{**WRONG, "double": RIGHT["double"]})
    results = graded(root)
    assert earned(results) == {"double": 3, "norm": 0, "count": 0, "twice": 0, "why": None}
    assert entry(results, "norm")["status"] == "failed"


def test_a_written_answer_that_is_not_there_is_said_to_be_missing(root: Path) -> None:
    hand_in(root, **RIGHT)
    why = entry(graded(root), "why")
    assert why["status"] == "failed"
    assert "Nothing is written here" in why["output"]


def test_a_written_answer_in_an_unclear_place_is_for_a_person_to_find(root: Path) -> None:
    folder = hand_in(root, **RIGHT)
    (folder / "my_answers.md").write_text(
        "Counting takes time because every word of the list is compared with every other word of it, so that the"
        " work grows with the square of the length.\n"
    )
    why = entry(graded(root), "why")
    assert "a person looks for it" in why["output"]


@pytest.mark.parametrize(
    "move",
    [
        lambda folder: None,
        lambda folder: folder.rename(folder.with_name("my work (2)")),
        lambda folder: (folder / f"{NUMBERS}.ipynb").rename(folder / "Numbers final.ipynb"),
        lambda folder: zip_up(folder),
    ],
    ids=["as they are", "in another folder", "renamed", "zipped"],
)
def test_notebooks_are_found_however_they_were_handed_in(root: Path, move: Callable[[Path], object]) -> None:
    move(hand_in(root, below="hw/inner", **ANSWERED))
    assert graded(root)["score"] == 10


def zip_up(folder: Path) -> None:
    with zipfile.ZipFile(folder.parent / "assignment2.zip", "w") as archive:
        for path in folder.glob("*.ipynb"):
            archive.write(path, f"a/{path.name}")
    shutil.rmtree(folder)


def test_an_empty_upload_has_no_points_and_a_sentence(root: Path) -> None:
    results = graded(root)
    assert results["score"] == 0
    assert results["output"] == f"<p>{one_submission.NOTHING}</p>"


def test_other_files_alone_have_no_points_and_their_names_are_no_markup(root: Path) -> None:
    (root / "submission" / "<b>.ipynb").write_bytes(b"%PDF-1.4 no notebook")
    results = graded(root)
    assert results["score"] == 0
    assert "It is a PDF, not a notebook." in results["output"]
    assert "Ask the student" not in results["output"]
    assert "<b>" not in results["output"]


def test_a_notebook_that_was_not_handed_in_is_named(root: Path) -> None:
    hand_in(root, NUMBERS, **ANSWERED)
    results = graded(root)
    assert results["score"] == 5
    assert f"Not handed in: {WORDS}." in results["output"]
    for name in ("count", "twice", "why"):
        assert f"{WORDS}.ipynb was not handed in" in entry(results, name)["output"]
        assert entry(results, name)["status"] == "failed"


def test_a_damaged_notebook_costs_what_is_lost_and_a_person_looks_at_that(root: Path) -> None:
    path = hand_in(root, **ANSWERED) / f"{WORDS}.ipynb"
    text = path.read_text()
    path.write_text(text[: text.index('"count-check"')])
    results = graded(root)
    assert earned(results) == {"double": 3, "norm": 2, "count": 3, "twice": 0, "why": None}
    assert "The file was damaged" in results["output"]
    assert "A person is still to look at this" in entry(results, "twice")["output"]
    assert "be lost with a damaged file" in entry(results, "why")["output"]


def test_a_notebook_over_which_the_grading_breaks_costs_that_notebook_only(root: Path) -> None:
    hand_in(root, **{**ANSWERED, "count": "# out of memory"})
    results = graded(root)
    assert earned(results) == {"double": 3, "norm": 2, "count": 0, "twice": 0, "why": None}
    assert "broke off" in results["output"]
    assert "A person is still to look at this" in entry(results, "twice")["output"]


def test_a_grading_that_cannot_begin_is_nobodys_fault(root: Path) -> None:
    hand_in(root, **ANSWERED)
    shutil.rmtree(root / "source" / COURSE / "source")
    (root / "source" / COURSE / "source" / "sums").mkdir(parents=True)
    (root / "source" / COURSE / "source" / "sums" / "other.ipynb").write_text("{}")
    results = graded(root)
    assert results["score"] == 0
    assert one_submission.NOT_GRADED in results["output"]


def test_what_cannot_be_looked_through_has_a_sentence_and_no_points(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: Any) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr(one_submission, "make_plan", breaks)
    results = graded(root)
    assert results["score"] == 0
    assert "could not be looked through" in results["output"]


@pytest.mark.slow
def test_a_date_of_the_students_makes_nobody_late(root: Path) -> None:
    (hand_in(root, **ANSWERED) / "timestamp.txt").write_text("2001-01-01 00:00:00 UTC\n")
    assert graded(root)["score"] == 10


def test_the_limits_of_all_notebooks_fit_into_the_time_there_is() -> None:
    limits = paced(Config(), 1140, 6).IsolatedExecute
    assert limits.notebook_timeout * 6 * 2 <= 1140
    assert limits.timeout * IN_VAIN <= limits.notebook_timeout
    assert limits.memory_limit == MEMORY


def test_limits_of_the_course_that_are_stricter_stay() -> None:
    config = Config()
    config.IsolatedExecute.timeout, config.IsolatedExecute.memory_limit = 5, 300
    limits = paced(config, 1140, 6).IsolatedExecute
    assert (limits.timeout, limits.memory_limit) == (5, 300)


def test_preparing_enters_the_assignment_and_nobody(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    course = root / "source" / COURSE
    (course / BLANK).rename(course / "gradebook.db")
    called: list[list[str]] = []
    monkeypatch.setattr(one_submission, "run_nbgrader", lambda _root, words, *_: called.append(words))
    one_submission.prepare(root)
    assert called == [["generate_assignment", "sums", "--force"]]
    hand_in(root, **ANSWERED)
    assert graded(root)["score"] == 10
