"""Writing an edition: what is stale goes, and what is somebody's own stays."""

import subprocess

from minicourse import MiniCourse

from classroom.course import Course
from classroom.editions.files import write_edition


def git(course: Course, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(course.root), *arguments], check=True)


def test_stale_files_go_and_a_students_own_stay(built: MiniCourse) -> None:
    course = built.course
    git(course, "init", "--quiet")
    (course.root / ".gitignore").write_text("datasets/\n")
    (course.release / "0_old.ipynb").write_text("{}")
    (course.release / "README.md").write_text("By hand.\n")
    git(course, "add", ".")
    (course.release / "datasets").mkdir()
    own = [course.release / "datasets" / "trees.txt", course.release / "my_notes.ipynb"]
    for path in own:
        path.write_text("mine")
    edition = {path.name: path.read_bytes() for path in course.release.glob("[12]_*.ipynb")}
    assert sorted(path.name for path in write_edition(course.release, edition)) == ["0_old.ipynb", "helper.py"]
    assert all(path.exists() for path in (*own, course.release / "README.md"))
