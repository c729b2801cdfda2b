"""A small class that is graded, with a table of items, and whatever a report must survive."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from gradedcourse import SETTINGS, GradedCourse
from grading.course import ASSIGNMENT, NUMBERS, RIGHT, WORDS, WRONG

from classroom.course import Course, load_course

PYPROJECT = f"""
[tool.classroom]
assignment = "{ASSIGNMENT}"
items = "items.toml"
student_side = ["release"]
answers = "answers"
"""
ROWS = [
    ("double", "1(a)", NUMBERS, "auto", 3),
    ("norm", "1(b)", NUMBERS, "auto", 2),
    ("count", "2(a)", WORDS, "auto", 3),
    ("why", "2(b)", WORDS, "written", 2),
    ("twice", "2(b)", WORDS, "auto", 2),
]
ITEM = '[[items]]\nid = "{}"\npart = "{}"\nnotebook = "{}"\nkind = "{}"\npoints = {}\ntitle = "about {}"\n'
HOSTILE = "<script>alert(1)</script>"


def as_course(graded: GradedCourse) -> Course:
    """The same course with a table of items."""
    (graded.root / "pyproject.toml").write_text(PYPROJECT)
    (graded.root / "items.toml").write_text("\n".join(ITEM.format(*row, row[0]) for row in ROWS))
    (graded.root / "nbgrader_config.py").write_text(SETTINGS)
    return load_course(graded.root)


def note(graded: GradedCourse, student: str, notebook: str, **grading: Any) -> None:
    """Write into a graded notebook what grading writes there."""
    path = graded.graded(student) / f"{notebook}.ipynb"
    content = json.loads(path.read_text())
    content["metadata"]["grading"] = grading
    path.chmod(0o644)
    path.write_text(json.dumps(content))


def verdict(name: str, title: str) -> dict[str, Any]:
    """What a check says of a wrong answer."""
    return {"outcome": "failed", "findings": [{"kind": "wrong", "name": name, "title": title, "says": "So it is."}]}


@pytest.fixture(scope="session")
def graded_once(released: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One is right, one waits, two are wrong, one is empty, one was not graded, one is only enrolled."""
    root = tmp_path_factory.mktemp("graded") / "course"
    shutil.copytree(released, root)
    course = GradedCourse(root)
    course.hand_in("ann", **RIGHT)
    course.hand_in("bob", **RIGHT, why="It looks twice.")
    course.hand_in("cid", **WRONG)
    course.hand_in("dan", **WRONG, why=f"{HOSTILE} =1+1")
    course.hand_in("eve")
    (course.folder("eve") / f"{WORDS}.ipynb").unlink()
    course.grade()
    for student in ("cid", "dan"):
        said = {"double-check": verdict("halved", f"It is halved {HOSTILE}")}
        stopped = {"norm-check": "It took too long.", "of-the-student": HOSTILE}
        note(course, student, NUMBERS, seconds=1.5, protection=["seccomp"], verdicts=said, stopped=stopped)
    course.hand_in("fay", **RIGHT)
    with course.gradebook() as gradebook:
        names: list[tuple[str, Any]] = [
            ("dan", {"first_name": HOSTILE, "last_name": "=cmd|' /C calc'!A0", "lms_user_id": "7"}),
            ("gil", {"first_name": "Gil", "last_name": "Day", "email": "gil@x.org"}),
        ]
        for student, about in names:
            gradebook.update_or_create_student(student, **about)
    return root


@pytest.fixture
def graded(graded_once: Path, tmp_path: Path) -> GradedCourse:
    """That class, as one's own."""
    root = tmp_path / "class"
    shutil.copytree(graded_once, root)
    return GradedCourse(root)


@pytest.fixture
def classes(graded: GradedCourse) -> Course:
    """The course of that class."""
    return as_course(graded)


@pytest.fixture
def empty(tmp_path: Path) -> Course:
    """A course in which nothing has been done."""
    root = tmp_path / "empty"
    root.mkdir()
    return as_course(GradedCourse(root))
