"""A sample class whose grades are known beforehand, and what a wrong description of an answer says."""

from pathlib import Path

import pytest
from minicourse import MiniCourse

from classroom.course import CourseError
from classroom.demo.sample_class import Student, hand_in, most_answers, sample_class
from classroom.notebooks import read_notebook


def students(mini: MiniCourse, right: int = 3, wrong: int = 2) -> dict[str, Student]:
    return {student.name: student for student in sample_class(mini.course, right, wrong)}


def test_each_student_has_answers_and_known_grades(mini: MiniCourse) -> None:
    double, why = mini.course.items
    group = students(mini)
    assert {name: (student.expected(double), student.expected(why)) for name, student in group.items()} == {
        "perfect": (3, None),
        "blank": (0, 0),
        "right-01": (3, None),
        "right-02": (3, None),
        "right-03": (3, None),
        "wrong-01": (0.5, 0),
        "wrong-02": (0.5, 0),
    }
    assert group["right-02"].answers["double"].source == "def double(number):\n    return 2 * number"
    assert group["right-03"].answers["double"].origin == "answers/double/right/add.py"
    assert group["wrong-01"].answers["double"].source == "def double(number):\n    return number"


def test_an_item_without_wrong_answers_gets_the_model_answer(mini: MiniCourse) -> None:
    for path in (mini.course.answers / "double" / "wrong").iterdir():
        path.unlink()
    double, _ = mini.course.items
    wrong = students(mini)["wrong-01"]
    assert wrong.expected(double) == 3
    assert "return total" in wrong.answers["double"].source
    assert "SOLUTION" not in wrong.answers["double"].source


def test_a_notebook_with_nothing_new_is_not_handed_in(mini: MiniCourse) -> None:
    group = students(mini, right=1, wrong=2)
    assert group["right-01"].notebooks == frozenset({"2_sums"})
    assert group["wrong-02"].hands_in("2_sums")
    assert not group["wrong-02"].hands_in("3_more")
    assert group["perfect"].notebooks is None


def test_how_many_students_it_takes_to_hand_in_every_answer(mini: MiniCourse) -> None:
    assert (most_answers(mini.course, "right"), most_answers(mini.course, "wrong")) == (2, 2)


def test_what_is_handed_in_is_the_release_filled_in(built: MiniCourse, tmp_path: Path) -> None:
    folder = tmp_path / "handed-in"
    hand_in(built.course, students(built)["perfect"], built.course.release, folder)
    assert [path.name for path in folder.iterdir()] == ["2_sums.ipynb"]
    cells = {cell.id: cell for cell in read_notebook(folder / "2_sums.ipynb").cells}
    assert cells["double"].source.endswith("return total")
    assert cells["double-check"].source == "score = judged(double, 20)\nscore"
    assert "two times over" in cells["why"].source
    assert "MARK SCHEME" not in cells["why-rubric"].source


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("def double(number):\n    return 0\n", "zero.py does not say what it gets"),
        ("# earns: much\ndef double(number):\n    return 0\n", "zero.py says `# earns: much`. Write a number"),
    ],
)
def test_a_wrong_answer_must_say_what_it_gets(mini: MiniCourse, text: str, message: str) -> None:
    (mini.course.answers / "double" / "wrong" / "zero.py").write_text(text)
    with pytest.raises(CourseError, match=message):
        students(mini)


def test_an_item_without_its_cell_is_named(mini: MiniCourse) -> None:
    mini.retag("2_sums", "why", grade_id="because")
    with pytest.raises(CourseError, match=r"2_sums\.ipynb has no cell why"):
        students(mini)
