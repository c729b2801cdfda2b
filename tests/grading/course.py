"""The small course that is attacked: two notebooks, 10 autograded points, 2 written ones. It knows no word2vec.

Its checks are of the kinds that courses have: a helper of the course that judges, NumPy's own comparison, values in a
dictionary, and a function that the test passes in. SECRET stands in hidden tests only: whoever shows it has read them.
"""

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nbformat

from classroom.commands import CONFIG_FILE, run_nbgrader

REPOSITORY = Path(__file__).parents[2]
ASSIGNMENT = "sums"
NUMBERS, WORDS = "1_numbers", "2_words"
SECRET = "40961"
CELL_SECONDS, NOTEBOOK_SECONDS = 5, 30
POINTS = {"double": 3.0, "norm": 2.0, "count": 3.0, "twice": 2.0}
TOTAL = sum(POINTS.values())

SETUP = """import numpy as np


def judged(function, numbers, points):
    \"\"\"All points if the function doubles every number, else none.\"\"\"
    return points if all(function(number) == 2 * number for number in numbers) else 0.0"""

DOUBLE = """def double(number):
    \"\"\"Twice the number.\"\"\"
    ### BEGIN SOLUTION
    return 2 * number
    ### END SOLUTION"""

DOUBLE_CHECK = f"""score = judged(double, [1, 2.5, -3], 3.0)
### BEGIN HIDDEN TESTS
score = min(score, judged(double, [{SECRET}, -0.25], 3.0))
### END HIDDEN TESTS
score"""

NORM = """def norm(vector):
    \"\"\"The length of a vector.\"\"\"
    ### BEGIN SOLUTION
    return float(np.sqrt(np.sum(vector**2)))
    ### END SOLUTION"""

# np.allclose and assert_allclose take an array without an entry for equal to anything, so the shape is looked at first.
NORM_CHECK = f"""length = norm(np.array([3.0, 4.0]))
score = 1.0 if np.shape(length) == () and np.allclose(length, 5.0) else 0.0
### BEGIN HIDDEN TESTS
length = norm(np.array([3 * {SECRET}.0, 4 * {SECRET}.0]))
assert np.shape(length) == ()
np.testing.assert_allclose(length, 5 * {SECRET}.0)
score += 1.0 if np.array_equal(norm(np.zeros(3)), 0.0) else 0.0
### END HIDDEN TESTS
score"""

COUNT = """def count(words):
    \"\"\"How often each word occurs.\"\"\"
    ### BEGIN SOLUTION
    return {word: words.count(word) for word in words}
    ### END SOLUTION"""

COUNT_CHECK = f"""score = 3.0 if count(["a", "b", "a"]) == {{"a": 2, "b": 1}} else 0.0
### BEGIN HIDDEN TESTS
if count(["w{SECRET}"] * 5 + ["x"]) != {{"w{SECRET}": 5, "x": 1}}:
    score = 0.0
### END HIDDEN TESTS
score"""

TWICE = """def twice(function, value):
    \"\"\"The function applied two times.\"\"\"
    ### BEGIN SOLUTION
    return function(function(value))
    ### END SOLUTION"""

TWICE_CHECK = f"""score = 2.0 if twice(lambda x: x + 3, 1) == 7 else 0.0
### BEGIN HIDDEN TESTS
score = score if twice(lambda x: x * {SECRET}, 1) == {SECRET}**2 else 0.0
### END HIDDEN TESTS
score"""

WHY = """**Why does counting take time?**

### BEGIN SOLUTION
Every word is looked at once for each word.
### END SOLUTION"""

RUBRIC = """*How this is graded.*

<!-- BEGIN MARK SCHEME -->
- 2 points: the square is there.
  - 0.5 points instead: only that it grows.

Two points for the square.
<!-- END MARK SCHEME -->"""

# What an honest student writes.
RIGHT = {
    "double": "def double(number):\n    return number + number",
    "norm": "def norm(vector):\n    return float(np.linalg.norm(vector))",
    "count": "def count(words):\n    found = {}\n    for word in words:\n        found[word] = found.get(word, 0) + 1\n"
    "    return found",
    "twice": "def twice(function, value):\n    return function(function(value))",
}
# What earns nothing.
WRONG = {
    "double": "def double(number):\n    return None",
    "norm": "def norm(vector):\n    return -1.0",
    "count": "def count(words):\n    return {}",
    "twice": "def twice(function, value):\n    return value",
}
HOME = {"double": NUMBERS, "norm": NUMBERS, "count": WORDS, "twice": WORDS, "why": WORDS}


def asserting(check: str, points: float) -> str:
    """The check as most courses write theirs: it asserts, and shows no score."""
    return check.removesuffix("score") + f"assert score == {points}"


def write_source(root: Path, *, asserts: bool = False) -> None:
    """Write the source of the assignment: two notebooks and a helper file. Its checks show scores, or only assert."""
    end = asserting if asserts else lambda check, _: check
    folder = root / "source" / ASSIGNMENT
    folder.mkdir(parents=True)
    (folder / "helper.py").write_text("GREETING = 'hello'\n")
    _write(
        folder / f"{NUMBERS}.ipynb",
        _text("title-1", "# Numbers"),
        _marked("code", "setup-1", SETUP, locked=True),
        _marked("code", "double", DOUBLE, solution=True),
        _marked("code", "double-check", end(DOUBLE_CHECK, 3.0), grade=True, locked=True, points=POINTS["double"]),
        _text("between", "Now with a vector."),
        _marked("code", "norm", NORM, solution=True),
        _marked("code", "norm-check", end(NORM_CHECK, 2.0), grade=True, locked=True, points=POINTS["norm"]),
    )
    _write(
        folder / f"{WORDS}.ipynb",
        _text("title-2", "# Words"),
        _marked("code", "setup-2", "import helper", locked=True),
        _marked("code", "count", COUNT, solution=True),
        _marked("code", "count-check", end(COUNT_CHECK, 3.0), grade=True, locked=True, points=POINTS["count"]),
        _marked("markdown", "why", WHY, grade=True, solution=True, points=2),
        _marked("markdown", "why-rubric", RUBRIC, locked=True),
        _marked("code", "twice", TWICE, solution=True),
        _marked("code", "twice-check", end(TWICE_CHECK, 2.0), grade=True, locked=True, points=POINTS["twice"]),
    )


def write_course(root: Path, *, stock: bool, asserts: bool = False) -> None:
    """A course folder with the assignment released: nbgrader as it comes if `stock`, else with our configuration.

    With `asserts` no check shows a score: to come to its end is to pass.
    """
    shutil.copytree(Path(_released(stock, asserts).name) / "course", root)


@cache
def _released(stock: bool, asserts: bool) -> TemporaryDirectory[str]:
    """Such a course, which is copied: it takes nbgrader many seconds to release it."""
    folder = TemporaryDirectory()
    root = Path(folder.name) / "course"
    root.mkdir()
    write_source(root, asserts=asserts)
    config = "c = get_config()\nc.ClearMarkScheme.enforce_metadata = False\n"
    if not stock:
        config = (REPOSITORY / CONFIG_FILE).read_text(encoding="utf-8")
        # An endless loop must end sooner than an instructor would end it.
        config += (
            f"\nc.FailClosed.score_needed = {not asserts}"
            f"\nc.IsolatedExecute.timeout = {CELL_SECONDS}\nc.IsolatedExecute.notebook_timeout = {NOTEBOOK_SECONDS}\n"
        )
    (root / CONFIG_FILE).write_text(f"{config}\nc.CourseDirectory.course_id = 'attacked'\n", encoding="utf-8")
    run_nbgrader(root, ["generate_assignment", ASSIGNMENT], Path(folder.name) / "log", lambda _: None)
    return folder


def _write(path: Path, *cells: dict[str, Any]) -> None:
    metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    notebook = {"cells": list(cells), "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    nbformat.write(nbformat.from_dict(notebook), path)


def _text(cell_id: str, source: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": cell_id, "metadata": {}, "source": source}


def _marked(kind: str, grade_id: str, source: str, **flags: Any) -> dict[str, Any]:
    marks = {"grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3}
    cell = _text(grade_id, source) | {"cell_type": kind}
    cell["metadata"] = {"nbgrader": marks | {"grade_id": grade_id} | flags}
    return cell | ({"execution_count": None, "outputs": []} if kind == "code" else {})
