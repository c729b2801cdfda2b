"""nbgrader's commands, run as somebody types them who has not activated the environment."""

import os
import sys
from pathlib import Path

import pytest

from classroom.commands import course_config, run_nbgrader, search_path
from classroom.course import CourseError


def test_what_is_installed_beside_this_python_is_found_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/elsewhere")
    assert search_path().split(os.pathsep) == [str(Path(sys.executable).parent), "/elsewhere"]
    monkeypatch.delenv("PATH")
    assert search_path().split(os.pathsep)[0] == str(Path(sys.executable).parent)


def test_the_settings_are_those_of_the_course_alone(tmp_path: Path) -> None:
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'sums'\n")
    assert course_config(tmp_path) == {"CourseDirectory": {"course_id": "sums"}}


@pytest.mark.slow
def test_all_that_a_command_says_is_kept_and_shown(tmp_path: Path) -> None:
    log, shown = tmp_path / "log", list[str]()
    log.write_text("before\n")
    run_nbgrader(tmp_path, ["--version"], log, shown.append)
    assert any("nbgrader version" in line for line in shown)
    assert log.read_text() == f"before\n$ nbgrader --version\n{''.join(shown)}"


@pytest.mark.slow
def test_a_command_that_fails_says_where_and_with_what(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r"^`nbgrader autograde sums` failed in .*\n(.*\n)*.*sums") as failed:
        run_nbgrader(tmp_path, ["autograde", "sums"], tmp_path / "log", lambda _: None)
    assert str(failed.value).endswith(f"All of it is in {tmp_path / 'log'}.")
