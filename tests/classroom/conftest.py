"""The small course that the tests of `classroom` look at: as its author left it, and with both editions built."""

import shutil
from pathlib import Path

import pytest
from minicourse import MiniCourse, write_course

from classroom.course import load_course
from classroom.editions.build import build


@pytest.fixture
def mini(tmp_path: Path) -> MiniCourse:
    """A course in normal form whose editions have not been built."""
    return MiniCourse(write_course(tmp_path / "course"))


@pytest.fixture(scope="session")
def built_course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course with both editions built, once a session; `built` copies it."""
    root = tmp_path_factory.mktemp("built") / "course"
    build(write_course(root))
    return root


@pytest.fixture
def built(built_course: Path, tmp_path: Path) -> MiniCourse:
    """A course of one's own with both editions built."""
    root = tmp_path / "course"
    shutil.copytree(built_course, root)
    return MiniCourse(load_course(root))
