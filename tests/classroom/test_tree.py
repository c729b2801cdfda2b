"""Writing a file of the course: only if something changes, and never half of it."""

import os
from pathlib import Path

import pytest

from classroom.tree import write_if_changed


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
