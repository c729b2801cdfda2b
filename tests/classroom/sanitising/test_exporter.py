"""What becomes of submissions in a run of nbgrader's autograding: who is graded, in what, and what they are told."""

import json
import logging
import os
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import nbformat
import pytest
from gradedcourse import PNG, GradedCourse
from grading.course import ASSIGNMENT, NUMBERS, RIGHT, WORDS
from nbgrader.apps.api import NbGraderAPI
from nbgrader.converters.base import NbGraderException

from classroom.sanitising import arrivals, exporter
from classroom.sanitising.exporter import STUDENT_NAME, SubmissionExporter
from classroom.sanitising.gradebook import UNFINISHED
from classroom.sanitising.timestamps import record_of

ALL = {"double-check": 3.0, "norm-check": 2.0, "count-check": 3.0, "twice-check": 2.0, "why": 0.0}
NOTHING = dict.fromkeys(ALL, 0.0)
IN_NUMBERS = {"double-check", "norm-check"}


@pytest.fixture
def said(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.WARNING)
    return caplog


def logged(said: pytest.LogCaptureFixture, beginning: str) -> list[str]:
    """What was told to whoever grades, of what begins like this."""
    told = [record.getMessage() for record in said.records]
    return [message for message in told if message.startswith(beginning)]


def graded_notebook(course: GradedCourse, student: str, name: str) -> Any:
    return nbformat.read(course.graded(student) / f"{name}.ipynb", as_version=4)


def source_of(course: GradedCourse, student: str, name: str) -> dict[str, str]:
    cells = graded_notebook(course, student, name).cells
    return {cell.metadata.nbgrader.grade_id: cell.source for cell in cells if "nbgrader" in cell.metadata}


# Who is graded, and in what.


def test_each_gets_what_the_answers_deserve_and_an_honest_notebook_says_nothing(course: GradedCourse) -> None:
    course.hand_in("ann", **RIGHT)
    course.hand_in("bob", double=RIGHT["double"])
    course.grade()
    assert course.scores("ann") == ALL
    assert course.scores("bob") == NOTHING | {"double-check": 3.0}
    assert course.notes("ann", NUMBERS) == course.notes("ann", WORDS) == ""
    assert not (course.graded("ann") / UNFINISHED).exists()


def test_nobody_is_graded_where_the_settings_would_run_answers_together_with_the_tests(
    course: GradedCourse, said: pytest.LogCaptureFixture
) -> None:
    course.hand_in("ann", **RIGHT)
    ours = course.config.Autograde.autograde_preprocessors
    with pytest.raises(NbGraderException, match="have Execute"):
        course.grade(autograde_preprocessors=["nbgrader.preprocessors.Execute", *ours])
    assert "before `configure(c)`" in logged(said, "Nothing was graded: ")[0]
    course.grade(autograde_preprocessors=[*ours, "nbconvert.preprocessors.TagRemovePreprocessor"])
    assert course.scores("ann") == ALL


@pytest.mark.slow
@pytest.mark.parametrize("files", [{}, {"sums.py": "'''Sums are fun.'''"}, {"essay.ipynb": "{}"}])
def test_who_hands_in_no_notebook_gets_0_and_the_reason(course: GradedCourse, files: dict[str, str]) -> None:
    for name, text in files.items():
        (course.folder("zoe") / name).write_text(text)
    course.folder("zoe")
    course.hand_in("ann", **RIGHT)
    course.grade()
    assert course.scores("zoe") == NOTHING
    assert [path.name for path in course.graded("zoe").glob("*.ipynb")] == [f"{NUMBERS}.ipynb"], "one to say why"
    assert "\n- This notebook was not handed in.\n" in course.notes("zoe", NUMBERS)
    assert course.scores("ann") == ALL


@pytest.mark.slow
def test_who_hands_in_something_else_is_asked_about_where_an_answer_in_words_is_missing(course: GradedCourse) -> None:
    course.hand_in("ann", **RIGHT)
    (course.folder("zoe") / "essay.txt").write_text("Every word meets every other.")
    course.grade()
    assert course.scores("zoe") == NOTHING | {"why": None}
    assert course.asks("zoe") == {"why"}
    assert "Every word meets every other." in source_of(course, "zoe", WORDS)["why"]
    assert "This notebook was not handed in." in course.notes("zoe", WORDS)


@pytest.mark.slow
def test_of_a_damaged_notebook_a_person_is_asked_wherever_points_are_missing(course: GradedCourse) -> None:
    path = course.hand_in("bob", **RIGHT) / f"{WORDS}.ipynb"
    path.write_text(path.read_text()[: path.read_text().index("why-rubric") - 200])
    (course.hand_in("eve", **RIGHT) / f"{NUMBERS}.ipynb").write_text("{")
    course.grade()
    assert course.scores("bob") == ALL | {"twice-check": 0.0, "why": None}
    assert course.asks("bob") == {"twice-check", "why"}, "what has all its points needs nobody"
    assert course.asks("eve") == IN_NUMBERS
    assert "may be lost" in source_of(course, "bob", WORDS)["why"]


@pytest.mark.slow
def test_what_a_person_gave_stays_when_it_is_graded_again(course: GradedCourse) -> None:
    folder = course.hand_in("ann", **RIGHT)
    notebook = nbformat.read(folder / f"{WORDS}.ipynb", as_version=4)
    notebook.cells.append(nbformat.v4.new_markdown_cell("Each word meets each word."))
    nbformat.write(notebook, folder / f"{WORDS}.ipynb")
    course.grade()
    assert course.asks("ann") == {"why"}
    with course.gradebook() as gradebook:
        grade = gradebook.find_grade("why", WORDS, ASSIGNMENT, "ann")
        for name, value in (("manual_score", 2), ("needs_manual_grade", False)):
            setattr(grade, name, value)
        gradebook.db.commit()
        assert gradebook.find_submission(ASSIGNMENT, "ann").score == 12
    course.grade(force=True)
    with course.gradebook() as gradebook:
        assert gradebook.find_submission(ASSIGNMENT, "ann").score == 12


def test_a_notebook_that_was_not_handed_in_is_not_made_up(course: GradedCourse) -> None:
    (course.hand_in("ann", **RIGHT) / f"{NUMBERS}.ipynb").unlink()
    course.grade()
    assert course.scores("ann") == ALL | dict.fromkeys(IN_NUMBERS, 0.0)
    assert [path.name for path in course.graded("ann").glob("*.ipynb")] == [f"{WORDS}.ipynb"]
    assert "not handed in" not in course.notes("ann", WORDS)


@pytest.mark.slow
def test_one_notebook_can_be_graded_for_itself(course: GradedCourse) -> None:
    course.hand_in("ann", **RIGHT)
    course.hand_in("bob", **RIGHT)
    (course.folder("bob") / f"{WORDS}.ipynb").unlink()
    course.config.CourseDirectory.notebook_id = WORDS
    course.grade()
    assert [path.name for path in course.graded("ann").glob("*.ipynb")] == [f"{WORDS}.ipynb"]
    assert "This notebook was not handed in." in course.notes("bob", WORDS), "the one that was asked for"


def test_one_student_can_be_graded_without_the_others(course: GradedCourse) -> None:
    course.hand_in("ann", **RIGHT)
    course.hand_in("bob", **RIGHT)
    course.config.CourseDirectory.student_id = "bob"
    course.grade()
    assert (course.scores("ann"), course.scores("bob")) == ({}, ALL)


def test_renamed_files_are_graded_and_all_is_said_in_the_first_notebook_only(course: GradedCourse) -> None:
    folder = course.hand_in("ann", **RIGHT)
    (folder / f"{WORDS}.ipynb").rename(folder / "final.ipynb")
    (folder / "holiday.ipynb").write_text("{}")
    course.grade()
    assert course.scores("ann") == ALL
    assert "final.ipynb" in course.notes("ann", WORDS)
    assert "holiday.ipynb" in course.notes("ann", NUMBERS)
    assert "holiday.ipynb" not in course.notes("ann", WORDS)


@pytest.mark.parametrize("name", ["<b>ann", "a[n]", "zo?", "z*", "a\x1b[2J", 'a"b', "a&b", "a`b", "a\u202eb", "a\x9b"])
def test_a_name_that_acts_as_a_command_is_refused_and_shown_harmless(
    course: GradedCourse, said: pytest.LogCaptureFixture, name: str
) -> None:
    course.hand_in("zoe", **RIGHT)
    course.hand_in(name, **RIGHT)
    course.grade()
    assert (course.scores(name), course.scores("zoe")) == ({}, ALL)
    assert logged(said, "The folder name") == [
        f"The folder name {name!a} is no name for a student: it holds characters that act as commands in a page, a "
        "terminal or a pattern. It is not graded. Rename it."
    ]
    assert logged(said, "The folder name")[0].isprintable()


@pytest.mark.parametrize("name", ["ann", "Ångström, Anders", "o'neill-2", "李雷", "a.b_c@d+e", "x y"])
def test_what_people_are_called_is_a_name(name: str) -> None:
    assert STUDENT_NAME.fullmatch(name)


def test_a_link_to_anothers_work_is_not_graded(course: GradedCourse, said: pytest.LogCaptureFixture) -> None:
    folder = course.hand_in("ann", **RIGHT)
    (course.root / "submitted" / "mallory").mkdir()
    os.symlink(folder, course.root / "submitted" / "mallory" / ASSIGNMENT)
    course.grade()
    assert (course.scores("ann"), course.scores("mallory")) == (ALL, {})
    link = course.root / "submitted" / "mallory" / ASSIGNMENT
    assert logged(said, str(link)) == [
        f"{link} is a link to somewhere else. It is not graded: put the files themselves there."
    ]


@pytest.mark.slow
def test_a_course_may_itself_stand_behind_a_link(course: GradedCourse, tmp_path: Path) -> None:
    course.hand_in("ann", **RIGHT)
    os.symlink(course.root, tmp_path / "link")
    behind = GradedCourse(tmp_path / "link")
    behind.grade()
    assert behind.scores("ann") == ALL


@pytest.mark.slow
def test_a_file_in_place_of_a_folder_is_nobodys_submission(course: GradedCourse) -> None:
    course.hand_in("ann", **RIGHT)
    (course.root / "submitted" / "bob").mkdir()
    (course.root / "submitted" / "bob" / ASSIGNMENT).write_text("my work")
    course.grade()
    assert (course.scores("ann"), course.scores("bob")) == (ALL, {})


@pytest.mark.slow
def test_a_folder_that_cannot_be_looked_through_does_not_stop_the_class(
    course: GradedCourse, said: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    course.hand_in("ann", **RIGHT)
    broken = course.hand_in("bob", **RIGHT)
    looks: list[Path] = []

    def open_submission(folder: Path, *known: Any) -> Any:
        looks.append(folder)
        if folder == broken and looks.count(broken) == 1:
            raise ArithmeticError("odd")
        return arrivals.open_submission(folder, *known)

    monkeypatch.setattr(exporter, "open_submission", open_submission)
    course.grade()
    assert course.scores("ann") == ALL
    assert [path.name for path in course.graded("bob").glob("*.ipynb")] == [f"{NUMBERS}.ipynb"]
    [told] = logged(said, "Looking through")
    assert told.startswith(f"Looking through {broken} failed:\nTraceback")
    assert told.endswith("ArithmeticError: odd\n")


# What a run refuses.


def test_nothing_can_be_graded_before_the_release(course: GradedCourse, said: pytest.LogCaptureFixture) -> None:
    course.hand_in("ann", **RIGHT)
    course.config.CourseDirectory.db_url = f"sqlite:///{course.root / 'gradebook.db'}"
    with course.gradebook() as gradebook:
        gradebook.remove_assignment(ASSIGNMENT)
    with pytest.raises(NbGraderException, match=f"Run `nbgrader generate_assignment {ASSIGNMENT} --force` first"):
        course.grade()
    assert logged(said, "The gradebook") == [
        f"The gradebook knows no notebook of the assignment {ASSIGNMENT} that lies in the source folder. Run "
        f"`nbgrader generate_assignment {ASSIGNMENT} --force` first, then grade again."
    ]


def test_a_source_with_other_points_than_the_release_is_named(course: GradedCourse) -> None:
    course.hand_in("ann", **RIGHT)
    for path in (course.root / "source" / ASSIGNMENT).glob("*.ipynb"):
        path.write_text(path.read_text().replace('"points": 3.0', '"points": 4.0'))
    with pytest.raises(NbGraderException) as refused:
        course.grade()
    assert str(refused.value) == (
        "The source notebooks have other graded cells than those that were released. Run "
        f"`nbgrader generate_assignment {ASSIGNMENT} --force`, then grade again. "
        f"The cells that differ: {NUMBERS}: double-check; {WORDS}: count-check."
    )
    assert course.scores("ann") == {}


def test_a_source_that_cannot_be_read_is_named(course: GradedCourse) -> None:
    course.hand_in("ann", **RIGHT)
    (course.root / "source" / ASSIGNMENT / f"{WORDS}.ipynb").write_text("{")
    with pytest.raises(NbGraderException, match=WORDS):
        course.grade()


def test_a_source_notebook_that_was_never_released_is_left_alone(course: GradedCourse) -> None:
    course.hand_in("ann", **RIGHT)
    source = course.root / "source" / ASSIGNMENT
    shutil.copy(source / f"{NUMBERS}.ipynb", source / "0_draft.ipynb")
    course.grade()
    assert course.scores("ann") == ALL


# What lies in a submission beside its notebooks.


def test_a_students_files_stay_where_they_are_and_the_courses_own_are_there(course: GradedCourse) -> None:
    folder = course.hand_in("ann", **RIGHT)
    (folder / "helper.py").write_text("GREETING = 'mine'")
    (folder / "numpy.py").write_text("cheat = True")
    (folder / ".startup").write_text("cheat")
    (folder / "sub").mkdir()
    (folder / "sub" / "more.py").write_text("cheat")
    course.grade()
    assert (course.graded("ann") / "helper.py").read_text() == "GREETING = 'hello'\n"
    assert {path.name for path in course.graded("ann").iterdir()} == {"helper.py", f"{NUMBERS}.ipynb", f"{WORDS}.ipynb"}


@pytest.mark.slow
def test_the_files_beside_a_single_notebook_stay_where_they_are_too(course: GradedCourse) -> None:
    folder = course.hand_in("ann", **RIGHT)
    (folder / f"{WORDS}.ipynb").unlink()
    (folder / "numpy.py").write_text("cheat = True")
    course.grade()
    assert {path.name for path in course.graded("ann").iterdir()} == {"helper.py", f"{NUMBERS}.ipynb"}


def test_what_the_course_leaves_out_stays_out(course: GradedCourse) -> None:
    course.hand_in("ann", **RIGHT)
    source = course.root / "source" / ASSIGNMENT
    (source / "corpus.npz").write_text("large")
    (source / "deep").mkdir()
    (source / "deep" / "table.csv").write_text("1,2")
    course.config.CourseDirectory.ignore = ["*.npz"]
    course.grade()
    assert not (course.graded("ann") / "corpus.npz").exists()
    assert (course.graded("ann") / "deep" / "table.csv").exists()


def test_the_courses_own_hook_is_still_asked(course: GradedCourse) -> None:
    course.hand_in("ann", **RIGHT)
    asked: list[dict[str, Any]] = []
    course.grade(pre_convert_hook=lambda **named: asked.append(named))
    [named] = asked
    assert named["assignment"] == ASSIGNMENT
    assert [Path(path).stem for path in named["notebooks"]] == [NUMBERS, WORDS]


def test_a_picture_that_an_answer_shows_comes_along(course: GradedCourse) -> None:
    folder = course.hand_in("ann", **RIGHT, why="My page:\n\n![my page](page.png)")
    for name in ("page.png", "other.png"):
        (folder / name).write_bytes(PNG)
    course.grade()
    assert (course.graded("ann") / "page.png").read_bytes() == PNG
    assert not (course.graded("ann") / "other.png").exists()


def test_code_that_names_a_picture_brings_none_along(course: GradedCourse) -> None:
    folder = course.hand_in("ann", **RIGHT | {"double": "# ![](page.png)"})
    (folder / "page.png").write_bytes(PNG)
    course.grade()
    assert not (course.graded("ann") / "page.png").exists()


@pytest.mark.slow
def test_a_date_that_is_none_is_set_aside_and_told(course: GradedCourse, said: pytest.LogCaptureFixture) -> None:
    for name, date in (("ann", "last Tuesday"), ("bob", "2026-01-01 10:00:00 UTC")):
        (course.hand_in(name, **RIGHT) / "timestamp.txt").write_text(date)
    course.grade()
    assert course.scores("ann") == course.scores("bob") == ALL
    assert logged(said, "The timestamp.txt") == [
        f"The timestamp.txt of {course.folder(name)} was set aside: it could not be read as a date, or the student "
        "wrote it."
        for name in ("ann", "bob")
    ]


@pytest.mark.parametrize("trusted", [False, True])
def test_a_date_counts_only_where_the_course_trusts_it(course: GradedCourse, trusted: bool) -> None:
    (course.hand_in("ann", **RIGHT) / "timestamp.txt").write_text("2001-01-01 00:00:00 UTC")
    if trusted:
        course.config.SubmissionExporter.trust_timestamps = True
    course.grade()
    with course.gradebook() as gradebook:
        stamp = gradebook.find_submission(ASSIGNMENT, "ann").timestamp
    assert (stamp is not None) == trusted


def set_a_date(course: GradedCourse) -> None:
    """Have the course say until when to hand in, and believe what submissions say of when they were."""
    course.config.SubmissionExporter.trust_timestamps = True
    with course.gradebook() as gradebook:
        due: Any = {"duedate": "2001-01-01 12:00:00 UTC"}
        gradebook.update_or_create_assignment(ASSIGNMENT, **due)


@pytest.mark.slow
@pytest.mark.parametrize(("method", "left"), [("zero", 0.0), ("none", 10.0)])
def test_what_is_late_costs_what_the_course_says_in_every_notebook(
    course: GradedCourse, method: str, left: float
) -> None:
    course.config.LateSubmissionPlugin.penalty_method = method
    set_a_date(course)
    for student, when in {"ann": "2001-01-01 11:00", "bob": "2001-01-02 11:00"}.items():
        (course.hand_in(student, **RIGHT) / "timestamp.txt").write_text(f"{when}:00 UTC")
    course.grade()
    course.grade(force=True)
    with course.gradebook() as gradebook:
        found = {one.student_id: one for one in gradebook.assignment_submissions(ASSIGNMENT)}
        assert found["ann"].late_submission_penalty in (None, 0)
        assert found["bob"].score - (found["bob"].late_submission_penalty or 0) == left


@pytest.mark.slow
def test_a_penalty_is_taken_back_when_the_date_was_moved(course: GradedCourse) -> None:
    course.config.LateSubmissionPlugin.penalty_method = "zero"
    set_a_date(course)
    (course.hand_in("ann", **RIGHT) / "timestamp.txt").write_text("2001-01-02 11:00:00 UTC")
    course.grade()
    with course.gradebook() as gradebook:
        later: Any = {"duedate": "2001-01-03 12:00:00 UTC"}
        gradebook.update_or_create_assignment(ASSIGNMENT, **later)
        assert gradebook.find_submission(ASSIGNMENT, "ann").late_submission_penalty == 10
    course.grade(force=True)
    with course.gradebook() as gradebook:
        assert not gradebook.find_submission(ASSIGNMENT, "ann").late_submission_penalty


def test_a_penalty_that_cannot_be_taken_is_told_and_costs_no_score(
    course: GradedCourse, said: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nbgrader.preprocessors.AssignLatePenalties.init_plugin", lambda _: 1 / 0)
    set_a_date(course)
    (course.hand_in("ann", **RIGHT) / "timestamp.txt").write_text("2001-01-02 11:00:00 UTC")
    course.grade()
    assert course.scores("ann") == ALL
    assert [line.splitlines()[-1] for line in logged(said, "No late penalty")] == [
        "ZeroDivisionError: division by zero"
    ] * 2


# When a run breaks off.


def test_what_a_run_broke_off_is_graded_anew(course: GradedCourse, said: pytest.LogCaptureFixture) -> None:
    for name in ("ann", "bob"):
        course.hand_in(name, **RIGHT)
        course.graded(name).mkdir(parents=True)
        (course.graded(name) / "kept").touch()
    (course.graded("ann") / UNFINISHED).touch()
    course.grade()
    assert course.scores("ann") == ALL
    assert not (course.graded("ann") / "kept").exists()
    assert (course.scores("bob"), (course.graded("bob") / "kept").exists()) == ({}, True), (
        "nbgrader takes it for graded"
    )
    assert logged(said, "An earlier run") == [
        f"An earlier run was broken off while it graded {course.folder('ann')}. It is graded anew."
    ]


def test_what_a_link_leads_to_is_not_deleted(course: GradedCourse) -> None:
    course.hand_in("ann", **RIGHT)
    elsewhere = course.root / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / UNFINISHED).touch()
    course.graded("ann").parent.mkdir(parents=True)
    os.symlink(elsewhere, course.graded("ann"))
    course.grade()
    assert (elsewhere / UNFINISHED).exists()


def test_while_a_submission_is_graded_its_folder_says_so(course: GradedCourse, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = course.hand_in("ann", **RIGHT)
    seen, places = [], []
    working: Any = SubmissionExporter.preprocessed

    def preprocessed(self: SubmissionExporter, notebook: Any, resources: Any) -> Any:
        seen.append((course.graded("ann") / UNFINISHED).exists())
        places.append((resources["metadata"]["name"], Path(resources["metadata"]["path"])))
        return working(self, notebook, resources)

    monkeypatch.setattr(SubmissionExporter, "preprocessed", preprocessed)
    course.grade()
    assert seen == [True] * 4, "two notebooks, each mended and then graded"
    assert not (course.graded("ann") / UNFINISHED).exists()
    # Preprocessors are told what nbconvert tells them.
    assert places == [(name, place) for name in (NUMBERS, WORDS) for place in (folder, course.graded("ann"))]


@pytest.mark.slow
def test_grading_anew_takes_back_what_was_given_before(course: GradedCourse) -> None:
    folder = course.hand_in("ann", **RIGHT)
    course.grade()
    (folder / f"{WORDS}.ipynb").unlink()
    course.hand_in("bob", **RIGHT)
    course.grade(force=True)
    assert course.scores("ann") == ALL | {"count-check": 0.0, "twice-check": 0.0}


@pytest.mark.slow
@pytest.mark.parametrize("by_hand", [True, False], ids=["stopped", "killed"])
def test_what_was_broken_off_has_no_score_and_every_list_says_that_it_is_not_graded(
    course: GradedCourse, by_hand: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("ann", "bob"):
        course.hand_in(name, **RIGHT)
    course.grade()
    course.hand_in("cid", **RIGHT | {"twice": "# is stopped"})
    if not by_hand:  # who is killed cleans nothing up
        monkeypatch.setattr("nbgrader.converters.base.rmtree", lambda _: None)
    with pytest.raises(KeyboardInterrupt):
        course.grade()
    assert course.graded("cid").exists() is not by_hand
    assert course.scores("cid") == dict.fromkeys(ALL)
    assert course.asks("cid") == set(ALL)
    formgrader = NbGraderAPI(course.directory())
    assert formgrader.get_autograded_students(ASSIGNMENT) == {"ann", "bob"}
    listed = {one["student"]: one["autograded"] for one in formgrader.get_submissions(ASSIGNMENT)}
    assert listed == {"ann": True, "bob": True, "cid": False}
    course.hand_in("cid", **RIGHT)
    course.grade()
    assert course.scores("cid") == ALL
    assert formgrader.get_autograded_students(ASSIGNMENT) == {"ann", "bob", "cid"}


@pytest.mark.parametrize("trusted", [True, False])
def test_a_date_of_handing_in_keeps_nobody_from_being_read(course: GradedCourse, trusted: bool) -> None:
    (course.hand_in("ann", **RIGHT) / "timestamp.txt").write_text("2001-01-01 00:00:00 UTC")
    course.config.SubmissionExporter.trust_timestamps = trusted
    course.grade()
    assert NbGraderAPI(course.directory()).get_autograded_students(ASSIGNMENT) == {"ann"}


# When the grading of one notebook fails.


def test_a_notebook_that_cannot_be_graded_for_a_reason_that_is_known_has_it_said_in_words(
    course: GradedCourse, said: pytest.LogCaptureFixture
) -> None:
    course.hand_in("ann", **RIGHT | {"double": "# no kernel"})
    course.grade()
    assert course.scores("ann") == ALL | dict.fromkeys(IN_NUMBERS, 0.0)
    assert course.asks("ann") == IN_NUMBERS
    [told] = logged(said, f"{course.graded('ann') / NUMBERS}.ipynb was not graded")
    assert told.endswith("gets 0 points until a person has looked at it. There is no kernel for it.")
    assert "Traceback" not in said.text
    assert "broke off. There is no kernel for it." in course.notes("ann", NUMBERS)


@pytest.mark.slow
def test_a_notebook_whose_grading_fails_gets_0_and_asks_for_a_person(
    course: GradedCourse, said: pytest.LogCaptureFixture
) -> None:
    # A changed check is mended, so that there are notes before this one.
    answers = RIGHT | {"double": "# out of memory", "norm-check": "score = 2.0"}
    course.hand_in("ann", **answers)
    course.hand_in("bob", **RIGHT)
    course.grade()
    assert course.scores("bob") == ALL
    assert course.scores("ann") == ALL | dict.fromkeys(IN_NUMBERS, 0.0)
    assert course.asks("ann") == IN_NUMBERS
    notebook = graded_notebook(course, "ann", NUMBERS)
    assert [cell.id for cell in notebook.cells].count("grader-notes") == 1
    notes = course.notes("ann", NUMBERS)
    assert "The grading of this notebook broke off (MemoryError)." in notes.replace("\\", "")
    assert "0 points until a person has looked at it" in notes
    assert source_of(course, "ann", NUMBERS)["double"] == "# out of memory"
    [told] = logged(said, "Grading")
    assert told.startswith(f"Grading {course.graded('ann') / NUMBERS}.ipynb failed; it gets 0 points:\nTraceback")
    assert told.endswith("MemoryError\n")
    assert not (course.graded("ann") / UNFINISHED).exists()


def test_a_last_notebook_whose_grading_fails_ends_the_grading_too(course: GradedCourse) -> None:
    course.hand_in("ann", **RIGHT | {"twice": "# out of memory"})
    course.grade()
    assert course.scores("ann") == ALL | {"count-check": 0.0, "twice-check": 0.0}
    assert not (course.graded("ann") / UNFINISHED).exists()


@pytest.mark.slow
def test_a_refusal_of_nbgraders_own_leaves_no_score(course: GradedCourse) -> None:
    course.hand_in("ann", **RIGHT | {"twice": "# is refused"})
    course.hand_in("bob", **RIGHT)
    with pytest.raises(NbGraderException):
        course.grade()
    assert course.scores("bob") == ALL
    assert not course.graded("ann").exists()
    assert course.scores("ann")["twice-check"] is None
    assert {"count-check", "twice-check"} <= course.asks("ann")


@pytest.mark.slow
def test_of_a_notebook_that_cannot_be_prepared_a_person_is_asked(
    course: GradedCourse, said: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    course.hand_in("ann", **RIGHT)
    course.hand_in("bob", **RIGHT | {"why": "![](odd.png)"})

    def pictures_shown(texts: Any, folder: Path) -> dict[str, bytes]:
        if any("odd.png" in text for text in texts):
            raise ArithmeticError("odd")
        return {}

    monkeypatch.setattr(exporter, "pictures_shown", pictures_shown)
    course.grade()
    assert course.scores("ann") == ALL
    assert course.scores("bob") == ALL | {"count-check": 0.0, "twice-check": 0.0, "why": None}
    assert course.asks("bob") == {"count-check", "twice-check", "why"}, "and not of the notebook that was prepared"
    notes = course.notes("bob", WORDS)
    assert "\n- The notebook could not be prepared for grading. A person is asked to look at it.\n" in notes
    assert "could not be prepared for grading. What was answered here may" in source_of(course, "bob", WORDS)["why"]
    [told] = logged(said, "Sanitising")
    assert told.startswith(f"Sanitising {course.folder('bob') / WORDS}.ipynb failed:\nTraceback")
    assert told.endswith("ArithmeticError: odd\n")


def test_a_refusal_while_preparing_is_nbgraders_own_too(course: GradedCourse, monkeypatch: pytest.MonkeyPatch) -> None:
    course.hand_in("ann", **RIGHT)

    def refuse(*_: Any) -> dict[str, bytes]:
        raise NbGraderException("refused")

    monkeypatch.setattr(exporter, "pictures_shown", refuse)
    with pytest.raises(NbGraderException):
        course.grade()
    assert not course.graded("ann").exists()


# What the grading of a notebook may know of the others.


def test_the_other_notebooks_of_a_submission_can_be_asked_for(course: GradedCourse) -> None:
    course.hand_in("ann", **RIGHT)
    course.hand_in("bob", double=RIGHT["double"])
    run = course.converter()
    run.init_notebooks()
    made = SubmissionExporter(parent=run, config=run.config)
    assert made.handed_in() == {}, "before the first notebook"
    for name in ("ann", "bob"):
        path = course.folder(name) / f"{WORDS}.ipynb"
        run.notebooks = [str(path)]
        with course.gradebook() as gradebook:
            gradebook.update_or_create_student(name)
            gradebook.update_or_create_submission(ASSIGNMENT, name)
        made.from_filename(str(path))
        assert set(made.handed_in()) == {f"{NUMBERS}.ipynb", f"{WORDS}.ipynb"}
        notebook = nbformat.reads(made.handed_in()[f"{NUMBERS}.ipynb"].decode(), as_version=4)
        assert any("number + number" in cell.source for cell in notebook.cells)
        assert (RIGHT["norm"] in [cell.source for cell in notebook.cells]) == (name == "ann")


@pytest.mark.slow
def test_a_folder_is_read_once_for_all_of_its_notebooks(course: GradedCourse, monkeypatch: pytest.MonkeyPatch) -> None:
    course.hand_in("ann", **RIGHT)
    looks: list[Path] = []

    def open_submission(folder: Path, *known: Any) -> Any:
        looks.append(folder)
        return arrivals.open_submission(folder, *known)

    monkeypatch.setattr(exporter, "open_submission", open_submission)
    course.grade()
    assert looks == [course.folder("ann")]
    course.hand_in("bob", **RIGHT)
    course.grade(force=True)
    both = [course.folder("ann"), course.folder("bob")]
    assert looks[1:] == both * 2, "of several, each once before the run and once when its turn comes"


# What nobody could look into.


@pytest.mark.slow
def test_a_notebook_that_may_be_in_what_nobody_can_open_is_no_finished_0(course: GradedCourse) -> None:
    (course.folder("zoe") / "work.rar").write_bytes(b"Rar!\x1a\x07\x00")
    course.hand_in("bob", **RIGHT)
    (course.folder("bob") / "old.rar").write_bytes(b"Rar!\x1a\x07\x00")
    course.hand_in("ann", **RIGHT)
    (course.folder("ann") / f"{WORDS}.ipynb").unlink()
    (course.folder("ann") / "rest.zip").write_bytes(b"PK\x03\x04 broken")
    course.grade()
    assert course.scores("zoe") == NOTHING | {"why": None}
    assert course.asks("zoe") == set(ALL)
    assert "work.rar could not be looked into. It is a RAR archive" in course.notes("zoe", NUMBERS)
    assert "A person is asked" in course.notes("zoe", NUMBERS)
    assert course.asks("bob") == {"why"}, "nothing but the answer that may be in the archive is missing"
    assert course.notes("bob", NUMBERS) == ""
    assert course.scores("ann")["double-check"] == 3
    assert {"count-check", "twice-check"} <= course.asks("ann")
    assert not course.asks("ann") & IN_NUMBERS


@pytest.mark.slow
def test_an_archive_that_nobody_unpacked_is_graded_with_the_pictures_in_it(course: GradedCourse) -> None:
    folder = course.hand_in("ann", **RIGHT, why="![how](pictures/how.png)")
    (folder / "pictures").mkdir()
    (folder / "pictures" / "how.png").write_bytes(PNG)
    shutil.make_archive(str(course.root / "assignment"), "zip", folder.parent, folder.name)
    shutil.rmtree(folder)
    shutil.move(course.root / "assignment.zip", course.folder("ann"))
    course.hand_in("bob", **RIGHT)  # nbgrader itself refuses to begin where nobody has a notebook at the top
    course.grade()
    assert course.scores("ann") == ALL | {"why": None}, "a person reads that one"
    assert (course.graded("ann") / "pictures" / "how.png").read_bytes() == PNG
    assert "was taken from the file assignment.zip/" in course.notes("ann", NUMBERS)


@pytest.mark.slow
def test_a_date_that_collecting_wrote_counts_and_one_of_the_students_does_not(course: GradedCourse) -> None:
    for student, noted in (("ann", "2024-05-06 12:00:00 UTC"), ("bob", "2024-05-05 12:00:00 UTC"), ("zoe", "")):
        folder = course.hand_in(student, **RIGHT)
        (folder / "timestamp.txt").write_text("2024-05-06 12:00:00 UTC\n")
        if noted:
            record_of(folder).write_text(json.dumps({"timestamp": noted}))
    course.grade()
    with course.gradebook() as gradebook:
        dates = {one: gradebook.find_submission(ASSIGNMENT, one).timestamp for one in ("ann", "bob", "zoe")}
    assert dates == {"ann": datetime(2024, 5, 6, 12), "bob": None, "zoe": None}


# What lies beside the notebooks.


@pytest.mark.slow
@pytest.mark.parametrize("place", ["", "assignment2", "word2vec/my work"])
@pytest.mark.parametrize(
    "text",
    ["![my page](photos/page%201.png)", "![my page][p]\n\n[p]: <photos/page 1.png>", "<img src='photos/page 1.png'>"],
)
def test_a_picture_beside_a_notebook_is_shown_wherever_the_notebook_lies(
    course: GradedCourse, place: str, text: str
) -> None:
    folder = course.hand_in("ann", **RIGHT | {"why": text})
    (folder / place / "photos").mkdir(parents=True)
    (folder / place / "photos" / "page 1.png").write_bytes(PNG)
    if place:
        for path in folder.glob("*.ipynb"):
            path.rename(folder / place / path.name)
    course.hand_in("zoe", **RIGHT)
    course.grade()
    assert course.scores("ann") == ALL | {"why": None}, "a person reads it"
    assert (course.graded("ann") / "photos" / "page 1.png").read_bytes() == PNG


def test_the_folders_of_the_notebooks_are_told(course: GradedCourse) -> None:
    folder = course.hand_in("ann", **RIGHT)
    (folder / "mine").mkdir()
    (folder / f"{WORDS}.ipynb").rename(folder / "mine" / f"{WORDS}.ipynb")
    run = course.converter()
    run.init_notebooks()
    made = SubmissionExporter(parent=run, config=run.config)
    assert made.places() == ()
    run.notebooks = [str(folder / f"{NUMBERS}.ipynb")]
    with course.gradebook() as gradebook:
        gradebook.update_or_create_student("ann")
        gradebook.update_or_create_submission(ASSIGNMENT, "ann")
    made.from_filename(run.notebooks[0])
    assert made.places() == (folder, folder / "mine")
