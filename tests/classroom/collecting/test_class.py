"""A class of forty hands in this repository's assignment by way of six systems, each in a way of its own.

All of it is collected by the command, the first notebook is graded by nbgrader's, and each student's written answers
are looked for where whoever grades reads them.
"""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from collecting.downloads import MONDAY, TUESDAY, gradescope_list, tarred, written, zipped
from nbgrader.api import Gradebook

from classroom.commands import run_nbgrader
from classroom.course import Course, load_course
from classroom.editions.release import copy_assignment
from classroom.notebooks import grade_id

pytestmark = pytest.mark.slow

REPOSITORY = Path(__file__).parents[3]
NAMES = [
    f"{first} {last}"
    for first in ("Ada", "Jo", "Zoë", "李", "Mary-Ann")
    for last in ("Müller", "Smith", "O'Neil", "Ng")
]
Files = dict[str, bytes]
Way = Callable[[Files], Files]


def ways() -> dict[str, Way]:
    """How a student may send the notebooks: what becomes of the files."""
    return {
        "assignment2-1.zip": lambda files: {"assignment2-1.zip": zipped(files)},
        "a zip of a Mac": lambda files: {
            "a.zip": zipped({f"A/{one}": data for one, data in files.items()} | {"__MACOSX/._x": b""}, raw_names=True)
        },
        "a zip in a zip": lambda files: {"x.zip": zipped({"work/assignment2 (2).zip": zipped(files, MONDAY)}, TUESDAY)},
        "deep": lambda files: {"deep.zip": zipped({f"a/b/c/d/e/f/{name}": data for name, data in files.items()})},
        "a tar": lambda files: {"work.tar.gz": tarred(files)},
        "backslashes": lambda files: {"w.zip": zipped({f"C:\\x\\{name}": data for name, data in files.items()})},
        "loose": lambda files: dict(files),
        "renamed": lambda files: {f"{Path(name).stem} (1).ipynb": data for name, data in files.items()},
        "texts": lambda files: {f"{name}.txt": data for name, data in files.items()},
        "twice": lambda files: {"b.zip": zipped(files, TUESDAY), "a.zip": zipped(dict.fromkeys(files, b"{}"), MONDAY)},
    }  # fmt: skip


class Class:
    """The course in a folder of its own, what was downloaded, and what each student wrote."""

    def __init__(self, root: Path) -> None:
        self.course: Course = load_course(REPOSITORY)
        self.root = root
        self.log = root / "log"
        copy_assignment(self.course, root)
        described = ("pyproject.toml", "src/word2vec_lab/items.toml")
        written(root, {name: (REPOSITORY / name).read_bytes() for name in described})
        run_nbgrader(root, ["generate_assignment", self.course.assignment], self.log, lambda _: None)
        self.first = min(item.notebook for item in self.course.items)
        self.written = [item.id for item in self.course.items if item.kind == "written" and item.notebook == self.first]
        self.said: dict[str, str] = {}

    def work(self, student: str) -> Files:
        """What a student hands in, with an answer that nobody else has."""
        self.said[student] = f"This is what {student} wrote."
        files = {}
        for path in sorted((self.root / "release" / self.course.assignment).glob("*.ipynb")):
            notebook = nbformat.read(path, as_version=4)
            for cell in notebook.cells:
                if grade_id(cell) in self.written:
                    cell.source = f"{grade_id(cell)}: {self.said[student]}"
            files[path.name] = str(nbformat.writes(notebook)).encode()
        return files


def download(group: Class) -> Files:
    """Forty hand-ins: each system gets its share, and each student another way."""
    all_ways = list(ways().values())
    files: Files = {}
    listed: dict[str, tuple[str, str, str, str]] = {}
    for number in range(40):
        name, number_there = NAMES[number % len(NAMES)], 1000 + number
        slug = "-".join(name.lower().replace("'", "-").split())
        sent = all_ways[(number // 6 + number) % len(all_ways)]
        match number % 6:
            case 0:
                squeezed = "".join(letter for letter in name.lower() if letter.isalpha())
                sent_files = sent(group.work(f"{squeezed}-{number_there}"))
                files |= {f"canvas/{squeezed}_{number_there}_{place + 5000}_{one}": data
                          for place, (one, data) in enumerate(sent_files.items())}  # fmt: skip
            case 1:
                folder = f"moodle/{name}_{number_there}_assignsubmission_file_"
                files |= {f"{folder}/{one}": data for one, data in sent(group.work(f"{slug}-{number_there}")).items()}
            case 2:
                folder = f"submission_{number_there}"
                listed[folder] = (f'"{name}"', str(number_there), f"s{number}@x.edu", "2024-05-01 12:30:00.000000000 Z")
                sent_files = sent(group.work(f"{slug}-{number_there}"))
                files |= {f"gradescope/{folder}/{one}": data for one, data in sent_files.items()}
            case 3:
                sent_files = sent(group.work(f"user_{number}"))
                start = f"blackboard/HW_2_user_{number}_attempt_2024-05-01-12-30-00"
                files |= {f"{start}_{one}": data for one, data in sent_files.items()}
                files[f"{start}.txt"] = f"Name: {name} (user_{number})\n".encode()
            case 4:
                sent_files = sent(group.work(f"{slug}-{number_there}"))
                folder = f"brightspace/{number_there}-77 - {name} - May 1, 2024 1234 PM"
                files |= {f"{folder}/{one}": data for one, data in sent_files.items()}
            case 5:
                sent_files = sent(group.work(f"plain{number}"))
                files |= {f"plain{number}/{one}": data for one, data in sent_files.items()}
    files["gradescope/submission_metadata.yml"] = gradescope_list(**listed)
    return files | {"plain-x.rar": b"Rar!\x1a\x07\x00", "who.zip": b"PK\x03\x04 broken"}


@pytest.fixture(scope="module")
def group(tmp_path_factory: pytest.TempPathFactory) -> Class:
    root = tmp_path_factory.mktemp("class")
    group = Class(root)
    written(root / "downloads", download(group))
    command = [sys.executable, "-m", "classroom", "--course", str(root), "collect", str(root / "downloads")]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 3, ended.stdout + ended.stderr
    (root / "said").write_text(ended.stdout)
    run_nbgrader(root, ["autograde", group.course.assignment, "--notebook", group.first], group.log, lambda _: None)
    return group


def test_all_forty_are_collected_and_the_two_that_cannot_be_are_named(group: Class) -> None:
    said = (group.root / "said").read_text()
    assert len(group.said) == 40
    assert {path.name for path in (group.root / "submitted").iterdir()} == {*group.said, "plain-x", "who"}
    assert said.count(f"all {len({item.notebook for item in group.course.items})} notebooks") == 40
    assert "plain-x: plain-x.rar" in said
    assert "who: who.zip" in said


def test_each_students_written_answers_are_where_the_grader_reads_them(group: Class) -> None:
    with Gradebook(f"sqlite:///{group.root / 'gradebook.db'}", "word2vec") as gradebook:
        waiting = {
            submission.student.id: {
                grade.name
                for notebook in submission.notebooks
                for grade in notebook.grades
                if notebook.name == group.first and grade.needs_manual_grade
            }
            for submission in gradebook.assignment_submissions(group.course.assignment)
        }
    for student, said in group.said.items():
        path = group.root / "autograded" / student / group.course.assignment / f"{group.first}.ipynb"
        cells = {grade_id(cell): cell.source for cell in nbformat.read(path, as_version=4).cells}
        assert {name: cells[name] for name in group.written} == {name: f"{name}: {said}" for name in group.written}
        assert waiting[student] >= set(group.written)
    everything = {item.graded_cell for item in group.course.items if item.notebook == group.first}
    assert waiting["plain-x"] == waiting["who"] == everything, "nobody knows what they handed in"
