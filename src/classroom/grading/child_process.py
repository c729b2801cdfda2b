"""The process that grades for a worker of a cluster: it answers until its line to the worker is closed.

python -P -m classroom.grading.child_process NUMBER_OF_THE_LINE FOLDER_OF_THE_COURSE
"""

import contextlib
import os
import shutil
import sys
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

from classroom.commands import course_config
from classroom.grading.packing import pack, unpack
from classroom.grading.room import grade_in_room, open_room
from classroom.grading.values import SOURCE, Answer, Graded, Submission

SUBMITTED = "submitted"


def main() -> None:
    """Read where the course is, and grade what comes."""
    line, folder = Connection(int(sys.argv[1])), Path(sys.argv[2])
    with contextlib.suppress(EOFError, OSError):
        assignment, search = line.recv()
        sys.path[:0] = [str(folder / place) for place in search]
        config = course_config(folder)
        place = folder / SUBMITTED / str(os.getpid())
        config.CourseDirectory.root = str(folder)
        config.CourseDirectory.source_directory = SOURCE
        config.CourseDirectory.submitted_directory = str(place)
        open_room(config, folder, assignment)
        while True:
            line.send(_answer(line.recv(), place, assignment))


def _at_home(graded: Graded, place: Path) -> Graded:
    """The same without this machine's folders: whoever reads it knows the course's."""
    log, trouble = (
        text.replace(str(place), SUBMITTED).replace(f"{place.parent.parent}{os.sep}", "")
        for text in (graded.log, graded.trouble)
    )
    return replace(graded, log=log, trouble=trouble)


def _answer(submission: Submission, place: Path, assignment: str) -> Answer:
    try:
        unpack(submission.packed, place / submission.student / assignment)
        graded = _at_home(grade_in_room(submission.student, submission.rows), place)
        if graded.trouble:
            return Answer(graded)
        packed = pack({".": Path(graded.folder)})
        shutil.rmtree(graded.folder)
        return Answer(replace(graded, folder=""), packed)
    except Exception as error:
        return Answer(Graded(submission.student, trouble=f"{type(error).__name__}: {error}"))
    finally:
        shutil.rmtree(place, ignore_errors=True)


if __name__ == "__main__":
    main()
