"""Judging away from the folder: what is not there, whose it is, and what is said about it."""

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from word2vec_lab.as_graded import Judged, OnlyWhatTravels, Verdict, course_packages
from word2vec_lab.check.score import Finding, Outcome, Score
from word2vec_lab.items import items

ITEM = items()["q2a1"]


@pytest.fixture
def only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OnlyWhatTravels:
    """A folder with what was packed as the current one, and the one that it was packed from."""
    for name in ("here", "there/word2vec"):
        (tmp_path / name).mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setattr(sys, "path", [str(tmp_path / "here"), *sys.path])
    made = OnlyWhatTravels(tmp_path / "here", tmp_path / "there" / "word2vec")
    monkeypatch.setattr(sys, "meta_path", [made, *sys.meta_path])
    return made


def students(code: str, **names: object) -> None:
    """Run code as if it stood in a notebook."""
    exec(compile(code, "1_softmax.ipynb[q1e]", "exec"), names)


def test_a_judgement_crosses_as_it_is() -> None:
    finding = Finding("wrong", "slug", "title", "says", "asks", "example")
    for judged in (
        Judged(Verdict.SCORED, score=Score(ITEM, 1.5, Outcome.FAILED, (finding,)), absent=("a", "b")),
        Judged(Verdict.NOT_LOADED, "because"),
    ):
        assert Judged.from_json(ITEM, judged.to_json()) == judged


@pytest.mark.slow
def test_packages_that_the_course_installs_are_found_and_others_are_named(only: OnlyWhatTravels) -> None:
    known = course_packages()
    assert known is not None
    assert {"numpy", "matplotlib", "PIL", "IPython", "word2vec_lab"} <= known
    assert not {"pytest", "mypy", "numba", "hypothesis"} & known
    students("import numpy, colorsys, matplotlib.cbook")
    sys.modules.pop("mypy", None)
    with pytest.raises(ModuleNotFoundError, match="`mypy` is not part of the course, and where answers are graded"):
        students("import mypy")
    assert only.asked == ["`mypy` is not part of the course, and where answers are graded there is no mypy"]


def test_what_a_library_asks_for_is_its_own_business(only: OnlyWhatTravels) -> None:
    sys.modules.pop("mypy", None)
    import mypy  # noqa: F401 - this file is no student's

    assert only.asked == []


@pytest.mark.parametrize(
    "code", ["import helpers", "from helpers import f", "import importlib\nimportlib.import_module('helpers')"]
)
@pytest.mark.parametrize("place", ["word2vec", "", "elsewhere"])
def test_a_module_that_stayed_is_named_with_its_place(
    only: OnlyWhatTravels, tmp_path: Path, place: str, code: str
) -> None:
    (tmp_path / "there" / place).mkdir(exist_ok=True)
    (tmp_path / "there" / place / "helpers.py").write_text("def f(): pass")
    sys.path.append(str(tmp_path / "there" / "elsewhere"))
    with pytest.raises(ModuleNotFoundError):
        students(code)
    [said] = only.asked
    where = tmp_path / "there" / place / "helpers.py"
    outside = f"`helpers` lies outside of the assignment's folder, in {where}, and does not travel"
    inside = "`helpers` is in the assignment's folder, but it was not packed, since no notebook names it plainly"
    assert said == (inside if place == "word2vec" else outside)


def test_a_module_that_came_along_is_found_and_one_that_is_nowhere_is_pythons_error(
    only: OnlyWhatTravels, tmp_path: Path
) -> None:
    (tmp_path / "here" / "travelled_module.py").write_text("x = 1")
    students("import travelled_module")
    with pytest.raises(ModuleNotFoundError, match="No module named 'nowhere_at_all'"):
        students("import nowhere_at_all")
    assert only.asked == []


def opened(only: OnlyWhatTravels, path: object) -> Callable[[], None]:
    """What a student's code does that opens a file, as Python audits it."""
    return lambda: students("hear('open', (path, 'r', 0))", hear=only.hear, path=str(path))


def test_files_that_stayed_are_not_read(only: OnlyWhatTravels, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    for name in ("here/came.txt", "there/word2vec/stayed.txt", "there/up.txt", "home/mine.txt", "home/.cache/x.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    outside = "lies outside of the assignment's folder"
    for path, says in [
        ("stayed.txt", "was not packed"),
        (tmp_path / "here" / "stayed.txt", "was not packed"),
        (tmp_path / "there" / "word2vec" / "stayed.txt", "was not packed"),
        ("../up.txt", outside),
        (tmp_path / "there" / "up.txt", outside),
        (tmp_path / "home" / "mine.txt", outside),
    ]:
        with pytest.raises(FileNotFoundError, match=says):
            opened(only, path)()
    only.asked.clear()
    for path in ("came.txt", "nowhere.txt", tmp_path / "home" / ".cache" / "x.txt", np.__file__, "/dev/null"):
        opened(only, path)()
    only.hear("open", (str(tmp_path / "there" / "up.txt"), "r", 0))  # this file is no student's
    students("hear('open', (path, 'w', 1))", hear=only.hear, path=str(tmp_path / "there" / "up.txt"))
    students("hear('import', ())", hear=only.hear)
    assert only.asked == []


def test_code_without_a_file_belongs_to_whoever_executes_it(only: OnlyWhatTravels) -> None:
    sys.modules.pop("mypy", None)
    exec("import mypy")
    assert only.asked == []
    sys.modules.pop("mypy", None)
    with pytest.raises(ModuleNotFoundError):
        students("exec('import mypy')")
