"""Which files are the course's, with git and without; writing one only if something changes, and never half of it."""

import os
import subprocess
from pathlib import Path

import pytest

from classroom.course import CourseError
from classroom.tree import course_files, tracked_files, write_if_changed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "course"
    for name in ("a.py", "sub/ä b.py", "datasets/corpus.txt", ".venv/lib.py", "sub/__pycache__/a.pyc"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x")
    return root


def git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True)


def test_without_git_the_folders_of_people_are_left_out(folder: Path) -> None:
    assert course_files(folder) == [folder / "a.py", folder / "sub" / "ä b.py"]
    assert tracked_files(folder) == []


def test_git_knows_what_is_ignored_and_what_is_tracked(folder: Path) -> None:
    git(folder, "init", "-q")
    (folder / ".gitignore").write_text("datasets\n.venv\n__pycache__\n")
    git(folder, "add", "sub/ä b.py", "a.py")
    (folder / "a.py").unlink()
    assert course_files(folder) == [folder / ".gitignore", folder / "sub" / "ä b.py"], "without what is deleted"
    assert course_files(folder / "sub") == tracked_files(folder) == [folder / "sub" / "ä b.py"]


def test_a_folder_that_is_not_there_has_no_files_and_a_broken_git_is_told(folder: Path) -> None:
    assert course_files(folder / "none") == []
    (folder / ".git").mkdir()
    with pytest.raises(CourseError, match="git could not list the files"):
        course_files(folder)


def test_a_file_is_written_if_it_holds_anything_else(tmp_path: Path) -> None:
    path = tmp_path / "a.ipynb"
    assert write_if_changed(path, b"one")
    assert not write_if_changed(path, b"one")
    assert write_if_changed(path, b"two")
    assert path.read_bytes() == b"two"
    assert os.listdir(tmp_path) == ["a.ipynb"]


def test_what_breaks_off_leaves_the_old_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.ipynb"
    path.write_bytes(b"all of it")

    def half(self: Path, data: bytes) -> int:
        with self.open("wb") as file:
            file.write(data[:2])
        raise OSError("the disk is full")

    monkeypatch.setattr(Path, "write_bytes", half)
    with pytest.raises(OSError, match="disk is full"):
        write_if_changed(path, b"something new")
    assert path.read_bytes() == b"all of it"
