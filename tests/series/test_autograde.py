"""The real `nbgrader autograde` on every answer that the course keeps: each gets and hears what its file says.

The students of `make demo`, and as many more as it takes to hand in every right and every wrong answer once.
"""

import json
from pathlib import Path

import pytest
from answers_of import header

from classroom.course import Course, load_course
from classroom.demo.cycle import grade_class
from classroom.demo.grades import Grade, differences
from classroom.demo.sample_class import most_answers, read_answers, sample_class
from word2vec_lab.check.judging.loop_time import AS_SLOW_AS_A_LOOP

COURSE = load_course(Path(__file__).parents[2])


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("class")


@pytest.fixture(scope="module")
def grades(root: Path) -> list[Grade]:
    students = sample_class(COURSE, right=most_answers(COURSE, "right"), wrong=most_answers(COURSE, "wrong"))
    return grade_class(COURSE, root, students, print)


MAY_BE_DOUBTED = ("one_hot_matrix.py",)
"""What makes a matrix of all samples by all words. On some machines that takes as long as a loop: then a person is
asked, and it costs nothing."""


def answers_handed_in(course: Course) -> set[str]:
    return {
        answer.origin
        for item in course.items
        for verdict in ("right", "wrong")
        for answer in read_answers(course, item, verdict)
    }


@pytest.mark.slow
def test_every_answer_gets_exactly_what_it_must(grades: list[Grade]) -> None:
    assert answers_handed_in(COURSE) <= {grade.answer for grade in grades}
    doubted = [grade for grade in grades if grade.got is None and grade.answer.endswith(MAY_BE_DOUBTED)]
    assert differences([grade for grade in grades if grade not in doubted]) == []


OTHERWISE_BESIDE_OTHERS = ("hard_wired_negative_sampling.py", "wants_x.py")
"""What these are told hangs on the answers beside them in a notebook: they use a name that those may leave behind."""


@pytest.mark.slow
def test_grading_tells_a_student_what_the_class_was_told(root: Path, grades: list[Grade]) -> None:
    compared, unnamed = 0, []
    for grade in grades:
        path = COURSE.root / grade.answer
        name = header(path.read_text(encoding="utf-8"), "named") if path.is_file() else None
        # The one name that a stop-watch has a say in is looked for elsewhere, more than once.
        if name is None or name == AS_SLOW_AS_A_LOOP or path.name in OTHERWISE_BESIDE_OTHERS:
            continue
        graded = root / "autograded" / grade.student / COURSE.assignment / f"{grade.item.notebook}.ipynb"
        verdicts = json.loads(graded.read_text(encoding="utf-8"))["metadata"]["grading"]["verdicts"]
        told = [finding["name"] for finding in verdicts[grade.item.graded_cell]["findings"]]
        compared += 1
        if name not in told:
            unnamed.append(f"{grade.answer} must be told {name}, and {grade.student} is told {told}")
    assert compared > 700
    assert unnamed == []


@pytest.mark.slow
def test_perfect_gets_every_autograded_point_and_blank_none(grades: list[Grade]) -> None:
    autograded = {item.id: item.points for item in COURSE.items if item.kind == "auto"}
    got = {
        name: {grade.item.id: grade.got for grade in grades if grade.student == name and grade.item.kind == "auto"}
        for name in ("perfect", "blank")
    }
    assert got == {"perfect": autograded, "blank": dict.fromkeys(autograded, 0.0)}


@pytest.mark.slow
def test_wrong_answers_lose_points() -> None:
    for item in COURSE.items:
        for answer in read_answers(COURSE, item, "wrong"):
            assert answer.earns is None or answer.earns < item.points, answer.origin
