"""Tells which notebook of the assignment a file is, whatever the file is called.

A notebook is known by the ids of its cells first and by its name second: browsers make `2_sums (1).ipynb`, an LMS makes
`lovelaceada_123_456_2_sums-1.ipynb`, people make `final.ipynb`.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from classroom.sanitising.master import Master
from classroom.sanitising.reading import Cell

NOTEBOOK_ENDINGS = (".ipynb", ".ipynb.txt", ".ipynb.json")
OTHER_ENDINGS = (".json", ".txt", "")
"""A notebook that was saved under one of these is known by what it begins with."""
SNIFFED = 100_000
COPY = re.compile(r"(?:\s*\(\d+\)|[-_ ]+\d{1,2}|[-_ ]*(?:copy|kopie|copie|copia)(?:[-_ ]?\d*)?)$", re.IGNORECASE)
"""What browsers, systems, JupyterLab and LMSs put behind a name that was there before."""


def may_be_notebook(path: Path) -> bool:
    """Whether a file is called a notebook, links and other oddities included, or looks like one inside."""
    if path.name.lower().endswith(NOTEBOOK_ENDINGS):
        return True
    if path.suffix.lower() not in OTHER_ENDINGS or path.is_symlink() or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            start = file.read(SNIFFED)
    except OSError:
        return False
    return start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and b'"cell_type"' in start


def home(name: str, cells: Sequence[Cell], masters: Mapping[str, Master]) -> str:
    """The notebook of the assignment that a file of that name holds; "" for none.

    It is the one that most of its cells belong to.
    """
    counts = {
        notebook: len({marked.grade_id for cell in cells if (marked := master.identify(cell.grade_id, cell.cell_id))})
        for notebook, master in masters.items()
    }
    most = max(counts.values(), default=0)
    called = named(name, masters)
    if most == 0 or counts.get(called) == most:
        return called
    return max(counts, key=lambda notebook: counts[notebook])


def named(name: str, notebooks: Collection[str]) -> str:
    """The notebook whose name a file bears, but for its case and for what was put before and behind it; "" for none."""
    stem = stem_of(name).lower()
    while True:
        bearing = [notebook for notebook in notebooks if _ends_with(stem, notebook.lower())]
        if bearing:
            return max(bearing, key=len)
        shorter = COPY.sub("", stem)
        if shorter == stem:
            return ""
        stem = shorter


def stem_of(name: str) -> str:
    """A notebook's name without its ending."""
    lower = name.lower()
    place = lower.find(".ipynb")
    if place < 0:
        place = len(name) - next((len(end) for end in OTHER_ENDINGS if lower.endswith(end)), 0)
    return name[:place]


def _ends_with(stem: str, notebook: str) -> bool:
    before = stem.removesuffix(notebook)
    return stem.endswith(notebook) and (not before or not before[-1].isalnum())
