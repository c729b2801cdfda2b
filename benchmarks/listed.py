"""Reads the lists of answers that fairness is measured on: benchmarks/answers/ITEM/right.py and wrong.py.

A list is a Python file in cells. A line `# %% NAME` opens an answer; comment lines below it say what it is:

    # style: one_hot vector and an outer product          a right answer
    # costs: loop                                         ... with an announced cost
    # mistake: the sum runs over the wrong axis           a wrong answer
    # parts: loss, gradCenterVec                          ... and what of it is wrong

Whoever writes such a list has not seen the checks, their tables of mistakes or the answers that the tests hand in.
"""

import re
from dataclasses import dataclass
from pathlib import Path

LISTS = Path(__file__).parent / "answers"


@dataclass(frozen=True)
class Listed:
    """One answer of a list; `verdict` is "right" or "wrong", and `about` what its comment lines say."""

    item: str
    verdict: str
    name: str
    source: str
    about: dict[str, str]

    @property
    def place(self) -> str:
        """Where it stands, for a message."""
        return f"{self.item}/{self.verdict}.py, {self.name}"


def read_lists(lists: Path = LISTS) -> list[Listed]:
    """All answers of all lists."""
    return [answer for path in sorted(lists.glob("*/*.py")) for answer in read_list(path)]


def read_list(path: Path) -> list[Listed]:
    """The answers of one file, in its order."""
    _, *cells = re.split(r"^# %% ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    found = []
    for cell in cells:
        name, _, source = cell.partition("\n")
        about = dict(re.findall(r"^# (style|costs|mistake|parts): (.*)$", source, flags=re.MULTILINE))
        found.append(Listed(path.parent.name, path.stem, name.strip(), source.strip() + "\n", about))
    return found
