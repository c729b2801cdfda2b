"""nbgrader's settings for a course, its folders, and its commands, run as an instructor would type them.

nbgrader starts the program `alembic` by its bare name, so `.venv/bin/python -m classroom` would fail in a shell
that has not activated .venv. So the programs beside the running Python are put first on the path.
"""

import os
import subprocess
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config
from traitlets.config.loader import ConfigFileNotFound, PyFileConfigLoader

from classroom.course import Course, CourseError

CONFIG_FILE = "nbgrader_config.py"
LINES_SHOWN = 30


def course_config(root: Path) -> Config:
    """The settings of the course folder `root`, without those of the person who runs this.

    Raises `CourseError` if they cannot be read; it names the line.
    """
    path = root / CONFIG_FILE
    if str(root) not in sys.path:
        sys.path.insert(0, str(root))  # as nbgrader does: the settings may import and name modules beside them
    try:
        config: Config = PyFileConfigLoader(CONFIG_FILE, path=str(root)).load_config()
    except ConfigFileNotFound:
        raise CourseError(f"{path} does not exist. nbgrader reads the course's settings from it.") from None
    except Exception as error:  # whatever the file does when it is run
        lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(path)]
        line = error.lineno if isinstance(error, SyntaxError) else next(reversed(lines), None)
        raise CourseError(f"{path}, line {line}, cannot be run: {type(error).__name__}: {error}.") from error
    return config


def course_directory(course: Course) -> CourseDirectory:
    """The course's folders and its gradebook, as nbgrader's settings have them; its `config` are these settings."""
    config = course_config(course.root)
    config.CourseDirectory.root = str(course.root)
    directory = CourseDirectory(config=config)
    must_have_usual_folders(directory)
    return directory


def must_have_usual_folders(directory: CourseDirectory) -> None:
    """Raise `CourseError` where the folder of a submission is not STEP/STUDENT/ASSIGNMENT: nobody's would be found."""
    usual = CourseDirectory.directory_structure.default_value
    if directory.directory_structure != usual:
        raise CourseError(
            f"The settings have another CourseDirectory.directory_structure, {directory.directory_structure}. The"
            f" commands of this course know only nbgrader's own, {usual}. Take the setting out of {CONFIG_FILE}, and"
            " move the folders of submissions accordingly. The names of the folders themselves may be set."
        )


def submitted_folders(directory: CourseDirectory, assignment: str) -> dict[str, Path]:
    """Where each student has handed in, in the order of their ids."""
    return _folders(directory, directory.submitted_directory, assignment)


def graded_folders(directory: CourseDirectory, assignment: str) -> dict[str, Path]:
    """Where each student's graded notebooks are."""
    return _folders(directory, directory.autograded_directory, assignment)


def _folders(directory: CourseDirectory, step: Any, assignment: str) -> dict[str, Path]:
    pattern = Path(directory.format_path(step, "*", assignment))
    return {
        path.parent.name: path
        for path in sorted(pattern.parent.parent.glob(f"*/{pattern.name}"))
        if path.is_dir() and not path.parent.name.startswith(".")
    }


def search_path() -> str:
    """PATH with the folder of the running Python in front."""
    return os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])


def run_nbgrader(root: Path, arguments: list[str], log: Path, on_line: Callable[[str], None]) -> None:
    """Run one nbgrader command in the course folder `root`, as an instructor would type it.

    Everything it says is added to the file `log`, and each line goes to `on_line`, to show progress. Raises
    `CourseError` with the end of what it said if it fails.
    """
    said: list[str] = []
    with (
        log.open("a", encoding="utf-8") as record,
        subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "nbgrader", *arguments],
            cwd=root,
            # It is read as UTF-8 below, whatever console this runs in.
            env={**os.environ, "PATH": search_path(), "PYTHONIOENCODING": "utf-8:backslashreplace"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
        ) as process,
    ):
        record.write(f"$ nbgrader {' '.join(arguments)}\n")
        for line in process.stdout or []:
            record.write(line)
            said.append(line)
            on_line(line)
    if process.returncode != 0:
        raise CourseError(
            f"`nbgrader {' '.join(arguments)}` failed in {root}. It ended with:\n{''.join(said[-LINES_SHOWN:])}"
            f"All of it is in {log}."
        )
