"""The same on the notebooks of this repository: accidents that keep every point, attacks that get none."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from classroom.commands import run_nbgrader
from classroom.course import load_course
from classroom.demo.sample_class import Answer, Student, hand_in, sample_class
from classroom.editions.release import copy_assignment
from grading.handing_in import code_cell, marks, parameters
from grading.measuring import ATTACKS

pytestmark = pytest.mark.slow

ANSWERS = Path(__file__).parents[1] / "series" / "answers"
COURSE = load_course(Path(__file__).parents[2])
AUTO = {item.graded_cell: item.points for item in COURSE.items if item.kind == "auto"}
Notebook = dict[str, Any]


def each(folder: Path, edit: Callable[[Notebook], object]) -> None:
    for path in sorted(folder.glob("*.ipynb")):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        for cell in notebook["cells"]:
            cell["source"] = "".join(cell["source"])
        edit(notebook)
        path.write_text(json.dumps(notebook), encoding="utf-8")


def untouched(folder: Path) -> None:
    """An honest one."""


def twice(folder: Path) -> None:
    """Every cell copied."""
    each(folder, lambda notebook: notebook["cells"].extend(json.loads(json.dumps(notebook["cells"]))))


def bare(folder: Path) -> None:
    """All metadata lost."""
    each(folder, lambda notebook: [cell.update(metadata={}) for cell in notebook["cells"]])


def renamed(folder: Path) -> None:
    """Other names, so that later notebooks need the answers of renamed ones."""
    for path in sorted(folder.glob("*.ipynb")):
        path.rename(path.with_name(f"{path.stem} (1).ipynb"))


def checks_gone(folder: Path) -> None:
    """Every locked cell deleted."""

    def delete(notebook: Notebook) -> None:
        notebook["cells"] = [cell for cell in notebook["cells"] if not marks(cell).get("locked")]

    each(folder, delete)


def habits(folder: Path) -> None:
    """Commands and magics above every answer, and trials of all kinds in between."""
    trials = ("def half(:", "input('go on? ')", "%timeit -n 2 -r 1 1 + 1", "check = score = 'mine'", "%%bash\nls",
        "import warnings\nwarnings.filterwarnings('error')\nnp.seterr(all='raise')", "await __import__('asyncio').sleep(0)",
        "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.savefig('own.png')", "print('x' * 300_000)", "1 / 0")  # fmt: skip

    def work(notebook: Notebook) -> None:
        for cell in [cell for cell in notebook["cells"] if marks(cell).get("solution") and cell["cell_type"] == "code"]:
            place = notebook["cells"].index(cell)
            cell["source"] = "!ls\n%pip list\nfiles = !ls\n" + cell["source"]
            notebook["cells"][place:place] = map(code_cell, trials)

    each(folder, work)


def skipping(folder: Path) -> None:
    """A tag that skips every cell."""
    each(folder, lambda notebook: [cell["metadata"].update(tags=["skip-execution"]) for cell in notebook["cells"]])


def patching(folder: Path) -> None:
    """The course's checks patched."""
    code = "from word2vec_lab import check\nfor name in dir(check):\n    setattr(check, name, lambda *a, **k: 4.0)"
    each(folder, lambda notebook: notebook["cells"].insert(0, code_cell(code)))


def forging(folder: Path) -> None:
    """Answers that pretend to be scores."""

    def answer(notebook: Notebook) -> None:
        for cell in notebook["cells"]:
            if marks(cell).get("solution") and cell["cell_type"] == "code":
                name = cell["source"].partition("def ")[2].partition("(")[0]
                cell["source"] = f"class Score(float): earned = 4.0\ndef {name}(*a, **k): return Score(4.0)"

    each(folder, answer)


def own_word2vec(folder: Path) -> None:
    """A word2vec.py and a package word2vec_lab of one's own."""
    (folder / "word2vec.py").write_text("def sigmoid(x): return 1\n")
    (folder / "word2vec_lab").mkdir()
    (folder / "word2vec_lab" / "__init__.py").write_text("class check:\n    sigmoid = staticmethod(lambda f: 2.0)\n")


def replaced(folder: Path, notebook: str, cell_id: str, source: str) -> None:
    """Put another answer into a cell."""
    path = folder / f"{notebook}.ipynb"
    content = json.loads(path.read_text(encoding="utf-8"))
    [cell] = [cell for cell in content["cells"] if marks(cell).get("grade_id") == cell_id]
    cell["source"] = source
    path.write_text(json.dumps(content), encoding="utf-8")


def kept(answer: str) -> str:
    return (ANSWERS / f"{answer}.py").read_text(encoding="utf-8")


def hiding_loops(folder: Path) -> None:
    """Right answers that loop, and end the count of their steps in three ways."""
    replaced(folder, "1_softmax", "q2a2", kept("q2a2/right/count_ended_in_its_frame"))
    replaced(folder, "2_activations", "q2a1", kept("q2a1/right/count_ended_in_its_frame"))
    replaced(folder, "3_negative_sampling", "q2a3", kept("q2a3/right/count_ended_in_its_frame"))


def seeding(folder: Path) -> None:
    """Right answers that set the random numbers from which training draws."""
    replaced(folder, "1_softmax", "q2a2", "import random\n" + kept("q2a2/wrong/seeds_in_a_helper"))
    replaced(
        folder, "3_negative_sampling", "q2a3", "import random\n" + kept("q2a3/wrong/same_draws_and_nobody_sees_it")
    )
    replaced(folder, "4_skipgram", "q2a4", "import random\n" + kept("q2a4/wrong/puts_the_draws_back"))


HONEST = (untouched, twice, bare, renamed, checks_gone, habits)
HOSTILE = (skipping, patching, forging, own_word2vec)
DODGING = (hiding_loops, seeding)


@dataclass
class Graded:
    """What became of the class: the points of each student, and the items for which a person is asked."""

    scores: dict[str, dict[str, float]]
    asked: dict[str, set[str]]


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Graded:
    from nbgrader.api import Gradebook

    root = tmp_path_factory.mktemp("real")
    copy_assignment(COURSE, root)
    run_nbgrader(root, ["generate_assignment", COURSE.assignment], root / "log", lambda _: None)
    release = root / "release" / COURSE.assignment
    perfect, blank = sample_class(COURSE, 0, 0)
    for student, edits in ((perfect, (*HONEST, *DODGING)), (blank, HOSTILE)):
        for edit in edits:
            name = edit.__name__.replace("_", "-")
            folder = root / "submitted" / name / COURSE.assignment
            hand_in(COURSE, Student(name, student.answers), release, folder)
            edit(folder)
    for name in parameters(request, "name"):
        answers = {item: Answer(name, source, None) for item, source in ATTACKS[name].answers.items()}
        touched = frozenset(item.notebook for item in COURSE.items if item.id in answers)
        hand_in(COURSE, Student(name, answers, touched), release, root / "submitted" / name / COURSE.assignment)
    run_nbgrader(root, ["autograde", COURSE.assignment], root / "log", lambda _: None)
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}", "word2vec") as gradebook:
        submissions = gradebook.assignment_submissions(COURSE.assignment)
        scores = {
            submission.student.id: {
                grade.name: float(grade.auto_score or 0)
                for notebook in submission.notebooks
                for grade in notebook.grades
                if grade.name in AUTO
            }
            for submission in submissions
        }
        asked = {
            submission.student.id: {
                grade.name
                for notebook in submission.notebooks
                for grade in notebook.grades
                if grade.name in AUTO and grade.needs_manual_grade
            }
            for submission in submissions
        }
    shutil.rmtree(root)
    return Graded(scores, asked)


@pytest.mark.parametrize("edit", HONEST, ids=lambda edit: edit.__name__)
def test_an_accident_costs_no_point_and_nobody_is_asked(graded: Graded, edit: Callable[[Path], None]) -> None:
    name = edit.__name__.replace("_", "-")
    assert graded.scores[name] == AUTO
    assert graded.asked[name] == set()


@pytest.mark.parametrize("edit", HOSTILE, ids=lambda edit: edit.__name__)
def test_an_attack_gets_nothing(graded: Graded, edit: Callable[[Path], None]) -> None:
    got = graded.scores[edit.__name__.replace("_", "-")]
    assert got == dict.fromkeys(AUTO, 0.0)


def test_who_hides_a_loop_from_the_count_is_looked_at_by_a_person(graded: Graded) -> None:
    assert graded.scores["hiding-loops"] == AUTO
    assert graded.asked["hiding-loops"] == {"q2a1-check", "q2a2-check", "q2a3-check"}


def test_who_sets_the_random_numbers_of_training_loses_half_a_point(graded: Graded) -> None:
    lost = {name for name, points in graded.scores["seeding"].items() if points == AUTO[name] - 0.5}
    assert lost == {"q2a2-check", "q2a3-check", "q2a4-check"}
    assert graded.asked["seeding"] == set()


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=pytest.mark.exhaustive if number % 3 else []) for number, name in enumerate(ATTACKS)],
)
def test_an_answer_that_has_the_course_do_its_work_earns_nothing_by_that(graded: Graded, name: str) -> None:
    earned = {item: points for item, points in graded.scores[name].items() if points}
    assert earned == ATTACKS[name].deserved, ATTACKS[name].tries
