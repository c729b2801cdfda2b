"""The report and the feedback's first page in a real browser: clean to axe-core, and nothing is refused or fetched."""

from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser.lab import browse, find_chromium
from gradedcourse import GradedCourse
from playwright.sync_api import ConsoleMessage, Request

from classroom.course import Course
from classroom.reporting.report import write_report

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(find_chromium() is None, reason="there is no Chromium on this machine"),
]

SHOWN: tuple[tuple[int, Literal["light", "dark"]], ...] = ((1280, "light"), (360, "light"), (1280, "dark"))


def faults(path: Path) -> list[str]:
    """What axe-core and the console say of a page with everything folded out, and what sticks out.

    It is looked at wide and narrow, light and dark.
    """
    said: list[str] = []

    def asked(request: Request) -> None:
        if request.url != path.as_uri():
            said.append(request.url)

    def told(message: ConsoleMessage) -> None:
        said.append(message.text)

    with browse() as browser:
        for width, scheme in SHOWN:
            page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
            page.on("console", told)
            page.on("request", asked)
            page.goto(path.as_uri())
            page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
            if page.evaluate("document.documentElement.scrollWidth") > width:
                said.append(f"wider than {width}")
            said += [violation["id"] for violation in Axe().run(page).response["violations"]]
            page.close()
    return said


def test_everybody_can_read_the_report(classes: Course) -> None:
    write_report(classes)
    assert faults(classes.root / "reports" / "sums.html") == []


def test_the_bars_are_seen_where_the_system_chooses_the_colours(classes: Course) -> None:
    write_report(classes)
    with browse() as browser:
        page = browser.new_page(forced_colors="active", color_scheme="dark")
        page.goto((classes.root / "reports" / "sums.html").as_uri())
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        for bar, colour in ((".bar", "backgroundColor"), ("svg rect", "fill")):
            shown = page.locator(bar).first.evaluate(f"bar => getComputedStyle(bar).{colour}")
            assert (shown, ground) == ("rgb(255, 255, 255)", "rgb(0, 0, 0)")


def test_everybody_can_read_the_first_page_of_the_feedback(classes: Course, graded: GradedCourse) -> None:
    assert faults(graded.give_feedback("bob") / "index.html") == []


def test_a_page_that_not_everybody_can_read_would_have_been_noticed(tmp_path: Path) -> None:
    page = tmp_path / "bad.html"
    page.write_text("<html><body><img src='http://127.0.0.1:9/x.png'><p style='width:2000px'>x</p></body></html>")
    said = " ".join(faults(page))
    for fault in ("image-alt", "document-title", "wider than 360", "x.png"):
        assert fault in said
