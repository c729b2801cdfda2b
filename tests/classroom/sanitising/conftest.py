"""A released course to hand in to and to grade, made once and copied for each test."""

import shutil
from pathlib import Path

import pytest
from gradedcourse import GradedCourse
from grading.course import write_source


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
