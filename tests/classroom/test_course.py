"""Reading a course's description, and what it says when the description is wrong."""

from dataclasses import replace
from pathlib import Path

import pytest
from minicourse import MiniCourse

from classroom.course import CourseError, find_course, load_course


def test_the_course_is_what_pyproject_says(mini: MiniCourse) -> None:
    course = mini.course
    assert course.assignment == "sums"
    assert [item.id for item in course.items] == ["double", "why"]
    assert [item.graded_cell for item in course.items] == ["double-check", "why"]
    assert [item.points for item in course.items] == [3, 2]
    assert course.student_side == (course.root / "release", course.root / "src")
    assert course.reading_environment == {"SUMS_STATIC": "1"}


def test_the_course_is_found_from_a_folder_inside_it(mini: MiniCourse) -> None:
    assert find_course(mini.course.source) == mini.course


def test_no_course_anywhere_is_said(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r"No pyproject.toml with a \[tool.classroom\] table was found in"):
        find_course(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('assignment = "sums"', "", "needs `assignment`, a str; it has None"),
        ('student_side = ["release", "src"]', "student_side = []", "`student_side` .* must be a list of one or more"),
        ('{ SUMS_STATIC = "1" }', "{ SUMS_STATIC = 1 }", "`reading_environment` .* must be a table of strings"),
        ('items = "items.toml"', 'items = "nowhere.toml"', "nowhere.toml does not exist"),
        ("[tool.classroom]", "[tool.other]", r"has no \[tool.classroom\] table"),
        ('answers = "answers"', "answers = ", "is not valid TOML"),
    ],
)
def test_a_wrong_description_is_named(mini: MiniCourse, old: str, new: str, message: str) -> None:
    path = mini.course.root / "pyproject.toml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    with pytest.raises(CourseError, match=message):
        load_course(mini.course.root)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('kind = "auto"', 'kind = "magic"', '`kind` of .*number 1 .* is "magic"'),
        ("points = 2", "points = -2", r"number 2 .* needs `points`, a number that is not negative"),
        ("points = 2", 'points = "2"', r"number 2 .* needs `points`, a number"),
        ("points = 2", "points = true", r"number 2 .* needs `points`, a number"),
        ('id = "why"', 'id = "double"', "more than once: double"),
        ('title = "why it is twice"', "", "number 2 .* needs `title`"),
    ],
)
def test_a_wrong_item_is_named(mini: MiniCourse, old: str, new: str, message: str) -> None:
    path = mini.course.root / "items.toml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    with pytest.raises(CourseError, match=message):
        load_course(mini.course.root)


def test_a_table_without_items_is_named(mini: MiniCourse) -> None:
    (mini.course.root / "items.toml").write_text("")
    with pytest.raises(CourseError, match="lists no items"):
        load_course(mini.course.root)


def test_items_that_share_a_part_are_told_apart_by_what_kind_they_are(mini: MiniCourse) -> None:
    double, why = mini.course.items
    assert mini.course.labels == {"double": "1", "why": "2"}
    assert replace(mini.course, items=(double, replace(why, part="1"))).labels == {
        "double": "1 code",
        "why": "1 written",
    }
