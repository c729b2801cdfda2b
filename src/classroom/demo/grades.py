"""The grades of the sample class: what each answer got beside what it must get, and where the two differ."""

from collections.abc import Sequence
from dataclasses import dataclass

from classroom.course import Item

BY_HAND = "by hand"
NOT_HANDED_IN = "-"


@dataclass(frozen=True)
class Grade:
    """What one student got for one item, and what the answer must get; None where a person grades."""

    student: str
    item: Item
    expected: float | None
    got: float | None
    answer: str

    @property
    def right(self) -> bool:
        """Whether the gradebook says what it must."""
        return self.expected == self.got


def differences(grades: Sequence[Grade]) -> list[str]:
    """One sentence for each grade that is not what it must be."""
    return [
        f"{grade.student} got {_points(grade.got)} for {grade.item.id} and must get {_points(grade.expected)}: "
        f"the answer is {grade.answer}."
        for grade in grades
        if not grade.right
    ]


def grade_table(grades: Sequence[Grade]) -> str:
    """The grades as text: a row for each item, a column for each student, and what is wrong marked with !."""
    students = list(dict.fromkeys(grade.student for grade in grades))
    items = list(dict.fromkeys(grade.item for grade in grades))
    of = {(grade.student, grade.item.id): grade for grade in grades}
    rows = [["item", "points", *students]]
    for item in items:
        rows.append([item.id, f"{item.points:g}", *(_entry(of.get((student, item.id))) for student in students)])
    autograded = sum(item.points for item in items if item.kind == "auto")
    totals = [sum(grade.got or 0 for grade in grades if grade.student == student) for student in students]
    rows.append(["autograded", f"{autograded:g}", *(f"{total:g}" for total in totals)])
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        )
        for row in rows
    ]
    rule = "-" * len(lines[0])
    return "\n".join([lines[0], rule, *lines[1:-1], rule, lines[-1]])


def _entry(grade: Grade | None) -> str:
    if grade is None:
        return NOT_HANDED_IN
    if grade.right:
        return _points(grade.got)
    return f"! {_points(grade.got)}, not {_points(grade.expected)}"


def _points(points: float | None) -> str:
    return BY_HAND if points is None else f"{points:g}"
