"""Building both editions: they come out the same twice, and what ruff has to say is said."""

import sys
from pathlib import Path

import pytest
from minicourse import MiniCourse

from classroom.course import CourseError
from classroom.editions.build import format_source
from classroom.editions.reading import reading_edition
from classroom.editions.release import release_edition


def everything_below(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_two_builds_are_byte_for_byte_the_same(built: MiniCourse) -> None:
    assert dict(release_edition(built.course)) == everything_below(built.course.release)
    assert dict(reading_edition(built.course)) == everything_below(built.course.reading)


def test_a_missing_formatter_is_said(mini: MiniCourse, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    bare = tmp_path / "python"
    bare.write_text('#!/bin/sh\necho "$0: No module named ruff" >&2\nexit 1\n')
    bare.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(bare))
    with pytest.raises(CourseError, match="Building needs ruff"):
        format_source(mini.course)


def test_code_that_cannot_be_formatted_is_said(mini: MiniCourse) -> None:
    mini.edit("1_start", "1-1", "1 + 1", "def (:")
    with pytest.raises(CourseError, match="ruff could not format source/sums") as caught:
        format_source(mini.course)
    assert "1_start.ipynb" in str(caught.value)
