"""Collecting from downloads of all systems, of honest and of odd making: what stands in `submitted/` afterwards."""

import json
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import nbformat
import pytest
from collecting.downloads import MONDAY, START, SUMS, TUESDAY, Maker, gradescope_list, tarred, written, zipped
from minicourse import MiniCourse

from classroom.cli import main
from classroom.collecting import placing
from classroom.collecting.collect import collect
from classroom.collecting.planning import make_plan
from classroom.collecting.report import Collected, Report
from classroom.course import CourseError
from classroom.notebooks import grade_id

PNG = b"\x89PNG\r\n\x1a\n rest"
HTML = b"<!DOCTYPE html><html>"


class Desk:
    """An instructor's folders: the course, and what was downloaded."""

    def __init__(self, course: MiniCourse, folder: Path) -> None:
        self.course = course.course
        self.make = Maker(self.course)
        self.folder = folder

    def download(self, files: Mapping[str, bytes]) -> Path:
        """A folder with these files, and nothing else."""
        shutil.rmtree(self.folder, ignore_errors=True)
        return written(self.folder, files)

    def collect(self, files: Mapping[str, bytes], roster: str = "", *, dry: bool = False) -> Report:
        """Collect these files."""
        return self.again(self.download(files), roster, dry=dry)

    def again(self, folder: Path, roster: str = "", *, dry: bool = False) -> Report:
        """Collect from a folder as it is."""
        path = self.course.root / "students.csv"
        path.write_text(roster)
        return collect(self.course, folder, path if roster else None, dry=dry)

    def submitted(self, student: str) -> Path:
        """Where nbgrader looks for a student's work."""
        return self.course.root / "submitted" / student / "sums"

    def students(self) -> set[str]:
        """Who has a folder."""
        root = self.course.root / "submitted"
        return {path.name for path in root.iterdir()} if root.exists() else set()

    def files(self, student: str) -> set[str]:
        """What lies in a student's folder."""
        folder = self.submitted(student)
        return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}

    def answer(self, student: str) -> str:
        """The written answer that would be graded."""
        cells = nbformat.read(self.submitted(student) / f"{SUMS}.ipynb", as_version=4).cells
        return next(str(cell.source) for cell in cells if grade_id(cell) == "why")

    def answers(self) -> dict[str, str]:
        """The written answers of all."""
        return {student: self.answer(student) for student in self.students()}

    def snapshot(self) -> dict[str, bytes | None]:
        """Everything below `submitted/`, hidden files too."""
        root = self.course.root / "submitted"
        return {str(path): path.read_bytes() if path.is_file() else None for path in sorted(root.rglob("*"))}


@pytest.fixture
def desk(built: MiniCourse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    # A new gradebook asks a process of two seconds for the version of its tables, which matters to migrations only.
    monkeypatch.setattr("nbgrader.api.get_alembic_version", lambda: "any")
    return Desk(built, tmp_path / "downloads")


def one(report: Report, student: str) -> Collected:
    return next(found for found in report.collected if found.id == student)


# What the systems give.


def by_system(make: Maker) -> dict[str, tuple[dict[str, bytes], dict[str, str]]]:
    """A download of each system, and whose answers must be found then."""
    return {
        "plain": ({"ada.zip": make.packed("a"), "bob.zip": make.packed("b")}, {"ada": "a", "bob": "b"}),
        "folders": (
            {"ada/2_sums.ipynb": make.notebook("a"), "bob/sums/2_sums.ipynb": make.notebook("b")},
            {"ada": "a", "bob": "b"},
        ),
        "loose": (
            {"ada_2_sums.ipynb": make.notebook("a"), "2_sums-bob (1).ipynb": make.notebook("b")},
            {"ada": "a", "bob": "b"},
        ),
        "Canvas": (
            {
                "lovelaceada_101_2001_assignment2-1.zip": make.packed("a"),
                "smithbob_LATE_102_2002_2_sums-2.ipynb": make.notebook("b"),
                "smithbob_103_2003_work.zip": make.packed("c"),
                "anon_Ab1xZ_2004_work.zip": make.packed("d"),
            },
            {"lovelaceada-101": "a", "smithbob-102": "b", "smithbob-103": "c", "anon_Ab1xZ": "d"},
        ),
        "Moodle": (
            {
                "Ada Lovelace_101_assignsubmission_file_/assignment2.zip": make.packed("a"),
                "Mu\u0308ller Jo_102_assignsubmission_file/2_sums (1).ipynb": make.notebook("b"),
                "Müller Jo_102_assignsubmission_onlinetext_/onlinetext.html": HTML,
                "Bob Smith_103_assignsubmission_file_work.zip": make.packed("c"),
            },
            {"ada-lovelace-101": "a", "müller-jo-102": "b", "bob-smith-103": "c"},
        ),
        "Gradescope": (
            {
                "assignment_9_export/submission_metadata.yml": gradescope_list(
                    submission_1=("Ada Lovelace", "007", "ada@x.edu", "2024-05-01 12:30:00.123456789 Z"),
                    submission_2=("Bob Smith;Eve Adams", "8;", "bob@x.edu;eve@x.edu", "2024-05-01 12:30:00 -04:00"),
                ),
                "assignment_9_export/submission_1/2_sums.ipynb": make.notebook("a"),
                "assignment_9_export/submission_2/assignment2.zip": make.packed("both"),
            },
            {"ada-lovelace-007": "a", "bob-smith-8": "both", "eve-adams-eve@x.edu": "both"},
        ),
        "Blackboard": (
            {
                "gradebook_X1_HW_2_2024-05-09-00-00-00.zip": zipped(
                    {
                        "HW_2_ada_l_attempt_2024-05-01-12-30-00_assignment2.zip": make.packed("a"),
                        "HW_2_ada_l_attempt_2024-05-01-12-30-00.txt": b"Name: Ada Lovelace (ada_l)\n",
                        "HW_2_bob_attempt_2024-05-01-12-30-00_2_sums.ipynb": make.notebook("b"),
                    }
                )
            },
            {"ada_l": "a", "bob": "b"},
        ),
        "Brightspace": (
            {
                "index.html": HTML,
                "101-9 - Ada Lovelace - May 1, 2024 1234 PM/assignment2.zip": make.packed("a"),
                "102-9 - Bob Smith - May 1, 2024 1235 PM - 2_sums.ipynb": make.notebook("b"),
            },
            {"ada-lovelace-101": "a", "bob-smith-102": "b"},
        ),
        "Sakai": (
            {
                "A2/grades.csv": b"x",
                "A2/Lovelace, Ada(alove)/timestamp.txt": b"20240501123000000",
                "A2/Lovelace, Ada(alove)/Submission attachment(s)/assignment2.zip": make.packed("a"),
            },
            {"alove": "a"},
        ),
    }  # fmt: skip


SYSTEMS = ["plain", "folders", "loose", "Canvas", "Moodle", "Gradescope", "Blackboard", "Brightspace", "Sakai"]


@pytest.mark.slow
@pytest.mark.parametrize("system", SYSTEMS)
def test_each_system_is_collected_from_its_zip_and_from_what_came_out_of_it(desk: Desk, system: str) -> None:
    files, answers = by_system(desk.make)[system]
    ways: list[Callable[[], Path]] = [
        lambda: desk.download(files),
        lambda: desk.download({f"a folder/and another/{name}": content for name, content in files.items()}),
        lambda: desk.download({"all.zip": zipped(files, MONDAY)}),
        lambda: desk.download({"all.zip": zipped(files, MONDAY)}) / "all.zip",
    ]
    for way in ways:
        report = desk.again(way())
        assert report.trouble == {}
        assert not report.needs_a_person
        assert desk.answers() == answers
        assert all(not found.missing for found in report.collected)
        before = desk.snapshot()
        assert {found.state for found in desk.again(way()).collected} == {"unchanged"}
        assert desk.snapshot() == before
        shutil.rmtree(desk.course.root / "submitted")


def test_the_date_is_the_one_that_the_system_says_else_the_one_in_the_students_own_archive(desk: Desk) -> None:
    for system, student, date in [
        ("Gradescope", "ada-lovelace-007", "2024-05-01 12:30:00 UTC"),
        ("Gradescope", "bob-smith-8", "2024-05-01 16:30:00 UTC"),
        ("Sakai", "alove", "2024-05-01 12:30:00 UTC"),
        ("Canvas", "lovelaceada-101", ""),
    ]:
        files, _ = by_system(desk.make)[system]
        # The date of the LMS's own archive is when it was downloaded.
        found = one(desk.collect({"all.zip": zipped(files, MONDAY)}), student)
        assert found.submitted == date
        path = desk.submitted(student) / "timestamp.txt"
        assert (path.read_text().strip() if path.exists() else "") == date
    desk.collect({"own.zip": desk.make.packed("x", TUESDAY)})
    assert (desk.submitted("own") / "timestamp.txt").read_text().startswith("2024-05-07 ")


def test_who_is_late_is_told(desk: Desk) -> None:
    report = desk.collect(by_system(desk.make)["Canvas"][0])
    assert [found.id for found in report.collected if found.late] == ["smithbob-102"]
    assert "smithbob-102     all 1 notebooks; late." in report.text()


# What people do.


@pytest.mark.parametrize(
    "name",
    [
        *(
            "2_sums (1).ipynb",
            "2_sums-3.ipynb",
            "final.ipynb",
            "2_sums.ipynb.txt",
            "2_sums.json",
            "2_sums.txt",
            "2_SUMS.ipynb",
        ),
        *("a/b/c/d/e/f/g/h/2_sums.ipynb", "/".join(["deep"] * 200) + "/x.ipynb", "2_sums"),
    ],
)
def test_a_notebook_is_put_right_whatever_it_is_called_and_wherever_it_lies(desk: Desk, name: str) -> None:
    report = desk.collect({"ada.zip": zipped({name: desk.make.notebook("a")}), "bob.zip": desk.make.packed("b")})
    assert desk.answers() == {"ada": "a", "bob": "b"}
    assert desk.files("ada") == {"2_sums.ipynb"}
    called = [note for note in one(report, "ada").notes if "was called" in note]
    assert called == ([] if name.endswith("/2_sums.ipynb") else [f"2_sums was called {name.split('/')[-1]}."])


def test_all_that_came_along_is_kept_where_the_notebooks_find_it(desk: Desk) -> None:
    work = {
        "A2/mine/2_sums.ipynb": desk.make.notebook("![](pictures/Bäume.png)"),
        "A2/mine/pictures/Ba\u0308ume.png": PNG,
        "A2/mine/mine.py": b"X = 1",
        "A2/essay.pdf": b"%PDF-1.7",
        "A2/mine/notes.ipynb": b'{"cells": [], "nbformat": 4}',
        "__MACOSX/A2/._2_sums.ipynb": b"x",
        "A2/.DS_Store": b"x",
        "A2/mine/.ipynb_checkpoints/2_sums-checkpoint.ipynb": desk.make.notebook("old"),
    }
    desk.collect({"ada.zip": zipped(work, raw_names=True)})
    assert desk.files("ada") == {"2_sums.ipynb", "pictures/Bäume.png", "mine.py", "essay.pdf", "notes.ipynb"}


def test_a_picture_that_canvas_has_numbered_gets_the_name_back_that_the_notebook_shows(desk: Desk) -> None:
    report = desk.collect(
        {
            "smithbob_102_2001_2_sums-1.ipynb": desk.make.notebook("![](plot.png)"),
            "smithbob_102_2002_plot-1.png": PNG,
            "smithbob_102_2003_other-1.png": PNG + b"2",
        }
    )
    assert desk.files("smithbob-102") == {"2_sums.ipynb", "plot.png", "other-1.png"}
    assert "plot.png was called plot-1.png." in one(report, "smithbob-102").notes


def test_packs_of_any_kind_and_within_packs_are_opened(desk: Desk) -> None:
    desk.collect(
        {
            "ada.tar.gz": tarred(desk.make.work("a")),
            "bob.zip": zipped({"inner.zip": zipped({"x/y.zip": desk.make.packed("b")})}),
            "eve.ipynb": desk.make.packed("c"),
        }
    )
    assert desk.answers() == {"ada": "a", "bob": "b", "eve": "c"}


@pytest.mark.parametrize("first", ["eve (1).zip", "eve.zip"])
def test_of_two_versions_the_later_one_by_its_dates_is_graded_and_the_other_named(desk: Desk, first: str) -> None:
    second = {"eve (1).zip": "eve.zip", "eve.zip": "eve (1).zip"}[first]
    report = desk.collect({first: desk.make.packed("old", MONDAY), second: desk.make.packed("new", TUESDAY)})
    assert desk.answers() == {"eve": "new"}
    assert one(report, "eve").unused == (first,)
    assert f"Not graded: {first}/2_sums.ipynb." in report.text()


def test_without_dates_the_copy_number_decides(desk: Desk) -> None:
    folder = desk.download({"eve.zip": desk.make.packed("old"), "eve (1).zip": desk.make.packed("new")})
    for path in folder.iterdir():
        os.utime(path, (1_700_000_000, 1_700_000_000))
    desk.again(folder)
    assert desk.answers() == {"eve": "new"}


def test_a_later_attempt_wins_and_what_only_the_earlier_has_is_taken_from_it(desk: Desk) -> None:
    report = desk.collect(
        {
            "HW_bob_attempt_2024-05-01-12-30-00_assignment2.zip": zipped(desk.make.work("old") | {"plot.png": PNG}),
            "HW_bob_attempt_2024-05-02-12-30-00_2_sums.ipynb": desk.make.notebook("new"),
            "HW_eve_attempt_2024-05-02-12-30-00_2_sums.ipynb": desk.make.notebook("e"),
        }
    )
    assert desk.answers() == {"bob": "new", "eve": "e"}
    assert {"1_start.ipynb", "plot.png"} < desk.files("bob")
    assert "2_sums is the latest of 2. Not graded: HW_bob_attempt_2024-05-01" in report.text()


RECEIPT = """Name: Bob Smith (bob)
Assignment: HW
Date Submitted: Wednesday, May 1, 2024 12:30:00 PM EDT

Submission Field:
There is no student submission text data for this assignment.

Comments:
There are no student comments for this assignment.

Files:
\tOriginal filename: a.zip
\tFilename: HW_bob_attempt_2024-05-01-12-30-00_a.zip
"""


def test_blackboards_receipts_are_kept_only_where_a_student_has_written_into_them(desk: Desk) -> None:
    said = RECEIPT.replace("(bob)", "(eve)").replace(
        "There are no student comments for this assignment.", "My answer to (a) is 7."
    )
    desk.collect(
        {
            "HW_bob_attempt_2024-05-01-12-30-00.txt": RECEIPT.replace("\n", "\r\n").encode(),
            "HW_bob_attempt_2024-05-01-12-30-00_a.zip": desk.make.packed("b"),
            "HW_eve_attempt_2024-05-01-12-30-00.txt": said.encode(),
            "HW_eve_attempt_2024-05-01-12-30-00_a.zip": desk.make.packed("e"),
        }
    )
    assert "attempt_2024-05-01-12-30-00.txt" in desk.files("eve")
    assert not any(name.startswith("attempt") for name in desk.files("bob"))


def test_a_later_version_without_any_answer_does_not_win(desk: Desk) -> None:
    report = desk.collect({"eve.zip": desk.make.packed("old", MONDAY), "eve (1).zip": desk.make.packed("", TUESDAY)})
    assert desk.answers() == {"eve": "old"}
    assert "nothing is answered in that" in report.text()


def test_two_versions_in_one_hand_in_are_both_kept(desk: Desk) -> None:
    files = {"2_sums.ipynb": desk.make.notebook("one"), "2_sums-Copy1.ipynb": desk.make.notebook("two")}
    desk.collect({"eve.zip": zipped(files)})
    assert desk.answers() == {"eve": "one"}
    assert desk.files("eve") == {"2_sums.ipynb", "not-graded/2_sums-Copy1.ipynb"}
    desk.collect({"ann.zip": zipped({"2_sums.ipynb": files["2_sums.ipynb"], "b/2_sums.ipynb": files["2_sums.ipynb"]})})
    assert desk.files("ann") == {"2_sums.ipynb"}, "the same twice is no other version"


def test_a_date_that_a_student_wrote_is_not_the_date(desk: Desk) -> None:
    desk.collect({"eve.zip": zipped(desk.make.work("a") | {"timestamp.txt": b"2001-01-01"})})
    assert "timestamp.txt" not in desk.files("eve")
    assert "timestamp.txt.refused" in desk.files("eve")


# What cannot be taken.


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("eve.rar", b"Rar!\x1a\x07\x00", "It is a RAR archive"),
        ("eve.7z", b"7z\xbc\xaf\x27\x1c", "It is a 7-Zip archive"),
        ("eve.zip", b"", "It is empty (0 bytes)"),
        ("eve.zip", b"PK\x03\x04 no more", "It is damaged"),
        ("eve.zip", HTML, "It is a web page"),
        ("eve/2_sums.html", HTML, "It is a web page"),
        ("eve/2_sums.pdf", b"%PDF-1.7", "It is a PDF"),
        ("eve/2_sums.ipynb", b"", "It is empty (0 bytes)"),
        ("eve/2_sums.ipynb", HTML, "It is a web page"),
        ("eve/2_sums.ipynb", b"version https://git-lfs.github.com/spec/v1", "It is a Git LFS pointer"),
        ("eve/.2_sums.ipynb.icloud", b"bplist00", "It is a placeholder of iCloud"),
        ("eve/2_sums.ipynb", b"no notebook", "No cell of a notebook could be read"),
        ("eve.zip", zipped({"2_sums.ipynb": b"0" * 30_000_000}), "It is a bomb"),
        ("eve.zip", zipped({"readme.md": b"nothing"}), "It holds no notebook of this assignment"),
    ],
)
def test_what_cannot_be_taken_is_named_with_its_student_and_stops_nobody(
    desk: Desk, name: str, content: bytes, says: str
) -> None:
    report = desk.collect({name: content, "ada.zip": desk.make.packed("a"), "zoe.zip": desk.make.packed("z")})
    assert (desk.answer("ada"), desk.answer("zoe")) == ("a", "z")
    [(file, why)] = one(report, "eve").trouble.items()
    assert file == name
    assert why.startswith(says)
    assert f"eve: {name}\n" in report.text()
    assert report.needs_a_person
    assert desk.submitted("eve").is_dir(), "grading asks a person about it"
    before = desk.snapshot()
    desk.again(desk.folder)
    assert desk.snapshot() == before


def test_a_broken_resubmission_leaves_the_earlier_hand_in(desk: Desk) -> None:
    report = desk.collect({"eve.zip": desk.make.packed("old"), "eve (1).zip": b"PK\x03\x04 no more"})
    assert desk.answers() == {"eve": "old"}
    assert "eve (1).zip" in one(report, "eve").trouble


def test_what_is_nobodys_is_named(desk: Desk) -> None:
    report = desk.collect(
        {"2_sums.ipynb": b"{}", "assignment2 (1).zip": b"x", "notes.pdf": b"%PDF-", "grades.csv": b""}
    )
    assert set(report.trouble) == {"2_sums.ipynb", "assignment2 (1).zip", "notes.pdf"}
    assert report.collected == []
    assert "Put it into a folder that is called by the student" in report.text()


def test_a_submission_that_gradescopes_list_does_not_have_is_kept_and_named(desk: Desk) -> None:
    for index in ({}, {"submission_metadata.yml": b"- no\n- list"}, {"submission_metadata.yml": b": : :"}):
        report = desk.collect(index | {"submission_7/2_sums.ipynb": desk.make.notebook("a")})
        assert desk.answers() == {"submission_7": "a"}
        assert "Nothing says whose it is: submission_metadata.yml" in report.trouble["submission_7"]


def test_nothing_is_written_outside_and_no_link_is_followed(desk: Desk) -> None:
    folder = desk.download({"eve.zip": zipped(desk.make.work("a") | {"../../../../evil.txt": b"x", "/evil.txt": b"y"})})
    os.symlink("/etc", folder / "etc")
    (folder / "bob").mkdir()
    os.symlink("/etc/passwd", folder / "bob" / "2_sums.ipynb")
    report = desk.again(folder)
    assert "evil.txt" in desk.files("eve")
    assert not list(desk.course.root.parent.glob("evil*"))
    assert "It is a link" in one(report, "bob").trouble["bob/2_sums.ipynb"]
    assert not any("passwd" in name for student in desk.students() for name in desk.files(student))


def test_whatever_goes_wrong_with_one_student_stops_nobody(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    working = make_plan

    def broken(student, *others):  # type: ignore[no-untyped-def]
        if student.id == "bob":
            raise ArithmeticError("odd")
        return working(student, *others)

    monkeypatch.setattr("classroom.collecting.collect.make_plan", broken)
    report = desk.collect({f"{name}.zip": desk.make.packed(name) for name in ("ada", "bob", "eve")})
    assert desk.answers() == {"ada": "ada", "eve": "eve"}
    assert "ArithmeticError: odd" in one(report, "bob").trouble["bob.zip"]


# With a roster.

ROSTER = 'Student,ID,SIS Login ID\n"Lovelace, Ada",101,ada\n"Smith, Bob",102,bob\n"Hopper, Grace",103,grace\n'


def test_the_roster_says_who_is_who_who_is_unknown_and_who_handed_in_nothing(desk: Desk) -> None:
    files = {
        "lovelaceada_101_2001_a.zip": desk.make.packed("a"),
        "smithbob_102_2002_a.zip": desk.make.packed("b"),
        "turingalan_104_2003_a.zip": desk.make.packed("c"),
    }
    report = desk.collect(files, ROSTER)
    assert desk.answers() == {"ada": "a", "bob": "b", "turingalan-104": "c"}
    assert [found.id for found in report.collected if not found.is_known] == ["turingalan-104"]
    assert [person.id for person in report.nothing] == ["grace"]
    assert report.needs_a_person
    assert "Handed in nothing (1):\n  grace: Hopper, Grace" in report.text()
    assert "Not on the roster (1)" in report.text()
    report = desk.collect({"hoppergrace_103_2004_a.zip": desk.make.packed("d")}, ROSTER)
    assert report.nothing == (), "the others have handed in before"


def test_a_gradebook_that_cannot_be_written_is_named_and_costs_nobody_the_hand_in(desk: Desk) -> None:
    (desk.course.root / "gradebook.db").write_text("This is no database. " * 100)
    report = desk.collect({"lovelaceada_101_2001_a.zip": desk.make.packed("a")}, ROSTER)
    assert desk.answers() == {"ada": "a"}
    assert "could not be entered" in report.trouble["gradebook.db"]
    assert report.needs_a_person


def test_a_dry_run_enters_nobody(desk: Desk) -> None:
    desk.collect({"lovelaceada_101_2001_a.zip": desk.make.packed("a")}, ROSTER, dry=True)
    assert not (desk.course.root / "gradebook.db").exists()


def test_a_roster_tells_students_from_folders(desk: Desk) -> None:
    files = {"week 1/ada.zip": desk.make.packed("a"), "week 1/bob.zip": desk.make.packed("b"), "grace.pdf": b"%PDF-"}
    report = desk.collect(files, ROSTER)
    assert (desk.answer("ada"), desk.answer("bob")) == ("a", "b")
    assert "It is a PDF" in one(report, "grace").trouble["grace.pdf"]


# Again, and by hand.


def test_a_newer_hand_in_replaces_an_older_one_which_is_kept(desk: Desk) -> None:
    desk.collect({"eve.zip": desk.make.packed("old", MONDAY)})
    report = desk.collect({"eve.zip": desk.make.packed("new", TUESDAY)})
    assert desk.answers() == {"eve": "new"}
    assert one(report, "eve").state == "newer"
    assert "old" in (desk.submitted("eve").parent / "earlier" / "sums-1" / "2_sums.ipynb").read_text()
    report = desk.collect({"eve.zip": desk.make.packed("old", MONDAY)})
    assert desk.answers() == {"eve": "new"}
    assert one(report, "eve").state == "kept"
    assert "is newer (2024-05-07" in report.text()


def test_what_was_graded_before_is_told_with_the_command(desk: Desk) -> None:
    desk.collect({"eve adams.zip": desk.make.packed("old", MONDAY)})
    (desk.course.root / "autograded" / "eve adams" / "sums").mkdir(parents=True)
    report = desk.collect({"eve adams.zip": desk.make.packed("new", TUESDAY)})
    assert "  nbgrader autograde sums --student 'eve adams' --force" in report.text()


def test_what_somebody_changed_by_hand_is_left_until_a_newer_hand_in_comes(desk: Desk) -> None:
    desk.collect({"eve.zip": desk.make.packed("old", MONDAY)})
    (desk.submitted("eve") / "2_sums.ipynb").write_bytes(desk.make.notebook("by hand"))
    report = desk.collect({"eve.zip": desk.make.packed("old", MONDAY)})
    assert desk.answers() == {"eve": "by hand"}
    assert one(report, "eve").state == "kept"
    assert "by hand since it was collected" in report.text()
    report = desk.collect({"eve.zip": desk.make.packed("new", TUESDAY)})
    assert desk.answers() == {"eve": "new"}
    assert "changed there by hand" in report.text()
    assert "by hand" in (desk.submitted("eve").parent / "earlier" / "sums-1" / "2_sums.ipynb").read_text()


def test_what_somebody_put_there_by_hand_later_is_left(desk: Desk) -> None:
    written(desk.submitted("eve"), {"2_sums.ipynb": desk.make.notebook("by hand")})
    report = desk.collect({"eve.zip": desk.make.packed("old", MONDAY)})
    assert desk.answers() == {"eve": "by hand"}
    assert one(report, "eve").state == "kept"
    shutil.rmtree(desk.submitted("eve"))
    written(desk.submitted("eve"), desk.make.work("same"))
    assert one(desk.collect({"eve.zip": desk.make.packed("same", MONDAY)}), "eve").state == "unchanged"


def test_a_dry_run_writes_nothing_and_says_the_same(desk: Desk) -> None:
    files = {"eve.zip": desk.make.packed("a"), "bob.rar": b"Rar!\x1a\x07\x00"}
    dry = desk.collect(files, dry=True)
    assert desk.students() == set()
    assert "Nothing was written" in dry.text()
    assert dry.collected == desk.collect(files).collected


def test_a_run_that_was_broken_off_leaves_a_whole_state(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.collect({"eve.zip": desk.make.packed("old", MONDAY)})
    before = desk.snapshot()
    new = {"eve.zip": desk.make.packed("new", TUESDAY)}
    for name in ("copy2", "rename"):
        with monkeypatch.context() as patch:
            if name == "copy2":
                patch.setattr("classroom.collecting.placing.shutil.copy2", raising(KeyboardInterrupt))
            else:
                patch.setattr(Path, "rename", interrupted)
            with pytest.raises(KeyboardInterrupt):
                desk.collect(new)
        left = {
            path: content for path, content in desk.snapshot().items() if ".part" not in path and "earlier" not in path
        }
        assert left == before
    desk.collect(new)
    assert desk.answers() == {"eve": "new"}
    assert not any(".part" in path for path in desk.snapshot())


RENAME = Path.rename


def interrupted(path: Path, target: Path) -> Path:
    """Rename, but for what was written aside."""
    if path.name.endswith(".part"):
        raise KeyboardInterrupt
    return RENAME(path, target)


def raising(error: type[BaseException]) -> Callable[..., None]:
    def broken(*_: object, **__: object) -> None:
        raise error

    return broken


def test_a_disk_that_is_full_costs_nobody_what_was_there(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.collect({"eve.zip": desk.make.packed("old", MONDAY)})
    with monkeypatch.context() as patch:
        patch.setattr(placing, "write_files", raising(OSError))
        report = desk.collect({"eve.zip": desk.make.packed("new", TUESDAY), "bob.zip": desk.make.packed("b")})
    assert desk.answers() == {"eve": "old"} | ({} if not desk.submitted("bob").exists() else {"bob": "b"})
    assert all("could not be written" in why for found in report.collected for why in found.trouble.values())


# The command.


def test_the_command_says_it_in_words_or_as_data_and_ends_with_a_code(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = desk.download({"eve.zip": desk.make.packed("a")})
    command = ["--course", str(desk.course.root), "collect", str(folder)]
    assert main([*command, "--dry-run"]) == 0
    assert "1 student: 1 new. Nothing was written" in capsys.readouterr().out
    assert main(command) == 0
    assert capsys.readouterr().out == "eve  all 1 notebooks. From eve.zip\n\n1 student: 1 new.\n"
    written(folder, {"bob.rar": b"Rar!\x1a\x07\x00"})
    (desk.course.root / "students.csv").write_text("id\nann\neve\nbob\n")
    assert main([*command, "--json", "--roster", str(desk.course.root / "students.csv")]) == 3
    said = json.loads(capsys.readouterr().out)
    assert said["handed_in_nothing"] == [{"id": "ann", "name": ""}]
    assert {found["id"]: found["state"] for found in said["students"]} == {"bob": "new", "eve": "unchanged"}
    assert said["students"][1]["notebooks"] == {START: "eve.zip/1_start.ipynb", SUMS: "eve.zip/2_sums.ipynb"}
    assert main([*command[:-1], str(folder / "none")]) == 1
    assert "does not exist. Name the folder, or the zip" in capsys.readouterr().err


def test_the_help_says_what_the_codes_mean(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["collect", "--help"])
    said = capsys.readouterr().out
    assert all(f"\n  {code}  " in said for code in range(4))


def test_a_course_that_has_no_release_says_what_to_do_first(desk: Desk) -> None:
    shutil.rmtree(desk.course.release)
    with pytest.raises(CourseError, match="nbgrader generate_assignment sums --force"):
        desk.collect({"eve.zip": b""})


def test_a_file_that_is_no_download_says_so(desk: Desk) -> None:
    desk.download({"a.txt": b"hello", "b.zip": b"PK\x03\x04 broken"})
    with pytest.raises(CourseError, match="neither a folder nor a zip"):
        desk.again(desk.folder / "a.txt")
    with pytest.raises(CourseError, match="It is damaged"):
        desk.again(desk.folder / "b.zip")


def test_what_was_collected_is_not_collected_again(desk: Desk) -> None:
    desk.collect({"eve.zip": desk.make.packed("a")})
    with pytest.raises(CourseError, match="is where hand-ins are put"):
        desk.again(desk.course.root / "submitted")


def test_one_students_zip_can_be_named_itself(desk: Desk) -> None:
    desk.again(desk.download({"eve.zip": desk.make.packed("a")}) / "eve.zip")
    assert desk.answers() == {"eve": "a"}
