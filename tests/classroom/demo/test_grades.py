"""The table of grades, and what it says where one is not what it must be."""

from minicourse import MiniCourse

from classroom.demo.grades import Grade, differences, grade_table


def grade(mini: MiniCourse, student: str, item: int, expected: float | None, got: float | None) -> Grade:
    return Grade(student, mini.course.items[item], expected, got, "an answer")


def test_the_table_marks_what_differs(mini: MiniCourse) -> None:
    grades = [
        grade(mini, "ada", 0, 3, 3),
        grade(mini, "ada", 1, None, None),
        grade(mini, "bob", 0, 0.5, 3),
        grade(mini, "bob", 1, 0, 0),
    ]
    assert grade_table(grades).split("\n") == [
        "item        points      ada           bob",
        "-----------------------------------------",
        "double           3        3  ! 3, not 0.5",
        "why              2  by hand             0",
        "-----------------------------------------",
        "autograded       3        3             3",
    ]
    assert differences(grades) == ["bob got 3 for double and must get 0.5: the answer is an answer."]


def test_a_grade_that_waits_for_a_person_is_not_a_zero(mini: MiniCourse) -> None:
    assert differences([grade(mini, "ada", 1, None, 0)]) == [
        "ada got 0 for why and must get by hand: the answer is an answer."
    ]


def test_the_table_has_room_for_what_was_not_handed_in(mini: MiniCourse) -> None:
    one, other = mini.course.items[:2]
    grades = [Grade("ann", one, 2.0, 2.0, "x"), Grade("ann", other, 1.0, 1.0, "x"), Grade("bob", other, 1.0, 1.0, "x")]
    rows = grade_table(grades).split("\n")
    assert rows[2].split()[-2:] == ["2", "-"]
    assert rows[-1].split()[-2:] == ["3", "1"]
