"""Lets a developer look at a notebook as a student sees it: pictures of every screenful, from a real JupyterLab.

    python tests/browser/look.py release/word2vec/1_softmax.ipynb pictures/ --run

opens a scratch copy of the notebook's folder, runs all cells if told so, and says where the pictures are, which cells
ended in an error, which mathematics was left raw, and what the page asked for outside this machine.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from browser.lab import Notebook, browse, serve


def main() -> int:
    """Take the pictures; 1 if a cell raised, mathematics stayed raw, the page failed or asked for a foreign address."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("notebook", type=Path, help="the notebook to open")
    parser.add_argument("out", type=Path, help="folder for the pictures")
    parser.add_argument("--run", action="store_true", help="run all cells first")
    parser.add_argument("--unfold", action="store_true", help="unfold the hints")
    parser.add_argument("--height", type=int, default=1400, help="height of a picture in pixels (default 1400)")
    parser.add_argument("--width", type=int, default=1100, help="width of a picture in pixels (default 1100)")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch, browse() as browser:
        folder = Path(scratch) / "course"
        shutil.copytree(wanted.notebook.resolve().parent, folder)
        with serve(folder, Path(scratch) / "jupyter") as server:
            name = wanted.notebook.name
            notebook = Notebook.open(browser, server, name, width=wanted.width, height=wanted.height)
            if wanted.run:
                notebook.run_all()
            if wanted.unfold:
                notebook.page.evaluate("document.querySelectorAll('details').forEach(hint => { hint.open = true; })")
            for path in notebook.pictures(wanted.out, wanted.notebook.stem):
                print(path)
            findings = {
                "a cell raised": notebook.errors_of_cells(),
                "mathematics left raw": notebook.raw_maths(),
                "asked for outside this machine": notebook.foreign,
                "the page failed": notebook.errors,
            }
    for title, details in findings.items():
        for detail in details:
            print(f"{title}: {detail}")
    return 1 if any(findings.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
