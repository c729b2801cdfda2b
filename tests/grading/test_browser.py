"""Nothing that a student wrote or printed runs in a browser: on the feedback page, and in Formgrader.

The test looks at what the page did, not at what is in it: a script that ran would have left a mark on the window, or
asked the server for /ran-NAME.
"""

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from browser.lab import browse, find_chromium, serve
from nbgrader.api import Gradebook
from playwright.sync_api import Page

from grading.arena import COURSE_ID, grade_class
from grading.cases import ALL
from grading.course import ASSIGNMENT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(find_chromium() is None, reason="there is no Chromium on this machine"),
]

SHOWN = [
    case
    for case in ALL
    if "markup" in case.name
    or case.name
    in (
        "covers-the-page",
        "looks-like-the-grader",
        "pasted-pages",
        "picture-bombs",
        "slow-code",
        "slow-text",
        "z-plain-one",
    )
]
# The headings of graded cells, where the scores stand, that a click does not reach.
COVERED = """() => [...document.querySelectorAll('.nbgrader_cell .panel-heading')].filter(heading => {
  heading.scrollIntoView({block: 'center'});
  const box = heading.getBoundingClientRect();
  return !heading.contains(document.elementFromPoint(box.x + 30, box.y + box.height / 2));
}).length"""


class Watched:
    """A page, and everything that it asked for."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.asked: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("dialog", lambda dialog: dialog.dismiss())

    def open(self, address: str) -> None:
        """Open a page, press what can be pressed, and wait for what may come late."""
        self.asked.clear()
        self.page.goto(address)
        for link in self.page.locator("a:text-is('click'), details summary").all()[:5]:
            link.click(timeout=2000, no_wait_after=True, force=True)
        self.page.wait_for_timeout(300)

    def ran(self) -> list[str]:
        """The traces of a script."""
        marks = self.page.evaluate("[document.title, String(window.ran ?? ''), String(window.x ?? '')]")
        return [text for text in [*marks, *self.asked] if re.search(r"ran-|harm-", text)] + [m for m in marks[1:] if m]


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return grade_class(tmp_path_factory.mktemp("shown"), SHOWN, stock=False, timeout=900).course


def test_nothing_runs_on_the_feedback_page(graded: Path) -> None:
    pages = sorted(graded.glob("feedback/*/*/*.html"))
    assert len(pages) >= len(SHOWN)
    with browse() as browser:
        watched = Watched(browser.new_page())
        for page in pages:
            watched.open(page.as_uri())
            assert watched.ran() == [], page
            # The page holds all that it shows.
            assert [url for url in watched.asked if not url.startswith(("file:", "data:"))] == [], page
            assert watched.page.locator("script").count() == 0
            assert watched.page.evaluate(COVERED) == 0, page


def test_a_thing_that_lies_over_others_would_have_been_noticed(graded: Path) -> None:
    (page,) = graded.glob("feedback/covers-the-page/*/1_numbers.html")
    with browse() as browser:
        watched = Watched(browser.new_page())
        watched.open(page.as_uri())
        watched.page.add_style_tag(content="* { contain: none !important; overflow: visible !important }")
        assert watched.page.evaluate(COVERED) > 0


def test_a_script_would_have_been_noticed(tmp_path: Path) -> None:
    from grading.showing import MARKUP

    page = tmp_path / "open.html"
    page.write_text(f"<html><body>{MARKUP[0].replace('CASE', 'control')}</body></html>")
    with browse() as browser:
        watched = Watched(browser.new_page())
        watched.open(page.as_uri())
        assert watched.ran()


def test_nothing_runs_in_formgrader(graded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Formgrader takes the folder it is started in for the course.
    monkeypatch.chdir(graded)
    with Gradebook(f"sqlite:///{graded / 'gradebook.db'}", COURSE_ID) as gradebook:
        ids = [notebook.id for case in SHOWN for notebook in gradebook.find_submission(ASSIGNMENT, case.name).notebooks]
    with serve(graded, tmp_path) as server, browse() as browser:
        watched = Watched(browser.new_page())
        watched.open(f"{server.url}/formgrader/manage_assignments?token={server.token}")
        for place in [f"gradebook/{ASSIGNMENT}", f"manage_submissions/{ASSIGNMENT}", "manage_students",
                      *(f"submissions/{quote(name)}/" for name in ids)]:  # fmt: skip
            watched.open(f"{server.url}/formgrader/{place}")
            assert watched.ran() == [], place
            assert "Sorry, the formgrader" not in watched.page.inner_text("body"), place
            assert watched.page.evaluate(COVERED) == 0, place
            foreign = [url for url in watched.asked if not url.startswith((server.url, "data:"))]
            assert foreign == [], place
        # Not because there was nothing to see: the score of an item can be typed in.
        assert watched.page.locator("input.score").count() > 0
