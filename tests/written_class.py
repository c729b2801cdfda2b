"""A made-up class that has answered the written items of word2vec, graded as `classroom grade` would leave it.

For what is about reading answers by hand: the browser test, the benchmark, and whoever wants to look. The answers are
varied as those of a class are. A few texts are written by many, most of them with a comma more or a word less; some are
alone; some cells are empty, or as they were handed out. Nothing is executed, so two hundred students take seconds.

    python tests/written_class.py FOLDER [STUDENTS]
"""

import random
import re
import shutil
import sys
from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import datetime
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook
from pngs import carrying

from classroom.commands import run_nbgrader
from classroom.course import Course, load_course
from classroom.demo.sample_class import model_answers
from classroom.editions.release import copy_assignment
from classroom.notebooks import grade_id, notebook_bytes, read_notebook

ROOT = Path(__file__).resolve().parents[1]
HANDED_IN = datetime(2030, 1, 31, 12)
UNTOUCHED, EMPTY = 0.12, 0.06
"""So large a part of the class leaves a cell as it is, or deletes what stands there."""

# By item: what is said first, in the middle and at the end. Of each, the earlier ones are said more often.
SAID: dict[str, tuple[tuple[str, ...], ...]] = {
    "q1a": (
        ("$\\boldsymbol y$ is one-hot", "y is a one hot vector", "The true distribution has all its mass on $o$"),
        (
            ", so every term but that of $o$ is zero",
            ", so the sum has a single term left",
            ", and zero times anything is zero",
            "",
        ),
        (
            ", and that one has the factor $y_o = 1$. So it is $-\\log \\hat y_o$.",
            ". What remains is $-1 \\cdot \\log \\hat y_o$.",
            ".",
            ". For example with 3 words and o = 2: 0 + log(0.5) + 0.",
        ),
    ),
    "q1b2": (
        (
            "When $\\hat{\\boldsymbol y} = \\boldsymbol y$.",
            "The gradient is zero if $\\boldsymbol U(\\hat{\\boldsymbol y} - \\boldsymbol y) = \\boldsymbol 0$.",
            "It is zero when yhat - y lies in the null space of U.",
            "When the expected outside vector is the observed one.",
            "When U is zero.",
        ),
        (
            " Then the model predicts perfectly.",
            " This means that prediction and truth cannot be told apart by $\\boldsymbol U$.",
            " So $\\sum_w \\hat y_w \\boldsymbol u_w = \\boldsymbol u_o$.",
            "",
        ),
        (
            "",
            " It is not necessary that they are equal, because $\\boldsymbol U$ has more columns than rows.",
            " Equality is sufficient and also necessary.",
        ),
    ),
    "q1b3": (
        (
            "Subtracting the first term moves $v_c$ towards $u_o$",
            "The $-\\boldsymbol u_o$ part pulls the centre vector to the outside word that was seen",
            "The gradient goes down the hill",
        ),
        (
            ", and subtracting the second pushes it away from the expected outside vector",
            ", and the other term moves it away from all other words",
            ", the second one is only for normalisation",
        ),
        (".", ", weighted by the probabilities.", ", so that the loss falls."),
    ),
    "q1h3": (
        (
            "Because it only needs the scores of $K+1$ words",
            "It is $O(K)$",
            "There is no exponential in it",
            "Fewer terms",
        ),
        (" instead of the whole vocabulary", " and not of all $|V|$ words", ""),
        (".", ", so each step is much cheaper.", ", and K is small."),
    ),
}
NOISE: tuple[Callable[[str], str], ...] = (
    lambda text: text,
    lambda text: text.replace(". ", ".\n"),
    lambda text: text.replace(",", " ,", 1),
    lambda text: text.replace("zero", "0"),
    lambda text: text.replace("the ", "", 1),
    lambda text: text.replace("and", "&", 1),
    lambda text: f"{text} :)",
    lambda text: text.replace("is", "is not", 1),
    lambda text: f"Answer: {text}",
)
ALONE = (
    "I don't know.",
    "idk",
    "?",
    "See my notes on paper, I ran out of time here.",
    "<script>document.title = 'ran'</script>Both <b>terms</b> <img src=x onerror=\"document.title='ran'\">.",
    "# Everything\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n$$\\sum_{w \\in V} \\hat y_w \\boldsymbol u_w$$ and so on.",
)


def write_class(root: Path, students: int, seed: int = 1) -> Course:
    """Make a course in the folder `root`, with so many submissions that are graded and that nobody has read."""
    root.mkdir(parents=True, exist_ok=True)
    here = load_course(ROOT)
    copy_assignment(here, root)
    for name in ("pyproject.toml", "src/word2vec_lab/items.toml"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, root / name)
    run_nbgrader(root, ["generate_assignment", here.assignment], root / "nbgrader.log", lambda _: None)
    course = load_course(root)
    written = [item for item in course.items if item.kind == "written"]
    released = {name: read_notebook(course.release / f"{name}.ipynb") for name in {item.notebook for item in written}}
    models = {name: answer.source for name, answer in model_answers(here).items()}
    chance = random.Random(seed)
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}", "word2vec") as gradebook:
        gradebook.add_student("nobody")
        for number in range(students):
            student = f"student-{number + 1:03}"
            person: dict[str, Any] = {"first_name": f"First{number + 1}", "last_name": "Last"}
            gradebook.add_student(student, **person)
            when: dict[str, Any] = {"timestamp": HANDED_IN}
            submission = gradebook.add_submission(course.assignment, student, **when)
            answers = {item.id: answer(item.id, models[item.id], chance) for item in written}
            folder = root / "autograded" / student / course.assignment
            folder.mkdir(parents=True)
            (folder / "photo.png").write_bytes(carrying({"Description": f"page {number % 3}"}))
            for notebook in submission.notebooks:
                _record(notebook, answers)
                if notebook.name in released:
                    graded = _filled(released[notebook.name], answers)
                    (folder / f"{notebook.name}.ipynb").write_bytes(notebook_bytes(graded))
        gradebook.db.commit()
    return course


def answer(item: str, model: str, chance: random.Random) -> str | None:
    """What somebody writes to an item; None leaves the cell as it was handed out."""
    drawn = chance.random()
    if drawn < UNTOUCHED:
        return None
    if drawn < UNTOUCHED + EMPTY:
        return chance.choice(["", "\n\n", "..."])
    if drawn < UNTOUCHED + EMPTY + 0.05:
        return chance.choice(ALONE)
    if item == "q2c" and chance.random() < 0.6:
        return f"![my plot](photo.png)\n\n{_told(model, chance)}"
    return chance.choices(NOISE, weights=[12, *[1] * (len(NOISE) - 1)])[0](_told(model, chance, item))


def _told(model: str, chance: random.Random, item: str = "") -> str:
    """Pieces that people say of this item; where none are known, some sentences of the model answer."""
    if item in SAID:
        return "".join(chance.choices(part, weights=[1 / (n + 1) for n in range(len(part))])[0] for part in SAID[item])
    sentences = re.split(r"(?<=[.!?]) (?=[A-Z])", model)
    return " ".join(sentence for sentence in sentences if chance.random() < 0.85) or model


def _record(notebook: Any, answers: Mapping[str, str | None]) -> None:
    """What nbgrader records of a graded notebook: an untouched answer gets 0, another one waits."""
    untouched = {name for name, text in answers.items() if text is None}
    for grade in notebook.grades:
        by_hand = grade.name in answers and grade.name not in untouched
        grade.auto_score = None if by_hand else 0.0 if grade.name in untouched else 1.0
        grade.needs_manual_grade = by_hand
    for comment in notebook.comments:
        comment.auto_comment = "No response." if comment.name in untouched else None


def _filled(released: Any, answers: Mapping[str, str | None]) -> Any:
    notebook = deepcopy(released)
    for cell in notebook.cells:
        new = answers.get(grade_id(cell))
        cell.source = cell.source if new is None else new
    return notebook


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    write_class(folder, int(sys.argv[2]) if len(sys.argv) > 2 else 200)
    print(f"Read it with: classroom --course {folder} read q1b2")
