"""Builds the site: `make site`, or `python website/build.py [FOLDER]`. Without a folder it comes out in dist/site.

The notebooks are those of the reading edition, executed once more so that what moves in them can move without a kernel:
widgets become films (`word2vec_lab.widgets.film`), explorers become pages of their own. Sphinx does the rest.
"""

import json
import re
import shutil
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from sphinx.cmd.build import build_main

from classroom.course import find_course
from classroom.editions.reading import reading_edition
from safepage import mathematics
from word2vec_lab.edition import SITE
from word2vec_lab.widgets import film, page

HERE = Path(__file__).parent
OUT = HERE.parent / "dist" / "site"
SCRIPT = "alive.js"

ON_THE_FIRST_PAGE = ("1_softmax.ipynb", "window")
"""The cell whose widget moves on the first page: one that asks for no guess before."""

TO_A_CELL = re.compile(rb"(\d_\w+)\.ipynb#cell-id=[\w-]+")
"""The scoreboard's links lead to a cell in JupyterLab; here, to its page."""


def shown(notebooks: Mapping[str, bytes], notebook: str, cell: str) -> str:
    """What the cell of an executed notebook shows, as HTML."""
    [found] = [one for one in json.loads(notebooks[notebook])["cells"] if one["id"] == cell]
    return "".join(found["outputs"][0]["data"]["text/html"])


def main(out: Path) -> int:
    """Build it in `out`; returns what Sphinx ends with: 0, or another number after a warning."""
    course = find_course(HERE)
    with tempfile.TemporaryDirectory() as scratch:
        pages, alive = Path(scratch) / "pages", Path(scratch) / "alive"
        shutil.copytree(HERE, pages, ignore=shutil.ignore_patterns("build.py", "__pycache__"))
        alive.mkdir()
        environment = {**course.reading_environment, SITE: str(alive)}
        notebooks = reading_edition(replace(course, reading_environment=environment))
        for name, content in notebooks.items():
            (pages / name).write_bytes(TO_A_CELL.sub(rb"\1.html", content))
        first = pages / "index.md"
        first.write_text(first.read_text(encoding="utf-8").replace("ALIVE", shown(notebooks, *ON_THE_FIRST_PAGE)))
        static = pages / "_static"
        (static / SCRIPT).write_text(film.script(), encoding="utf-8")
        (static / "fonts.css").write_text(f"{mathematics.style()}\n{page.style()}", encoding="utf-8")
        shutil.rmtree(out, ignore_errors=True)
        # Every warning is an error: a link that leads nowhere, a formula that cannot be read.
        kept = str(Path(scratch) / "doctrees")  # what Sphinx remembers for a next build, this machine's paths included
        ended = int(build_main(["-q", "-W", "--keep-going", "-b", "html", "-d", kept, str(pages), str(out)]))
        shutil.copytree(alive, out, dirs_exist_ok=True)
    if not ended:
        print(f"The site is in {out}. Open {out / 'index.html'}.")
    return ended


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).absolute() if len(sys.argv) > 1 else OUT))
