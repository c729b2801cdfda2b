"""Links to machines elsewhere, and the cell that fetches the course there: tried with an archive like GitHub's."""

import io
import subprocess
import sys
import urllib.request
import zipfile
from pathlib import Path
from types import ModuleType
from typing import Any

import nbformat
import pytest
from minicourse import MiniCourse, handed_out

from classroom.cli import main
from classroom.collecting.collect import masters_of
from classroom.course import CourseError
from classroom.editions.files import Edition
from classroom.editions.handout import handout_files
from classroom.editions.launchers import with_launchers
from classroom.sanitising.arrivals import open_submission


@pytest.fixture
def plain(built: MiniCourse) -> Edition:
    return handout_files(handed_out(built).course)


@pytest.fixture
def launched(plain: Edition) -> Edition:
    return with_launchers(plain, "ann-lee/sums.2027")


def cells(content: bytes) -> list[Any]:
    book = nbformat.reads(content.decode(), as_version=4)
    nbformat.validate(book)
    return list(book.cells)


def test_each_notebook_begins_with_its_links_and_the_rest_is_as_it_was(plain: Edition, launched: Edition) -> None:
    for name, content in plain.items():
        if not name.endswith(".ipynb"):
            assert launched[name] == content
            continue
        links, fetch, *rest = cells(launched[name])
        assert rest == cells(content)
        assert f"(https://colab.research.google.com/github/ann-lee/sums.2027/blob/HEAD/{name})" in links.source
        assert f"(https://mybinder.org/v2/gh/ann-lee/sums.2027/HEAD?urlpath=lab/tree/{name})" in links.source
        assert "https://github.com/ann-lee/sums.2027/archive/HEAD.zip" in fetch.source
    assert set(launched) - set(plain) == {"binder/postBuild", "binder/runtime.txt"}
    [lock] = [name for name in plain if name.endswith(".lock")]
    assert f"--require-hashes -r {lock}\n".encode() in launched["binder/postBuild"]


def first_cell(launched: Edition) -> str:
    name = next(name for name in launched if name.endswith(".ipynb"))
    return str(cells(launched[name])[1].source)


def test_on_colab_the_first_cell_fetches_and_installs_the_course(
    launched: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        for name, content in launched.items():
            file.writestr(f"sums.2027-main/{name}", content)
    called: list[list[str]] = []
    monkeypatch.setitem(sys.modules, "google.colab", ModuleType("google.colab"))
    monkeypatch.setattr(urllib.request, "urlopen", lambda _address: io.BytesIO(archive.getvalue()))
    monkeypatch.setattr(subprocess, "run", lambda call, check: called.append(call))
    monkeypatch.chdir(tmp_path)
    exec(first_cell(launched), {})
    folder = tmp_path / "sums.2027-main"
    assert Path.cwd() == folder
    [wheel] = [name for name in launched if name.endswith(".whl")]
    assert called == [[sys.executable, "-m", "pip", "install", "-q", wheel]]
    # What was written in the meantime stays, when the cell is run again, also in a session that was restarted.
    notebook = next(folder.glob("*.ipynb"))
    notebook.write_text("mine", encoding="utf-8")
    for where in (folder, tmp_path):
        monkeypatch.chdir(where)
        exec(first_cell(launched), {})
        assert Path.cwd() == folder
        assert notebook.read_text(encoding="utf-8") == "mine"


def test_anywhere_else_it_does_nothing(launched: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(urllib.request, "urlopen", lambda _address: pytest.fail("it fetched something"))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    exec(first_cell(launched), {})
    assert list(elsewhere.iterdir()) == []
    assert Path.cwd() == elsewhere


def test_they_are_nobody_s_answer(built: MiniCourse, launched: Edition, tmp_path: Path) -> None:
    masters, folder = masters_of(built.course), tmp_path / "handed-in"
    folder.mkdir()
    for name, content in launched.items():
        if name.endswith(".ipynb"):
            (folder / name).write_bytes(content)
    found = open_submission(folder, masters, []).notebooks.values()
    assert [stray for arrived in found for stray in arrived.mended.strays] == []
    one = next(folder.glob("*.ipynb"))
    book = nbformat.read(one, as_version=4)
    book.cells[0].source = "The loss is a cross-entropy, because only one term is left of the sum."
    nbformat.write(book, one)
    found = open_submission(folder, masters, []).notebooks.values()
    [typed] = [stray for arrived in found for stray in arrived.mended.strays]
    assert "cross-entropy" in typed.found.text


@pytest.mark.parametrize("name", ["", "sums", "https://github.com/ann/sums", "ann/sums/tree", "ann/su ms", 'ann/"'])
def test_what_is_no_repository_is_refused(plain: Edition, name: str) -> None:
    with pytest.raises(CourseError, match="Write OWNER/NAME"):
        with_launchers(plain, name)


@pytest.mark.slow
def test_the_command_adds_them_only_where_a_repository_is_named(
    built: MiniCourse, capsys: pytest.CaptureFixture[str]
) -> None:
    mini = handed_out(built)
    course = ["--course", str(mini.course.root)]
    path = mini.course.root / "dist" / "sums.zip"
    found = []
    for more in ([], ["--repository", "ann-lee/sums"]):
        assert main([*course, "handout", *more]) == 0
        with zipfile.ZipFile(path) as packed:
            found.append("sums/binder/postBuild" in packed.namelist())
        # What lies one folder deeper, no link leads to.
        says = "put what lies in its folder sums/, without that folder, at the top of https://github.com/ann-lee/sums"
        assert (says in capsys.readouterr().out) == bool(more)
    assert found == [False, True]
