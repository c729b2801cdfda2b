"""Working folders, as hostile code leaves them behind."""

import os
from pathlib import Path

import pytest

from classroom.isolation import folders


@pytest.mark.slow
def test_folders_too_deep_to_have_a_name_are_removed(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "kept").write_text("x")
    place = tmp_path / "place"
    place.mkdir()
    here = os.getcwd()
    os.chdir(place)
    try:
        os.symlink(tmp_path / "outside", "link")
        os.mkfifo("pipe")
        for _ in range(2_500):
            os.mkdir("deep")
            os.chdir("deep")
            os.symlink(tmp_path / "outside", "link")
        os.chmod(".", 0)
    finally:
        os.chdir(here)
    folders.empty(str(place))
    assert os.listdir(place) == []
    assert (tmp_path / "outside" / "kept").read_text() == "x"


def test_a_folder_is_too_full_by_number_or_by_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "file").write_bytes(bytes(100_000))
    (tmp_path / "sub" / "sparse").touch()
    os.truncate(tmp_path / "sub" / "sparse", 10**9)
    assert not folders.is_too_full(str(tmp_path)), "what takes no room is not counted"
    assert not folders.is_too_full(str(tmp_path / "gone"))
    with monkeypatch.context() as patch:
        patch.setattr(folders, "MOST_BYTES", 50_000)
        assert folders.is_too_full(str(tmp_path))
    monkeypatch.setattr(folders, "MOST_ENTRIES", 2)
    assert folders.is_too_full(str(tmp_path))
