"""Which of the files beside a student's notebooks come into the folder in which the student's code runs."""

import os
from pathlib import Path

import pytest

from classroom.isolation import belongings as module
from classroom.isolation.belongings import belongings

TAKEN = ("1_numbers.ipynb", "helper.py", "data/words.txt", "run.sh")


def write(folder: Path, *names: str, size: int = 1) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"x" * size)


def names(*folders: Path) -> list[str]:
    return sorted(belongings(folders, TAKEN)[0])


def test_modules_packages_and_tables_come_along(tmp_path: Path) -> None:
    wanted = ["mine.py", "package/__init__.py", "package/deep/inner.py", "table.npy", "tables/ä b.txt", "random.py"]
    write(tmp_path, *wanted)
    kept, no_room = belongings([tmp_path], TAKEN)
    assert sorted(kept) == sorted(wanted)
    assert kept["mine.py"] == tmp_path / "mine.py"
    assert no_room == []


@pytest.mark.parametrize(
    "name",
    [
        "2_other.ipynb",
        "2_OTHER.IPYNB",
        ".hidden.py",
        ".ipynb_checkpoints/x.py",
        "__pycache__/mine.cpython-311.pyc",
        "__MACOSX/._mine.py",
        "datasets/large.txt",
        "venv/lib/numpy.py",
        "own/lib/numpy.py",
        "a/b/c/d/e/f/g/too_deep.py",
        "new\nline.py",
        "turned\u202eyp.txt",
        "x" * 250,
    ],
)
def test_what_is_no_work_of_the_students_stays(tmp_path: Path, name: str) -> None:
    write(tmp_path, name, "mine.py", "venv/pyvenv.cfg", "own/pyvenv.cfg")
    assert names(tmp_path) == ["mine.py"]


@pytest.mark.parametrize(
    "name",
    ["helper.py", "helper/__init__.py", "helper/x.txt", "helper.abi3.so", "helper.pyc", "run.sh", "data",
     "data/words.txt", "run.sh/x.py", "data/words.txt/x.py"],
)  # fmt: skip
def test_nothing_comes_into_the_place_of_the_courses_own_files_or_before_them(tmp_path: Path, name: str) -> None:
    write(tmp_path, name, "helper_of_mine.py", "run.csv")
    assert names(tmp_path) == ["helper_of_mine.py", "run.csv"]


def test_links_pipes_and_what_cannot_be_read_stay(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "handed", tmp_path / "elsewhere"
    write(folder, "mine.py")
    write(elsewhere, "secret.py")
    (folder / "link.py").symlink_to(elsewhere / "secret.py")
    (folder / "linked").symlink_to(elsewhere)
    os.mkfifo(folder / "pipe.py")
    assert names(folder, tmp_path / "nowhere") == ["mine.py"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_closed_file_stays(tmp_path: Path) -> None:
    write(tmp_path, "mine.py", "closed.py")
    (tmp_path / "closed.py").chmod(0)
    assert names(tmp_path) == ["mine.py"]


def test_names_of_a_zip_made_on_windows_are_read(tmp_path: Path) -> None:
    write(tmp_path, "mine\\deep.py", "..\\out.py", "\\rooted.py")
    assert names(tmp_path) == ["mine/deep.py"]


def test_of_two_folders_the_first_counts(tmp_path: Path) -> None:
    write(tmp_path, "a/mine.py", "b/mine.py", "b/other.py")
    kept, _ = belongings([tmp_path / "a", tmp_path / "b"], TAKEN)
    assert kept == {"mine.py": tmp_path / "a" / "mine.py", "other.py": tmp_path / "b" / "other.py"}


def test_modules_come_first_then_what_is_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "large.py", size=50)
    write(tmp_path, "a.npy", size=60)
    write(tmp_path, "b.npy", size=10)
    monkeypatch.setattr(module, "MOST_BYTES", 60)
    kept, no_room = belongings([tmp_path], TAKEN)
    assert (list(kept), no_room) == (["large.py", "b.npy"], ["a.npy"])
    monkeypatch.setattr(module, "MOST_FILES", 1)
    assert belongings([tmp_path], TAKEN)[1] == ["a.npy", "b.npy"]
    monkeypatch.setattr(module, "MOST_ENTRIES", 0)
    assert names(tmp_path) == []
