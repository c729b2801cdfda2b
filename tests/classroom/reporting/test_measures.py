"""How hard an item was, whether it tells students apart, and which mistakes were the commonest."""

import pytest

from classroom.course import Item
from classroom.reporting.grades import GRADED, Grades, Points, Who
from classroom.reporting.measures import FEWEST, discrimination, measures
from classroom.reporting.submissions import Answer, Finding, Submission

ITEMS = [Item(name, name, "n", "written", 2.0, name) for name in "abcde"]
SIGN, SCALED = Finding("sign", "The sign", "-1"), Finding("scaled", "It is scaled", "")


def submission(name: str, answers: dict[str, Answer] | None = None, **earned: float | None) -> Submission:
    points = {("n", item): Points(got, got is None) for item, got in earned.items()}
    return Submission(Grades(Who(name), GRADED, points=points), answers or {})


def test_only_settled_points_count() -> None:
    found = measures(ITEMS, [submission("x", a=2.0), submission("y", a=0.0), submission("z", a=None), submission("w")])
    one = found[0]
    assert (one.settled, one.waiting, one.full, one.nothing, one.earned) == (2, 1, 1, 1, 0.5)
    assert (found[1].settled, found[1].earned, found[1].discrimination) == (0, None, None)


def test_discrimination_is_a_correlation_with_the_rest() -> None:
    shares = [{"a": at / 20, "b": at / 20, "c": at / 20, "d": 1 - at / 20, "e": at / 20} for at in range(20)]
    assert discrimination("a", shares) == pytest.approx(1)
    assert discrimination("d", shares) == pytest.approx(-1)
    assert discrimination("a", shares[: FEWEST - 1]) is None
    assert discrimination("a", [dict.fromkeys("abcde", 1.0)] * 20) is None
    assert discrimination("a", [{"a": at / 20, "b": at / 20} for at in range(20)]) is None


def test_mistakes_are_counted_by_student_and_the_example_is_the_shortest() -> None:
    class_ = [
        submission("x", {"a": Answer("a long answer", (SIGN, SIGN), "The sign")}, a=0.0),
        submission("y", {"a": Answer("short", (SIGN,), "The sign")}, a=0.0),
        submission("z", {"a": Answer("", (SCALED,))}, a=1.0),
        submission("w", {"a": Answer("", (), "not attempted")}, a=0.0),
    ]
    one = measures(ITEMS, class_)[0]
    assert [(made.finding.name, made.students, made.example) for made in one.mistakes] == [
        ("sign", ("x", "y"), "short"),
        ("scaled", ("z",), ""),
    ]
    assert one.reasons == (("The sign", ("x", "y")), ("not attempted", ("w",)))
    assert one.without == 3
