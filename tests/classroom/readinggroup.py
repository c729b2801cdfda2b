"""A class that has answered one question, graded by nbgrader in this process, and a desk to read it at."""

from dataclasses import dataclass, field
from typing import Any

from gradedcourse import SETTINGS, GradedCourse
from grading.course import ASSIGNMENT, WORDS

from classroom.course import Course, Item
from classroom.written.desk import Desk

WHY = Item("why", "1", WORDS, "written", 2.0, "why counting takes time")
DOUBLE = Item("double", "2", "1_numbers", "auto", 3.0, "twice a number")
READER = "a reader"
UNTOUCHED = "as it was handed out"


@dataclass
class Class:
    """A graded class and its desk. Answers are given by student: names sort, so a test can tell them apart."""

    graded: GradedCourse
    answers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Hand in and grade; a student without an answer leaves the cell as it was released."""
        (self.graded.root / "nbgrader_config.py").write_text(SETTINGS)
        for student, text in self.answers.items():
            self.graded.hand_in(student, **({"why": text} if text != UNTOUCHED else {}))
        if self.answers:
            self.graded.grade()
        self.desk = Desk(self.course)

    @property
    def course(self) -> Course:
        """The course as the commands know it."""
        root = self.graded.root
        return Course(root, ASSIGNMENT, (WHY, DOUBLE), (), root / "answers", {})

    def another_desk(self) -> Desk:
        """The desk of somebody else, in another process."""
        return Desk(self.course)

    def cards(self) -> list[dict[str, Any]]:
        """All cards, as the page gets them."""
        found: list[dict[str, Any]] = self.desk.state(WHY)["cards"]
        return found

    def card_of(self, student: str) -> dict[str, Any]:
        """The card with a student's answer."""
        names = self.ids()
        return next(card for card in self.cards() if any(one["id"] == names[student] for one in card["members"]))

    def ids(self) -> dict[str, str]:
        """What each student's answer is called."""
        return {student: name for name, student in self.desk.names(WHY).items()}

    def member(self, student: str) -> dict[str, Any]:
        """What the page gets of one answer."""
        name = self.ids()[student]
        found: dict[str, Any] = next(one for card in self.cards() for one in card["members"] if one["id"] == name)
        return found

    def decide(self, *students: str, desk: Desk | None = None, **given: Any) -> None:
        """Decide these answers as they are now, from the card of the first one."""
        asked: dict[str, Any] = {"points": 1, "extra": "", "comment": "", "lines": []} | given
        answers = [(one["id"], one["version"]) for one in map(self.member, students)]
        (desk or self.desk).decide(WHY, READER, self.card_of(students[0])["key"], answers, **asked)

    def nbgrader(self, student: str) -> tuple[Any, ...]:
        """What nbgrader's own API says: score by hand, extra credit, whether it waits, comment, and what counts."""
        with self.graded.gradebook() as gradebook:
            grade = gradebook.find_grade("why", WORDS, ASSIGNMENT, student)
            comment = gradebook.find_comment("why", WORDS, ASSIGNMENT, student)
            given: Any = (grade.manual_score, grade.extra_credit, grade.needs_manual_grade)
            said: Any = comment.comment
            return *given, said, float(grade.score)
