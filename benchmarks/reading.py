"""Measures what the machine takes of a reader's time: `classroom read` beside Formgrader, on one class in one run.

    python benchmarks/reading.py

A made-up class of two hundred has answered the written items. A program reads one of them with keys alone and never
thinks: it looks whether an answer is there, presses the keys of a decision, and waits for the next. With `classroom
read` that is the whole class. With Formgrader it is some of it, because a page of Formgrader is a whole notebook and
takes long: the points are typed, the comment too, and the next submission is asked for. So what is left of a reader's
time, the reading, is not in these figures; equal answers are read once in the one and each by itself in the other.

The table goes to the terminal, the figures to benchmarks/results/reading.json. It takes some minutes.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests")]

from browser.lab import browse, serve
from nbgrader.api import Gradebook
from playwright.sync_api import Page, expect
from written_class import write_class

from classroom.course import load_course

RESULTS = ROOT / "benchmarks" / "results" / "reading.json"
ASSIGNMENT = "word2vec"
COMMENT = "It is sufficient, and not necessary."
MOVED = """title => document.getElementById('answer-title').innerText !== title
  || document.getElementById('message').innerText.includes('Nothing is left')"""


class Keys:
    """A keyboard that counts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pressed = 0

    def press(self, *keys: str) -> None:
        """Press one key after the other."""
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def type(self, text: str) -> None:
        """Type a text."""
        self.page.keyboard.type(text)
        self.pressed += len(text)


@contextmanager
def reading(root: Path, item: str) -> Iterator[str]:
    """Run `classroom read` and give its address."""
    command = [sys.executable, "-m", "classroom", "--course", str(root), "read", item, "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield next(found[0] for line in process.stdout if (found := re.search(r"http://\S+", line)))
        finally:
            process.terminate()


def with_classroom_read(page: Page, root: Path, item: str, students: int) -> dict[str, Any]:
    """Read the whole class: every third card gets a comment, and what is nearly the same gets the same."""
    with reading(root, item) as address:
        began = time.monotonic()
        page.goto(address)
        expect(page.locator("#answer-title")).to_contain_text("card")
        opening = time.monotonic() - began
        keys, cards, waited = Keys(page), 0, list[float]()
        began = time.monotonic()
        while "Nothing is left" not in page.inner_text("#message"):
            title = page.inner_text("#answer-title")
            if page.locator("#near").is_visible():
                keys.press("a")
            if page.locator("#rubric").is_visible():
                keys.press("1")
                if cards == 1:
                    keys.press("c")
                    keys.type(COMMENT)
                    keys.press("Escape")
                elif cards % 3 == 0:
                    keys.press("Shift+Digit1")
            since = time.monotonic()
            keys.press("Enter")
            page.wait_for_function(MOVED, arg=title)
            waited.append(time.monotonic() - since)
            cards += 1
        seconds = time.monotonic() - began
        words = page.inner_text("#progress-words")
    assert words.startswith(f"{students} of {students} read"), words
    return {
        "with": "classroom read",
        "answers": students,
        "shown": cards,
        "page_loads": 1,
        "keys": keys.pressed,
        "seconds": round(seconds, 1),
        "seconds_to_open": round(opening, 2),
        "seconds_from_saving_to_the_next": round(sorted(waited)[len(waited) // 2], 3),
        "longest": round(max(waited), 3),
    }


def with_formgrader(page: Page, root: Path, scratch: Path, item: str, some: int) -> dict[str, Any]:
    """Give points, and to each third a comment, in so many submissions; go to the next by Formgrader's own link."""
    notebook = next(one.notebook for one in load_course(root).items if one.id == item)
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}", ASSIGNMENT) as gradebook:
        first = min(str(one.id) for one in gradebook.find_notebook(notebook, ASSIGNMENT).submissions)
    loads = 0

    def count(_frame: object) -> None:
        nonlocal loads
        loads += 1

    os.chdir(root)  # Formgrader takes the folder in which it is started for the course
    with serve(root, scratch) as server:
        place = f"{server.url}/formgrader/submissions"
        page.goto(f"{server.url}/formgrader/manage_assignments?token={server.token}")  # which lets the browser in
        page.goto(f"{place}/{first}/")
        page.on("domcontentloaded", count)
        keys, waited = Keys(page), list[float]()
        began = time.monotonic()
        for number in range(some):
            here = re.findall(r"submissions/([0-9a-f]+)", page.url)[0]
            score = page.locator(f"[id='{item}']")
            expect(score).to_be_visible(timeout=60_000)
            page.wait_for_function("id => document.getElementById(id).placeholder !== ''", arg=f"{item}-comment")
            score.click()
            with page.expect_response(re.compile("api/grade")):
                keys.type("1")
                keys.press("Tab")
            if number % 3 == 0:
                with page.expect_response(re.compile("api/comment")):
                    page.locator(f"[id='{item}-comment']").click()
                    keys.type(COMMENT)
                    keys.press("Tab")
            since = time.monotonic()
            page.goto(f"{place}/{here}/next")
            keys.pressed += 1  # Control-. asks for the next
            waited.append(time.monotonic() - since)
        seconds = time.monotonic() - began
    return {
        "with": "Formgrader",
        "answers": some,
        "shown": some,
        "page_loads": loads,
        "keys": keys.pressed,
        "seconds": round(seconds, 1),
        "seconds_from_saving_to_the_next": round(sorted(waited)[len(waited) // 2], 3),
        "longest": round(max(waited), 3),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--students", type=int, default=200)
    parser.add_argument("--formgrader", type=int, default=20, metavar="N", help="answers that are graded in Formgrader")
    parser.add_argument("--item", default="q1b2")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, browse() as browser:
        scratch = Path(folder).resolve()
        root = scratch / "course"
        write_class(root, chosen.students)
        page = browser.new_page(viewport={"width": 1280, "height": 850})
        beside = with_formgrader(page, root, scratch / "jupyter", chosen.item, chosen.formgrader)
        again = scratch / "again"
        write_class(again, chosen.students)
        ours = with_classroom_read(page, again, chosen.item, chosen.students)
    for row in (ours, beside):
        row["seconds_for_each_answer"] = round(row["seconds"] / row["answers"], 3)
        print("  ".join(f"{key}: {value}" for key, value in row.items()))
    RESULTS.write_text(json.dumps({"item": chosen.item, "runs": [ours, beside]}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
