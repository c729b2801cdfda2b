"""The proof: every hostile, broken and honest submission in one class, graded by the real `nbgrader autograde`."""

from pathlib import Path
from typing import Any

import pytest

from grading.arena import Run, grade_class
from grading.cases import ALL
from grading.handing_in import Case, parameters

pytestmark = pytest.mark.slow

LONGEST_RUN = 1800

FEEDBACK = [
    ("empty-file", "The file is empty"),
    ("linked-notebook", "is a link"),
    ("answer-deleted", "The answer cell double was missing"),
    ("none-handed-in", "This notebook was not handed in"),
    ("renamed", "This notebook was taken from the file"),
    ("injected-graded-cells", "count as ordinary cells"),
    ("pipes", "It is not a file"),
]
"""Students, and what their feedback must say."""

READ = {*dict(FEEDBACK), "with-pictures", "own-helper", "markup-as-pictures"}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Run:
    """The class, graded once: those whose tests are to be run, and those whose feedback is read."""
    asked = parameters(request, "case")
    cases = [case for case in ALL if case in asked or case.name in READ]
    return grade_class(tmp_path_factory.mktemp("attacked"), cases, stock=False, timeout=LONGEST_RUN)


def sampled(number: int, case: Case) -> Any:
    """A case of the table; most are marked exhaustive."""
    return pytest.param(case, id=case.name, marks=[] if number % 4 == 0 else pytest.mark.exhaustive)


@pytest.mark.parametrize("case", [sampled(number, case) for number, case in enumerate(ALL)])
def test_every_submission_gets_what_it_deserves_and_does_no_harm(run: Run, case: Case) -> None:
    result = run.results[case.name]
    assert result.points == pytest.approx(case.deserved), f"{case.tries}: {result.items}"
    assert result.harm == (), case.tries


@pytest.mark.parametrize("every", [12, pytest.param(1, marks=pytest.mark.exhaustive)])
def test_where_checks_only_assert_nobody_gets_more(tmp_path: Path, every: int) -> None:
    run = grade_class(tmp_path, ALL[::every], stock=False, timeout=LONGEST_RUN, asserts=True)
    for case in ALL[::every]:
        result = run.results[case.name]
        assert result.points == pytest.approx(case.deserved), f"{case.name}, {case.tries}: {result.items}"
        assert result.harm == (), case.tries


def test_the_run_ends_well_and_nobody_is_harmed(run: Run) -> None:
    assert run.exit_code == 0, run.said[-3000:]
    assert run.unnamed_harm == ()
    assert "\x1b" not in run.said, "the terminal of whoever grades was steered"
    assert not list(run.course.glob("autograded/**/.grading-has-not-ended"))


def test_a_student_can_read_why_something_was_not_graded(run: Run) -> None:
    for name, words in FEEDBACK:
        pages = (run.course / "feedback" / name).rglob("*.html")
        assert words in "".join(page.read_text(encoding="utf-8") for page in pages), name


def test_pictures_of_a_student_come_into_the_feedback_and_other_files_do_not(run: Run) -> None:
    feedback = run.course / "feedback"
    page = next((feedback / "with-pictures").rglob("1_numbers.html")).read_text(encoding="utf-8")
    assert page.count("data:image/png;base64,iVBOR") == 2
    kept = {path.name for path in (run.course / "autograded" / "own-helper").rglob("*") if path.is_file()}
    assert kept == {"1_numbers.ipynb", "2_words.ipynb", "helper.py"}
    assert not [path for path in (run.course / "feedback" / "markup-as-pictures").rglob("*") if path.suffix == ".svg"]


def test_there_are_enough_of_them() -> None:
    kinds = [case.kind for case in ALL]
    assert kinds.count("hostile") + kinds.count("broken") >= 60
    assert kinds.count("honest") >= 5
    assert all(case.tries for case in ALL)
