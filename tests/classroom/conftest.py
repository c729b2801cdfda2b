"""The courses that the tests of `classroom` look at: as an author left one, with its editions built, and released."""

import shutil
from pathlib import Path

import pytest
from gradedcourse import GradedCourse
from grading.course import write_source
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


@pytest.fixture(scope="session")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course with its assignment released, once a session; `course` copies it."""
    root = tmp_path_factory.mktemp("released") / "course"
    root.mkdir()
    write_source(root)
    with pytest.MonkeyPatch.context() as patch:
        # A new gradebook asks a process of two seconds for the version of its tables, which matters to migrations only.
        patch.setattr("nbgrader.api.get_alembic_version", lambda: "any")
        GradedCourse(root).release()
    return root


@pytest.fixture
def course(released: Path, tmp_path: Path) -> GradedCourse:
    """A released course of one's own."""
    root = tmp_path / "course"
    shutil.copytree(released, root)
    return GradedCourse(root)
