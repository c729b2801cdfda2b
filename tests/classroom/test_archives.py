"""Archives of all makes, and what is made of those that are broken or want to do harm."""

import bz2
import gzip
import io
import os
import stat
import tarfile
import unicodedata
import zipfile
from pathlib import Path

import pytest
from collecting.downloads import MONDAY, UNKNOWN, tarred, zipped

from classroom import archives
from classroom.archives import MB, Room, kind_of, lay_out, safe_name, safe_path, walk


def opened(
    tmp_path: Path, name: str, content: bytes, room: Room | None = None
) -> tuple[dict[str, bytes], dict[str, str]]:
    """What comes out of a file, by path, and what could not be opened."""
    (tmp_path / name).write_bytes(content)
    room = room or Room()
    lay_out(tmp_path / name, tmp_path / "out", room)
    found = {path.relative_to(tmp_path / "out").as_posix(): path.read_bytes() for path in walk(tmp_path / "out")}
    return found, room.trouble


FILES = {"a.ipynb": b"one", "pictures/b.png": b"two"}
INSIDE = {"x.zip/a.ipynb": b"one", "x.zip/pictures/b.png": b"two"}


def test_a_zip_becomes_a_folder_of_its_name(tmp_path: Path) -> None:
    assert opened(tmp_path, "x.zip", zipped(FILES)) == (INSIDE, {})


@pytest.mark.parametrize("name", ["x.ipynb", "x", "x.txt"])
def test_a_zip_is_one_under_any_name(tmp_path: Path, name: str) -> None:
    assert opened(tmp_path, name, zipped(FILES)) == ({f"{name}/{path}": text for path, text in FILES.items()}, {})


def test_tars_are_opened_and_so_is_a_single_packed_file(tmp_path: Path) -> None:
    for number, (name, content, path) in enumerate(
        [
            ("x.tar.gz", tarred({"a.ipynb": b"one"}), "x.tar.gz/a.ipynb"),
            ("x.tar", gzip.decompress(tarred({"a.ipynb": b"one"})), "x.tar/a.ipynb"),
            ("a.ipynb.gz", gzip.compress(b"one", mtime=0), "a.ipynb.gz/a.ipynb"),
            ("a.ipynb.bz2", bz2.compress(b"one"), "a.ipynb.bz2/a.ipynb"),
        ]
    ):
        place = tmp_path / str(number)
        place.mkdir()
        assert opened(place, name, content) == ({path: b"one"}, {})


def test_documents_that_are_zips_inside_stay_whole(tmp_path: Path) -> None:
    assert list(opened(tmp_path, "x.docx", zipped(FILES))[0]) == ["x.docx"]


def test_packs_within_packs_are_opened_to_a_depth(tmp_path: Path) -> None:
    content = zipped(FILES)
    for _ in range(archives.DEEPEST - 1):
        content = zipped({"x.zip": content})
    found, trouble = opened(tmp_path, "x.zip", content)
    assert (sorted(found.values()), trouble) == ([b"one", b"two"], {})
    (tmp_path / "more").mkdir()
    found, trouble = opened(tmp_path / "more", "x.zip", zipped({"x.zip": content}))
    deepest = "/".join(["x.zip"] * (archives.DEEPEST + 1))
    assert list(found) == [deepest], "it is kept as it is"
    assert trouble == {deepest: "It is an archive within 5 others, and no further one is opened. Unpack it."}


def test_what_systems_leave_behind_does_not_come_out(tmp_path: Path) -> None:
    extra = {"__MACOSX/._a.ipynb": b"", ".DS_Store": b"", "venv/lib/x.py": b"", ".ipynb_checkpoints/a.ipynb": b""}
    assert opened(tmp_path, "x.zip", zipped(FILES | extra)) == (INSIDE, {})


def test_an_environment_is_nobodys_work_unless_it_is_all_that_there_is(tmp_path: Path) -> None:
    for name in ("tools/pyvenv.cfg", "tools/lib/x.py", "work/a.ipynb"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert list(walk(tmp_path)) == [tmp_path / "work" / "a.ipynb"]
    assert len(list(walk(tmp_path / "tools"))) == 2


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("../../a.txt", "a.txt"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\work\\a.txt", "work/a.txt"),
        ("a/./b//c.txt", "a/b/c.txt"),
        ("con.txt", "_con.txt"),
        ("dir. /x .", "dir/x"),
        ("a\x00b\n<i>.txt", "a_b__i_.txt"),
        ("..", "_"),
        ("Mu\u0308ller.txt", "Müller.txt"),
    ],
)
def test_no_name_leads_out_or_is_one_that_a_system_does_not_take(name: str, path: str) -> None:
    assert str(safe_path(name)) == path


def test_long_names_are_cut_and_stay_different() -> None:
    assert len(safe_name("ä" * 300 + ".ipynb").encode()) <= archives.LONGEST_NAME
    assert safe_name("a" * 300 + "1.ipynb") != safe_name("a" * 300 + "2.ipynb")
    assert safe_name("a" * 300 + ".ipynb").endswith(".ipynb")
    deep = "/".join(["folder"] * 300) + "/a.ipynb"
    assert safe_path(deep).name == "a.ipynb"
    assert len(str(safe_path(deep))) < 100


def test_nothing_is_written_outside(tmp_path: Path) -> None:
    found, _ = opened(tmp_path, "x.zip", zipped({"../../../evil.txt": b"x", "/tmp/evil.txt": b"y"}))
    assert found == {"x.zip/evil.txt": b"x", "x.zip/tmp/evil.txt": b"y"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "x.zip"]


def test_names_that_differ_in_case_only_lie_beside_each_other(tmp_path: Path) -> None:
    found, _ = opened(tmp_path, "x.zip", zipped({"a.png": b"1", "A.png": b"2", "a": b"3", "a/b": b"4"}))
    assert sorted(found.values()) == [b"1", b"2", b"3", b"4"]
    assert len({name.casefold() for name in found}) == 4


def test_links_are_left_out(tmp_path: Path) -> None:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        entry = zipfile.ZipInfo("link.ipynb")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, "/etc/passwd")
        archive.writestr("a.ipynb", "one")
    assert opened(tmp_path, "x.zip", memory.getvalue()) == ({"x.zip/a.ipynb": b"one"}, {})
    memory = io.BytesIO()
    with tarfile.open(fileobj=memory, mode="w") as tar:
        for name, kind in (("link", tarfile.SYMTYPE), ("hard", tarfile.LNKTYPE), ("pipe", tarfile.FIFOTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            tar.addfile(info)
        tar.addfile(tarfile.TarInfo("a.ipynb"))
    (tmp_path / "tar").mkdir()
    assert list(opened(tmp_path / "tar", "x.tar", memory.getvalue())[0]) == ["x.tar/a.ipynb"]


def test_links_in_a_folder_are_named_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.ipynb").write_text("one")
    os.symlink("/etc/passwd", tmp_path / "in" / "link.ipynb")
    room = Room()
    lay_out(tmp_path / "in", tmp_path / "out", room)
    assert [path.name for path in walk(tmp_path / "out")] == ["a.ipynb"]
    assert "It is a link" in room.trouble["link.ipynb"]


@pytest.mark.parametrize("alphabet", ["utf-8", "cp437", "cp850", "cp1252"])
def test_umlauts_are_read_in_whatever_alphabet_a_zip_has_them(tmp_path: Path, alphabet: str) -> None:
    # Each letter stands for a byte of the alphabet, and no zip says which alphabet it is.
    raw = "Bäume öl.png".encode(alphabet)
    written = zipped({"x" * len(raw): b"1"}).replace(b"x" * len(raw), raw)
    assert list(opened(tmp_path, "x.zip", written)[0]) == ["x.zip/Bäume öl.png"]


def test_umlauts_that_macos_takes_apart_are_put_together(tmp_path: Path) -> None:
    name = unicodedata.normalize("NFD", "Bäume.png")
    assert list(opened(tmp_path, "x.zip", zipped({name: b"1"}, raw_names=True))[0]) == ["x.zip/Bäume.png"]


def test_a_file_has_the_date_that_the_archive_knows_else_that_of_the_archive(tmp_path: Path) -> None:
    for name, date in (("known.zip", MONDAY), ("unknown.zip", UNKNOWN)):
        (tmp_path / name).write_bytes(zipped({"a.ipynb": b"one"}, date))
        os.utime(tmp_path / name, (1_000_000_000, 1_000_000_000))
        room = Room()
        lay_out(tmp_path / name, tmp_path / "out" / name, room)
        [file] = walk(tmp_path / "out" / name)
        assert (file in room.dated) is (date is MONDAY)
        assert (file.stat().st_mtime == 1_000_000_000) is (date is UNKNOWN)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("x.rar", b"Rar!\x1a\x07\x00", "It is a RAR archive"),
        ("x.zip", b"Rar!\x1a\x07\x00", "It is a RAR archive"),
        ("x.7z", b"7z\xbc\xaf\x27\x1c", "It is a 7-Zip archive"),
        ("x.zip", b"", "It is empty (0 bytes)"),
        ("x.zip", b"PK\x03\x04 and no more", "It is damaged"),
        ("x.tar.gz", b"\x1f\x8b and no more", "It is damaged"),
        ("x.zip", zipped({"a.ipynb": bytes(range(256)) * 40})[:300], "It is damaged"),
        ("x.zip", b"<html>Please log in</html>", ""),
    ],
)
def test_what_cannot_be_opened_stays_as_it_is_and_says_why(
    tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    found, trouble = opened(tmp_path, name, content)
    assert found == {name: content}
    assert [why.startswith(says) for why in trouble.values()] == ([True] if says else [])


def test_a_locked_archive_says_so(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.ipynb": b"one"}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + place] |= 1
    found, trouble = opened(tmp_path, "x.zip", bytes(data))
    assert list(found) == ["x.zip"]
    assert trouble == {"x.zip": "It is locked with a password. Ask for it without."}


def test_one_damaged_file_costs_only_itself(tmp_path: Path) -> None:
    data = zipped({"a.ipynb": b"one" * 50, "b.ipynb": bytes(range(256))})
    place = data.find(b"b.ipynb") + 30
    found, trouble = opened(tmp_path, "x.zip", data[:place] + b"\xff\xff\xff" + data[place + 3 :])
    assert found == {"x.zip/a.ipynb": b"one" * 50}
    assert list(trouble) == ["x.zip/b.ipynb"]


@pytest.mark.slow
def test_a_bomb_is_named_and_what_lies_beside_it_is_taken(tmp_path: Path) -> None:
    bomb = b"0" * (archives.RATIO_FROM + 2 * MB)
    found, trouble = opened(tmp_path, "x.zip", zipped({"a.ipynb": b"one", "b.ipynb": bomb}))
    assert found == {"x.zip/a.ipynb": b"one"}
    assert list(trouble) == ["x.zip/b.ipynb"]
    assert "more than 300 times its size" in trouble["x.zip/b.ipynb"]
    (tmp_path / "alone").mkdir()
    found, trouble = opened(tmp_path / "alone", "x.zip", zipped({"b.ipynb": bomb}))
    assert list(found) == ["x.zip"]
    assert "It is a bomb" in trouble["x.zip"]
    (tmp_path / "tar").mkdir()
    assert "It is a bomb" in opened(tmp_path / "tar", "x.tar.gz", tarred({"b.ipynb": bomb}))[1]["x.tar.gz"]


def test_only_so_much_is_unpacked_notebooks_first(tmp_path: Path) -> None:
    files = {f"{number}.txt": b"x" for number in range(9)} | {"deep/a.ipynb": b"one"}
    found, trouble = opened(tmp_path, "x.zip", zipped(files), Room(files=4, size=100))
    assert "x.zip/deep/a.ipynb" in found
    assert len(found) == 4
    assert "4 files and 0 MB" in trouble["x.zip"]
    (tmp_path / "size").mkdir()
    found, trouble = opened(tmp_path / "size", "x.zip", zipped({"a.ipynb": b"1" * 3 * MB}), Room(size=2 * MB))
    assert list(found) == ["x.zip"]
    assert "5,000 files and 2 MB" in trouble["x.zip"]


def test_kinds_of_files_are_known_by_what_they_begin_with(tmp_path: Path) -> None:
    for name, content, kind in [
        ("a.ipynb", b'{"cells": []}', "other"),
        ("a.ipynb", b"  \n", "empty"),
        ("a.ipynb", b"\n<!DOCTYPE HTML><html>", "html"),
        ("a.ipynb", b"%PDF-1.7", "pdf"),
        ("a.ipynb", b"version https://git-lfs.github.com/spec/v1\noid sha256:1", "lfs"),
        (".a.ipynb.icloud", b"bplist00", "placeholder"),
        ("a.npz", zipped(FILES), "other"),
    ]:
        (tmp_path / name).write_bytes(content)
        assert kind_of(tmp_path / name) == kind


def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "a.txt").write_text("x")
    working = os.scandir

    def scandir(place: Path) -> object:
        if Path(place).name == "closed":
            raise PermissionError
        return working(place)

    monkeypatch.setattr(os, "scandir", scandir)
    unread: list[Path] = []
    assert [path.name for path in walk(tmp_path, unread)] == ["a.txt"]
    assert unread == [tmp_path / "closed"]
