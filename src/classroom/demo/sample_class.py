"""A class of made-up students, whose grades are known beforehand.

They hand in the right and wrong answers that the course keeps for its tests. A file
`answers/<item>/right/<name>.py` or `answers/<item>/wrong/<name>.py` holds the text of an answer cell, after comment
lines of its own: `# earns: 0.5` says what it must get (without it, a right answer gets all points), `# asks: a person`
that its check has a person look at it, so that nothing is settled, and `# named: ...` is for the tests of the checks.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from classroom.course import Course, CourseError, Item
from classroom.editions.reading import model_answer
from classroom.notebooks import grade_id, is_answer, notebook_bytes, read_notebook

Verdict = Literal["right", "wrong"]
ASKS_A_PERSON = "# asks: a person"
HEADER = ("# earns:", "# named:", ASKS_A_PERSON)


@dataclass(frozen=True)
class Answer:
    """The text of an answer cell, where it comes from, and the points it must get; None where a person grades it."""

    origin: str
    source: str
    earns: float | None


@dataclass(frozen=True)
class Student:
    """One member of the class: the answers handed in, by item. An item without an answer is left as released.

    `notebooks` names those that are handed in; None means all.
    """

    name: str
    answers: Mapping[str, Answer]
    notebooks: frozenset[str] | None = None

    def hands_in(self, notebook: str) -> bool:
        """Whether the notebook is among those handed in."""
        return self.notebooks is None or notebook in self.notebooks

    def expected(self, item: Item) -> float | None:
        """The points the item must get, None if a person grades it. What is left as released gets none."""
        answer = self.answers.get(item.id)
        return answer.earns if answer else 0.0


def sample_class(course: Course, right: int, wrong: int) -> list[Student]:
    """A student with the model answers, one with none, `right` with other right answers, `wrong` with wrong ones.

    Student `right-2` hands in the second right answer of each item. An item with fewer of them starts again at its
    first; one with none gets the model answer. The wrong leave the written items blank. A notebook whose answers have
    all been handed in by the students before is left out: grading it once more would show nothing new.
    """
    model = model_answers(course)
    students = [Student("perfect", model), Student("blank", {})]
    for number in range(right):
        answers = model | _nth_answers(course, "right", number)
        students.append(Student(f"right-{number + 1:02}", answers, _with_news(course, "right", number)))
    autograded = {item.id: model[item.id] for item in course.items if item.kind == "auto"}
    for number in range(wrong):
        answers = autograded | _nth_answers(course, "wrong", number)
        students.append(Student(f"wrong-{number + 1:02}", answers, _with_news(course, "wrong", number)))
    return students


def most_answers(course: Course, verdict: Verdict) -> int:
    """How many answers of that verdict the item with the most of them has: so many students hand in all of them."""
    return max((len(read_answers(course, item, verdict)) for item in course.items), default=0)


def read_answers(course: Course, item: Item, verdict: Verdict) -> list[Answer]:
    """The answers to an item that are kept for the tests, in the order of their names."""
    paths = sorted((course.answers / item.id / verdict).glob("*.py"))
    return [_read_answer(course, path, item, verdict) for path in paths]


def hand_in(course: Course, student: Student, release: Path, submission: Path) -> None:
    """Write to `submission` what the student hands in: the released notebooks that carry points, filled in."""
    submission.mkdir(parents=True)
    for name in sorted({item.notebook for item in course.items if student.hands_in(item.notebook)}):
        notebook = read_notebook(release / f"{name}.ipynb")
        for cell in notebook.cells:
            answer = student.answers.get(grade_id(cell))
            if answer and is_answer(cell):
                cell.source = answer.source
        (submission / f"{name}.ipynb").write_bytes(notebook_bytes(notebook))


def _nth_answers(course: Course, verdict: Verdict, number: int) -> dict[str, Answer]:
    chosen = {}
    for item in course.items:
        answers = read_answers(course, item, verdict) if item.kind == "auto" else []
        if answers:
            chosen[item.id] = answers[number % len(answers)]
    return chosen


def _with_news(course: Course, verdict: Verdict, number: int) -> frozenset[str] | None:
    """The notebooks with an item that has an answer of that number; None, for all, if there is none."""
    auto = [item for item in course.items if item.kind == "auto"]
    news = {item.notebook for item in auto if number < len(read_answers(course, item, verdict))}
    return frozenset(news) or None


def model_answers(course: Course) -> dict[str, Answer]:
    """The model answer to each item of the table."""
    cells = {
        (path.stem, grade_id(cell)): cell for path in course.source_notebooks() for cell in read_notebook(path).cells
    }
    answers = {}
    for item in course.items:
        cell = cells.get((item.notebook, item.id))
        if cell is None:
            raise CourseError(
                f"{item.notebook}.ipynb has no cell {item.id}, which the table of items lists. "
                "Run `classroom check` to see everything that does not fit."
            )
        earns = item.points if item.kind == "auto" else None
        answers[item.id] = Answer(f"the model answer of {item.id}", model_answer(cell.source), earns)
    return answers


def _read_answer(course: Course, path: Path, item: Item, verdict: Verdict) -> Answer:
    lines = path.read_text(encoding="utf-8").split("\n")
    header = [line for line in lines if line.startswith(HEADER)]
    earns = item.points if verdict == "right" else None
    for line in header:
        key, _, text = line.partition(":")
        if key == "# earns":
            try:
                earns = float(text)
            except ValueError:
                raise CourseError(f"{course.show(path)} says `{line}`. Write a number there.") from None
    if earns is None:
        raise CourseError(f"{course.show(path)} does not say what it gets. Add a first line like `# earns: 0.5`.")
    if ASKS_A_PERSON in header:
        earns = None
    source = "\n".join(line for line in lines if line not in header).strip("\n")
    return Answer(course.show(path), source, earns)
