"""Looks at answers as whoever grades them will: `python -P -m word2vec_lab.as_graded REPORT ORIGINAL ITEM...`.

This is the program of a process whose current folder holds what was packed of the folder ORIGINAL. It imports all that
the course needs before anything of the student's can be imported. What the student's code asks for and would not find
where it is graded it does not find here either: modules and files that were not packed, and packages that the course
does not install.
"""

from __future__ import annotations

import importlib.abc
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cache
from importlib import metadata
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType
from typing import Any, cast

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from word2vec_lab import check, student
from word2vec_lab.check.judging.calling import Printed, contained
from word2vec_lab.check.judging.time_limit import TimeLimit, TooSlowError
from word2vec_lab.check.score import Finding, Outcome, Score
from word2vec_lab.edition import COURSE
from word2vec_lab.items import Item, items
from word2vec_lab.student.loading import make_importable

LOADING_SECONDS = 20.0
"""How long, in processor time, an answer cell may take to define its function."""
SETTINGS = ("Library", "AppData", "snap")
"""Where systems keep what programs remember, in a person's home."""


class Verdict(StrEnum):
    """What became of an answer that was to be judged."""

    SCORED = "scored"
    TO_DO = "to do"
    NOT_LOADED = "not loaded"


@dataclass(frozen=True)
class Judged:
    """One answer: its score or why there is none. `absent` says what it asked for and what does not travel."""

    verdict: Verdict
    note: str = ""
    score: Score | None = None
    absent: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As plain data."""
        told: dict[str, Any] = {"verdict": self.verdict, "note": self.note, "score": None, "absent": self.absent}
        if self.score is not None:
            findings = [asdict(finding) for finding in self.score.findings]
            told["score"] = {"earned": self.score.earned, "outcome": self.score.outcome, "findings": findings}
        return told

    @classmethod
    def from_json(cls, item: Item, told: Mapping[str, Any]) -> Judged:
        """What `to_json` wrote."""
        score = told["score"] and Score(
            item,
            told["score"]["earned"],
            Outcome(told["score"]["outcome"]),
            tuple(Finding(**finding) for finding in told["score"]["findings"]),
        )
        return cls(Verdict(told["verdict"]), told["note"], score, tuple(told["absent"]))


def judged(item: Item, folder: Path) -> Judged:
    """Load an answer from the notebooks in a folder and check it, here and now."""
    name = item.check
    limit = TimeLimit(LOADING_SECONDS)
    try:
        with contained(limit, Printed()):
            function = student.load(name, folder)
        score = cast(Score, getattr(check, name)(function))
    except student.NotDoneYet as error:
        # What it needs of another notebook may be what is not done.
        return Judged(Verdict.TO_DO, "" if str(error).startswith(f"{name} is") else str(error))
    except student.StudentError as error:
        return Judged(Verdict.NOT_LOADED, str(error))
    except TooSlowError:
        note = f"the answer cell had not defined {name} after {limit}"
        return Judged(Verdict.NOT_LOADED, note)
    except Exception as error:
        return Judged(Verdict.NOT_LOADED, f"the check stopped with {type(error).__name__}: {error}")
    return Judged(Verdict.SCORED, score=score)


class OnlyWhatTravels(importlib.abc.MetaPathFinder):
    """Keeps from the student's code what it will not find where it is graded, and remembers what that was.

    It stands before Python's own finders, and hears of every file that is opened. What libraries ask for on their own
    account is none of its business.
    """

    def __init__(self, folder: Path, original: Path) -> None:
        self.folder = str(folder)
        self.original = str(original)
        self.path_before = list(sys.path)
        self.asked: list[str] = []

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Called by Python's import."""
        if path is not None or fullname in sys.stdlib_module_names or not self._is_students(next(_callers(), "")):
            return None
        added = [place for place in sys.path if place not in self.path_before]
        here = [self.folder, *(place for place in added if self._is_in(place, self.folder))]
        if PathFinder.find_spec(fullname, here):
            return None
        there = [os.path.join(self.original, os.path.relpath(place, self.folder)) for place in added]
        others = (finder for finder in sys.meta_path if finder is not self)
        installed = next(filter(None, (finder.find_spec(fullname, None) for finder in others)), None)
        known = course_packages()
        if installed and (known is None or fullname in known):
            return None
        stayed = PathFinder.find_spec(fullname, [self.original, *there, os.path.dirname(self.original)])
        found = stayed or installed
        if found is None:
            return None
        place = found.origin or next(iter(found.submodule_search_locations or ()), "")
        if stayed or not any(part.endswith("-packages") for part in Path(place).parts):
            why = self._stayed(fullname, place)
        else:
            why = f"`{fullname}` is not part of the course, and where answers are graded there is no {fullname}"
        self.asked.append(why)
        raise ModuleNotFoundError(why, name=fullname)

    def hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Called by Python for what it audits: refuses to read files of the student's that did not come along."""
        if event != "open" or not isinstance(arguments[0], str) or arguments[2] & (os.O_WRONLY | os.O_RDWR):
            return
        path = os.path.abspath(arguments[0])
        if self._is_in(path, self.folder):
            there = os.path.join(self.original, os.path.relpath(path, self.folder))
            if os.path.exists(path) or not os.path.isfile(there):
                return
        elif not os.path.isabs(arguments[0]):
            there = os.path.normpath(os.path.join(self.original, arguments[0]))
            if not os.path.isfile(there):
                return
        elif self._is_own(path):
            there = path
        else:
            return
        if any(map(self._is_students, _callers())):
            why = self._stayed(os.path.basename(path), there)
            self.asked.append(why)
            raise FileNotFoundError(why)

    def _stayed(self, name: str, place: str) -> str:
        place = os.path.normpath(place)
        if self._is_in(place, self.original):
            return f"`{name}` is in the assignment's folder, but it was not packed, since no notebook names it plainly"
        return f"`{name}` lies outside of the assignment's folder, in {place}, and does not travel"

    def _is_own(self, path: str) -> bool:
        """Whether an absolute path is a file of the student's: no part of Python, of a library or of its settings."""
        python = (sys.prefix, sys.base_prefix, os.path.dirname(__file__), *self.path_before)
        if any(self._is_in(path, place) for place in python if place):
            return False
        if self._is_in(path, os.path.dirname(self.original)):
            return os.path.isfile(path)
        home = os.path.expanduser("~")
        below = os.path.relpath(path, home).split(os.sep) if self._is_in(path, home) else ["."]
        return os.path.isfile(path) and not any(part.startswith(".") or part in SETTINGS for part in below)

    def _is_students(self, file: str) -> bool:
        return ".ipynb[" in file or self._is_in(file, self.folder)

    @staticmethod
    def _is_in(path: str, folder: str) -> bool:
        return os.path.abspath(path).startswith(folder + os.sep) or os.path.abspath(path) == folder


def _callers() -> Iterator[str]:
    """The files of the code that is running, the innermost first, without this one and Python's import.

    Code without a file, which somebody has executed, is theirs.
    """
    frame = sys._getframe(1)
    while frame := frame.f_back:  # type: ignore[assignment]
        file = frame.f_code.co_filename
        if (
            file != __file__
            and not file.startswith("<")
            and not str(frame.f_globals.get("__name__", "")).startswith("importlib")
        ):
            yield file


@cache
def course_packages() -> frozenset[str] | None:
    """What can be imported of all that the course installs; None where it is not installed as a package."""
    found: set[str] = set()
    waiting = [(canonicalize_name(COURSE), "")]
    seen = set()
    while waiting:
        name, extra = waiting.pop()
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        try:
            wanted = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue
        found.add(name)
        for requirement in map(Requirement, wanted):
            if requirement.marker is None or requirement.marker.evaluate({"extra": extra}):
                waiting += [(canonicalize_name(requirement.name), one) for one in ("", *requirement.extras)]
    if not found:
        return None
    imported = metadata.packages_distributions()
    names = {name for name, by in imported.items() if any(canonicalize_name(one) in found for one in by)}
    return frozenset(names | {"word2vec_lab", "safepage"})


def main(arguments: Sequence[str]) -> int:
    """Judge the items in the current folder, and write a line about each into a report."""
    report, original, *wanted = arguments
    folder = Path.cwd()
    only = OnlyWhatTravels(folder, Path(original))
    sys.meta_path.insert(0, only)
    sys.addaudithook(only.hear)
    make_importable(folder)
    for item in wanted:
        only.asked.clear()
        found = judged(items()[item], folder).to_json() | {"item": item, "absent": list(dict.fromkeys(only.asked))}
        with Path(report).open("a", encoding="utf-8") as file:
            file.write(json.dumps(found) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
