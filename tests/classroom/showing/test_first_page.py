"""The first page of a student's feedback has every item, and beside the pages lies nothing that is none."""

from typing import Any

import nbformat
import pytest
from gradedcourse import GradedCourse
from grading.course import ASSIGNMENT, NUMBERS, RIGHT, WORDS
from nbformat.v4 import new_markdown_cell

pytestmark = pytest.mark.slow

ITEMS = """
[[items]]
id = "why"
part = "2(b)"
notebook = "2_words"
kind = "written"
points = 2
title = "why <it> takes time"

[[items]]
id = "double"
part = "1(a)"
notebook = "1_numbers"
kind = "auto"
points = 3
title = "twice a number"
"""


@pytest.fixture
def bob(course: GradedCourse) -> GradedCourse:
    """A course with a table of items, and one who has handed in words that nobody has read."""
    (course.root / "pyproject.toml").write_text(
        f'[tool.classroom]\nassignment = "{ASSIGNMENT}"\nitems = "items.toml"\nstudent_side = ["x"]\nanswers = "y"\n'
    )
    (course.root / "items.toml").write_text(ITEMS)
    course.hand_in("bob", **RIGHT, why="It looks twice.")
    course.grade()
    return course


def test_no_page_has_a_0_for_what_nobody_has_read(bob: GradedCourse) -> None:
    folder = bob.give_feedback("bob")
    first, words = ((folder / f"{name}.html").read_text() for name in ("index", WORDS))
    assert "<strong>10 of 12 points so far</strong>. Answers worth 2 points have not been read yet." in first
    assert "<strong>5 of 7 points so far</strong>. Answers worth 2 points have not been read yet." in words
    for page in (first, words):
        assert "not read yet</span> (of&nbsp;2)" in page.replace("\xa0", "&nbsp;")
        assert "why &lt;it&gt; takes time" in page
        for wrong in ("Written response", "Test cell", "0.0 /", "Grade cell", "0 of 2"):
            assert wrong not in page
    assert "2(b), your answer" in words
    assert "1(a), what the check found" in (folder / f"{NUMBERS}.html").read_text()
    rows = [line for line in first.splitlines() if 'scope="row"' in line]
    assert [f'href="{WORDS}.html#why">2(b)</a>' in rows[0], f"{NUMBERS}.html#double-check" in rows[1]] == [True, True]


def test_a_score_that_was_given_is_shown_and_says_whether_it_may_change(bob: GradedCourse) -> None:
    with bob.gradebook() as gradebook:
        grade: Any = gradebook.find_grade("why", WORDS, ASSIGNMENT, "bob")
        grade.manual_score = 1.5
        gradebook.find_submission_notebook(WORDS, ASSIGNMENT, "bob").late_submission_penalty = 1  # type: ignore[assignment]
        gradebook.db.commit()
    folder = bob.give_feedback("bob")
    first, words = ((folder / f"{name}.html").read_text() for name in ("index", WORDS))
    assert "<strong>10.5 of 12 points</strong>." in first
    assert "A person is still to look at 1 item more" in first
    for page in (first, words):
        assert '1.5 of 2, <span class="open">may change</span>' in page
        assert "For handing in late, 1 point was taken." in page


def test_beside_the_pages_lies_nothing_that_is_none(bob: GradedCourse) -> None:
    graded = bob.graded("bob")
    for name in ("helper.py", "run.sh", "timestamp.txt", "data/table.csv", ".graded-from", "deep/er/x.html"):
        (graded / name).parent.mkdir(parents=True, exist_ok=True)
        (graded / name).write_text("2030-01-01 00:00:00 UTC")
    folder = bob.give_feedback("bob")
    assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*")) == [
        *(f"{NUMBERS}.html", f"{WORDS}.html", "index.html", "timestamp.txt"),
    ]


def test_a_notebook_that_was_not_handed_in_is_said_to_be_missing(bob: GradedCourse) -> None:
    (bob.folder("bob") / f"{WORDS}.ipynb").unlink()
    for path in sorted(bob.graded("bob").rglob("*"), reverse=True):
        path.unlink()
    bob.graded("bob").rmdir()
    with bob.gradebook() as gradebook:
        gradebook.remove_submission(ASSIGNMENT, "bob")
    bob.grade()
    first = (bob.give_feedback("bob") / "index.html").read_text()
    row = next(line for line in first.splitlines() if "2(b)" in line)
    assert "<a " not in row
    assert "not handed in</span> (of&nbsp;2)" in first


def test_a_course_without_a_table_has_a_first_page_too(course: GradedCourse) -> None:
    course.hand_in("bob", **RIGHT)
    course.grade()
    folder = course.give_feedback("bob")
    for page in ((folder / f"{name}.html").read_text() for name in ("index", NUMBERS)):
        assert "double-check" in page
        assert "About" not in page  # where nothing has a title


def test_a_task_has_its_name_and_its_points(course: GradedCourse) -> None:
    path = course.root / "source" / ASSIGNMENT / f"{WORDS}.ipynb"
    notebook = nbformat.read(path, 4)
    marks = {"grade_id": "walk", "task": True, "points": 3, "grade": False, "solution": False, "locked": False}
    notebook.cells.append(
        new_markdown_cell("Walk.", metadata={"nbgrader": marks | {"schema_version": 3, "cell_type": "markdown"}})
    )
    nbformat.write(notebook, path)
    course.config.GenerateAssignment.force = True
    course.release()
    course.hand_in("bob", **RIGHT)
    course.grade()
    folder = course.give_feedback("bob")
    for page in ((folder / f"{name}.html").read_text() for name in ("index", WORDS)):
        [row] = [line for line in page.splitlines() if 'scope="row"' in line and "#walk" in line]
        assert ">walk</a>" in row
    assert 'id="walk"' in page
    assert "walk, what the check found" not in page
