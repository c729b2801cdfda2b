"""Notebook 7: the points that it speaks of, and the files beside it that the handout names."""

import shutil
import tomllib
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
import yaml

from classroom.course import load_course
from classroom.editions.release import release_edition
from word2vec_lab.items import items, summary
from word2vec_lab.submission.board import FILES

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "source" / "word2vec"


def test_the_reader_is_told_how_many_points_there_are() -> None:
    notebook = nbformat.read(ROOT / "notebooks" / "7_submit.ipynb", as_version=4)
    [guess] = [cell for cell in notebook.cells if cell.id == "guess"]
    assert [output.text for output in guess.outputs] == [f"{summary()}\n"]


def test_no_points_are_graded_here() -> None:
    assert not [item for item in items().values() if item.notebook == "7_submit"]
    notebook = nbformat.read(SOURCE / "7_submit.ipynb", as_version=4)
    assert not [cell.id for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade")]


@pytest.mark.slow
def test_what_an_instructor_writes_by_running_it_does_not_reach_the_release(tmp_path: Path) -> None:
    course = load_course(ROOT)
    (tmp_path / "source").mkdir()
    shutil.copytree(SOURCE, tmp_path / "source" / "word2vec", ignore=shutil.ignore_patterns("*.ipynb", "datasets"))
    shutil.copy(SOURCE / "7_submit.ipynb", tmp_path / "source" / "word2vec")
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    for name in FILES:
        (tmp_path / "source" / "word2vec" / name).write_text("all solutions", encoding="utf-8")
    edition = release_edition(replace(course, root=tmp_path))
    assert "7_submit.ipynb" in edition
    assert not set(FILES) & set(edition)


def test_conda_installs_what_the_course_needs() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    environment = yaml.safe_load((SOURCE / "env.yml").read_text(encoding="utf-8"))
    assert environment["name"] == "a2"
    assert set(environment) == {"name", "channels", "dependencies"}
    *plain, pip = environment["dependencies"]
    assert plain == [f"python{project['requires-python']}", "pip"]
    *wanted, course = pip["pip"]
    assert wanted == project["dependencies"]
    flag, path = course.split()
    assert flag == "--editable"
    for folder in (ROOT / "release" / "word2vec", SOURCE):
        assert (folder / path / "pyproject.toml").resolve() == ROOT / "pyproject.toml"
