"""What a program has read in written derivations, on the notebooks of this repository and through the real grading."""

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from classroom.commands import run_nbgrader, search_path
from classroom.course import load_course
from classroom.demo.sample_class import Answer, Student, hand_in, model_answers
from classroom.editions.release import copy_assignment
from classroom.grading.whole_class import ClassGrading
from classroom.notebooks import read_notebook, remark_on
from classroom.showing.remarks import TITLE, remark

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
COURSE = load_course(ROOT)
NOTEBOOK = "2_activations"
ITEM = "q1g-derivation"
SLIP = r"$$\sigma'(x) = \frac{e^{-x}}{(1 + e^{-x})^2} = \sigma(x)\,(1 + \sigma(x))$$"
FORGED: dict[str, Any] = {"signs": 9, "read": 9, "hold": 9, "alarms": 0, "first": None, "ends": {}, "problem": ""}
ANSWERS = {
    "slips": SLIP,
    "empties": "",
    "photographs": "![my derivation](page.png)",
    "writes-much": "$$x = " + r"\sigma(x) + " * 8_000 + "$$",
    "nests": "$$x = " + r"\frac{1}{1 + " * 1_000 + "1" + "}" * 1_000 + "$$",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root: Path = tmp_path_factory.mktemp("remarks")
    copy_assignment(COURSE, root)
    for name in ("pyproject.toml", "src/word2vec_lab/items.toml"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, root / name)
    run_nbgrader(root, ["generate_assignment", COURSE.assignment], root / "log", lambda _: None)
    model = model_answers(COURSE)
    students = [Student(name, model | {ITEM: Answer(name, text, None)}) for name, text in ANSWERS.items()]
    for student in (Student("right", model), Student("deletes", {}), Student("forges", {}), *students):
        folder = root / "submitted" / student.name / COURSE.assignment
        one_notebook = replace(student, notebooks=frozenset({NOTEBOOK}))
        hand_in(COURSE, one_notebook, root / "release" / COURSE.assignment, folder)
    forged = root / "submitted" / "forges" / COURSE.assignment / f"{NOTEBOOK}.ipynb"
    content = json.loads(forged.read_text(encoding="utf-8"))
    content["metadata"]["grading"] = {"remarks": {ITEM: FORGED}}
    for cell in content["cells"]:
        cell["metadata"] |= {"remarks": FORGED, "grading": {"remarks": {ITEM: FORGED}}}
    forged.write_text(json.dumps(content), encoding="utf-8")
    deleted = root / "submitted" / "deletes" / COURSE.assignment / f"{NOTEBOOK}.ipynb"
    content = json.loads(deleted.read_text(encoding="utf-8"))
    content["cells"] = [cell for cell in content["cells"] if cell["id"] != ITEM]
    deleted.write_text(json.dumps(content), encoding="utf-8")
    run_nbgrader(root, ["autograde", COURSE.assignment], root / "log", lambda _: None)
    return root


def found(root: Path, student: str, item: str = ITEM) -> dict[str, Any]:
    return remark_on(read_notebook(root / "autograded" / student / COURSE.assignment / f"{NOTEBOOK}.ipynb"), item)


def test_a_right_and_a_wrong_derivation_are_told_apart(root: Path) -> None:
    right, wrong = found(root, "right"), found(root, "slips")
    assert right["signs"] == right["read"] == right["hold"] > 4
    assert right["first"] is None
    assert set(right["ends"].values()) == {"right"}
    assert (wrong["signs"], wrong["hold"], wrong["first"]["name"]) == (2, 1, "sign")
    assert set(wrong["ends"].values()) == {"wrong"}


def test_nothing_is_said_where_nothing_is_written_and_nothing_that_a_student_has_forged(root: Path) -> None:
    for student in ("deletes", "empties", "photographs", "forges"):
        assert remark(found(root, student)) == "", student
    assert found(root, "right", "q2a1") == {}, "code is no derivation"


def test_what_is_too_much_to_read_ends_as_that(root: Path) -> None:
    for student in ("writes-much", "nests"):
        assert found(root, student)["read"] == 0
    assert "0 read" in remark(found(root, "nests"))
    assert "is not read" in remark(found(root, "writes-much"))


def test_a_whole_class_gets_the_same(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", search_path())  # nbgrader makes a gradebook with the command alembic
    before = {student: found(root, student) for student in ("right", "slips", "empties")}
    grading = ClassGrading(load_course(root))
    report = grading.run(sorted(before), 1, again=True, on_result=lambda _result, _left: None)
    assert [result.trouble for result in report.results] == ["", "", ""]
    assert {student: found(root, student) for student in before} == before


def test_the_feedback_page_shows_it_and_no_score_in_it(root: Path) -> None:
    run_nbgrader(root, ["generate_feedback", COURSE.assignment, "--force"], root / "log", lambda _: None)
    pages = {
        student: (root / "feedback" / student / COURSE.assignment / f"{NOTEBOOK}.html").read_text(encoding="utf-8")
        for student in ("right", "slips", "forges")
    }
    assert [TITLE in page for page in pages.values()] == [True, True, False]
    assert "it looks as if a sign within it is turned round" in pages["slips"].lower()
