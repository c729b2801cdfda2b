"""Folders that travel: what is in them arrives, and nothing is written elsewhere."""

import io
import os
import tarfile
import zlib
from pathlib import Path

import pytest

from classroom.grading.packing import TooLargeError, pack, unpack


def test_a_folder_arrives_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "there"
    (folder / "deep" / "er").mkdir(parents=True)
    (folder / "deep" / "er" / "a ñ 💡.txt").write_text("text")
    os.utime(folder / "deep" / "er" / "a ñ 💡.txt", (1e9, 1e9 + 0.5))
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff.bin")).write_bytes(b"\x00\xff")
    (folder / "program").write_text("#!")
    (folder / "program").chmod(0o750)
    (folder / "link").symlink_to("/etc/passwd")
    (folder / "dangling").symlink_to("nowhere")
    (folder / "linked").symlink_to("deep", target_is_directory=True)
    (folder / "empty").mkdir()
    os.link(folder / "program", folder / "the same")
    os.mkfifo(folder / "pipe")

    unpack(pack({".": folder}), tmp_path / "here")

    here = tmp_path / "here"
    names = {os.fsencode(path.relative_to(folder)) for path in folder.rglob("*")} - {b"pipe"}
    assert {os.fsencode(path.relative_to(here)) for path in here.rglob("*")} == names
    assert (here / "deep" / "er" / "a ñ 💡.txt").stat().st_mtime == 1e9 + 0.5
    assert (here / "deep" / "er" / "a ñ 💡.txt").read_text() == "text"
    assert (here / "program").stat().st_mode & 0o777 == 0o750
    assert (here / "the same").read_text() == "#!"
    assert os.readlink(here / "link") == "/etc/passwd"
    assert os.readlink(here / "dangling") == "nowhere"
    assert os.readlink(here / "linked") == "deep"


def test_the_same_gives_the_same_bytes_and_another_date_gives_others(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("text")
    os.utime(tmp_path / "file", (1e9, 1e9))
    packed = pack({"a": tmp_path / "file"})
    assert packed == pack({"a": tmp_path / "file"})
    os.utime(tmp_path / "file", (1e9, 2e9))
    assert packed != pack({"a": tmp_path / "file"})


def test_what_cannot_be_read_travels_empty_and_stays_unreadable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "closed").write_text("text")
    (tmp_path / "there" / "open").write_text("text")
    read = Path.read_bytes

    def closed(path: Path) -> bytes:
        if path.name == "closed":
            raise PermissionError
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", closed)
    packed = pack({".": tmp_path / "there"})
    monkeypatch.undo()
    unpack(packed, tmp_path / "here")
    assert (tmp_path / "here" / "closed").stat().st_size == 0
    assert (tmp_path / "here" / "closed").stat().st_mode & 0o777 == 0
    assert (tmp_path / "here" / "open").read_text() == "text"


def test_more_than_may_travel_does_not(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(bytes(50_000))
    pack({".": tmp_path}, 100_000)
    with pytest.raises(TooLargeError):
        pack({".": tmp_path}, 40_000)


@pytest.mark.parametrize(
    "members",
    [
        [("../outside", None)],
        [("out", "OUTSIDE"), ("out/file", None)],
        [("out", ".."), ("out/file", None)],
    ],
    ids=["a-name", "a-link", "a-link-upward"],
)
def test_nothing_is_written_outside(tmp_path: Path, members: list[tuple[str, str | None]]) -> None:
    outside = tmp_path / "outside"
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, link in members:
            member = tarfile.TarInfo(name)
            if link is not None:
                member.type, member.linkname = tarfile.SYMTYPE, str(outside) if link == "OUTSIDE" else link
            archive.addfile(member)
    outside.mkdir()
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(tarfile.TarError):
        unpack(zlib.compress(buffer.getvalue()), tmp_path / "new" / "here")
    assert [path for path in tmp_path.rglob("*") if not path.is_relative_to(tmp_path / "new")] == before
    assert not (tmp_path / "new" / "file").exists()
