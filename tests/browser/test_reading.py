"""Reading written answers with mouse and keys: a made-up class, the real command, a real browser."""

import contextlib
import json
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from nbgrader.api import Gradebook
from playwright.sync_api import Browser, Page, expect
from written_class import write_class

pytestmark = pytest.mark.slow

STUDENTS = 40
ASSIGNMENT = "word2vec"
MOVED = """title => document.getElementById('answer-title').innerText !== title
  || document.getElementById('message').innerText.includes('Nothing is left')"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("made") / "course"
    write_class(root, STUDENTS)
    return root


@pytest.fixture
def course(made: Path, tmp_path: Path) -> Path:
    """A class of one's own that nobody has read."""
    root = tmp_path / "course"
    shutil.copytree(made, root)
    return root


@contextmanager
def reading(root: Path, item: str) -> Iterator[str]:
    """Run `classroom read` and give the address that it prints."""
    command = [sys.executable, "-m", "classroom", "--course", str(root), "read", item, "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            said = (re.search(r"http://\S+", line) for line in process.stdout)
            yield next(found[0] for found in said if found)
        finally:
            process.terminate()
            assert process.wait(20) == 0


def opened(browser: Browser, address: str, **settings: Any) -> Page:
    """The page of a reader of its own, when the first card is there. What goes wrong in it fails the test."""
    page = browser.new_context(viewport={"width": 1280, "height": 850}, **settings).new_page()
    page.on("pageerror", lambda error: pytest.fail(f"the page raised {error}"))
    page.goto(address)
    expect(page.locator("#answer-title")).to_contain_text("card")
    return page


def card(page: Page, number: int) -> None:
    """Wait until that card is open."""
    expect(page.locator("#answer-title")).to_contain_text(f"(card {number} of")


def grades(root: Path, item: str) -> dict[str, tuple[float | None, bool, str | None]]:
    """What nbgrader has: points by hand, whether it waits, the comment by hand."""
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}", ASSIGNMENT) as gradebook:
        return {
            submission.student_id: (grade.manual_score, grade.needs_manual_grade, comment.manual_comment)
            for submission in gradebook.assignment_submissions(ASSIGNMENT)
            for notebook in submission.notebooks
            for grade in notebook.grades
            for comment in notebook.comments
            if grade.name == comment.name == item
        }


def test_a_question_is_read_with_keys_alone(browser: Browser, course: Path, pictures: Path) -> None:
    with reading(course, "q1b2") as address:
        page = opened(browser, address)
        assert "token" not in page.url
        page.screenshot(path=pictures / "read-empty.png")
        expect(page.locator("#answer-title")).to_contain_text("with nothing in them")
        page.keyboard.press("Enter")
        card(page, 2)
        expect(page.locator("#message")).to_contain_text("Saved: 0 points for")
        expect(page.locator("#answer-title")).to_be_focused()

        # A line, and the line that stands for less of it; a comment that is typed, and then used again.
        page.keyboard.press("1")
        expect(page.locator("#points")).to_have_value("1")
        page.keyboard.press("2")
        expect(page.locator("#points")).to_have_value("0.5")
        page.keyboard.press("c")
        page.keyboard.type("Sufficient, not 1 necessary.")
        page.screenshot(path=pictures / "read-answer.png")
        page.keyboard.press("Control+Enter")
        card(page, 3)
        page.keyboard.press("f")
        page.keyboard.press("Shift+Digit1")
        expect(page.locator("#comment")).to_have_value("Sufficient, not 1 necessary.")
        page.keyboard.press("Shift+Digit1")
        expect(page.locator("#comment")).to_have_value("")

        # What is chosen and not saved is still there when one comes back.
        page.keyboard.press("ArrowRight")
        card(page, 4)
        page.keyboard.press("ArrowLeft")
        card(page, 3)
        expect(page.locator("#points")).to_have_value("1")
        expect(page.locator("#standing")).to_contain_text("not saved yet")

        # Points by number; none at all are refused, and nothing is lost.
        page.keyboard.press("p")
        page.keyboard.type("7")
        page.keyboard.press("Control+Enter")
        expect(page.locator("#message")).to_contain_text("it must be a number from 0 to 1")
        expect(page.locator("#points")).to_have_value("7")
        page.keyboard.press("Escape")
        page.keyboard.press("0")
        page.keyboard.press("Enter")
        expect(page.locator("#message")).to_contain_text("Saved: 0 points")

        page.keyboard.press("u")
        expect(page.locator("#message")).to_contain_text("Undone")
        card(page, 3)
        page.keyboard.press("u")
        card(page, 2)
        found = grades(course, "q1b2").values()
        assert not [points for points, _, _ in found if points == 0.5]
        assert all(not waits and comment for points, waits, comment in found if points == 0)

        page.keyboard.press("Shift+?")
        expect(page.locator("#keys")).to_be_visible()
        page.keyboard.press("Escape")
        page.keyboard.press("m")
        expect(page.locator("#model .paper")).to_be_visible()

        # Down to the last one.
        for _ in range(STUDENTS):
            if "Nothing is left" in page.inner_text("#message"):
                break
            title = page.inner_text("#answer-title")
            page.keyboard.press("1")
            page.keyboard.press("Enter")
            page.wait_for_function(MOVED, arg=title)
        assert page.inner_text("#progress-words").startswith(f"{STUDENTS} of {STUDENTS} read, 0 left")
        assert not [
            student for student, (points, waits, _) in grades(course, "q1b2").items() if waits or points is None
        ]
        # Nothing that a student wrote ran.
        assert page.title() != "ran"


def test_a_question_is_read_with_the_mouse_alone(browser: Browser, course: Path) -> None:
    with reading(course, "q1a") as address:
        page = opened(browser, address)
        page.click("#next")
        card(page, 2)
        page.click("#lines button >> nth=0")
        page.click("#lines button >> nth=1")
        expect(page.locator("#points")).to_have_value("2")
        # The click has not taken Enter for itself.
        page.keyboard.press("Enter")
        expect(page.locator("#message")).to_contain_text("Saved: 2 points")
        page.click("#undo")
        card(page, 2)
        expect(page.locator("#points")).to_have_value("")
        page.click("#names")
        expect(page.locator("#answer")).to_contain_text("First")
        page.click("#names")
        expect(page.locator("#answer")).not_to_contain_text("First")
        assert "First" not in page.inner_text("body")
        page.click("text=All questions")
        expect(page.locator("tbody tr")).to_have_count(12)


def test_nearly_equal_answers_count_only_when_they_are_ticked(browser: Browser, course: Path, pictures: Path) -> None:
    with reading(course, "q1b2") as address:
        page = opened(browser, address)
        while not page.locator("#near").is_visible():
            title = page.inner_text("#answer-title")
            page.keyboard.press("ArrowRight")
            expect(page.locator("#answer-title")).not_to_have_text(title)
        near = page.locator("#near input")
        assert near.evaluate_all("boxes => boxes.some(box => box.checked)") is False
        page.keyboard.press("a")
        assert near.evaluate_all("boxes => boxes.every(box => box.checked)") is True
        said = page.inner_text("#message")
        assert said.startswith("1 text that differs" if near.count() == 1 else f"{near.count()} texts that differ a")
        expect(page.locator("#standing")).to_contain_text("nearly the same")
        page.screenshot(path=pictures / "read-near.png")
        assert page.locator("#near ins, #near del").count() > 0
        page.keyboard.press("1")
        page.keyboard.press("Enter")
        expect(page.locator("#progress-words")).to_contain_text("as nearly equal")


def test_two_readers_at_one_question(browser: Browser, course: Path) -> None:
    with reading(course, "q1b2") as one, reading(course, "q1b2") as two:
        first, second = opened(browser, one), opened(browser, two)
        # What the first has open is left to it. Both can look at one card all the same, and are told.
        card(first, 1)
        card(second, 2)
        first.keyboard.press("ArrowRight")
        card(first, 2)
        expect(first.locator("#standing")).to_contain_text("Somebody else has this card open too.")
        first.keyboard.press("1")
        first.keyboard.press("Enter")
        expect(first.locator("#message")).to_contain_text("Saved")
        before = grades(course, "q1b2")

        second.keyboard.press("2")
        second.keyboard.press("c")
        second.keyboard.type("Mine.")
        second.keyboard.press("Control+Enter")
        expect(second.locator("#message")).to_contain_text("nothing of yours was written")
        expect(second.locator("#standing")).to_contain_text("1 point")
        expect(second.locator("#comment")).to_have_value("Mine.")
        assert grades(course, "q1b2") == before

        # Having seen it, the second one may still decide otherwise; and then the first cannot undo what is not theirs.
        second.keyboard.press("Control+Enter")
        expect(second.locator("#message")).to_contain_text("Saved: 0.5 points")
        first.keyboard.press("u")
        expect(first.locator("#message")).to_contain_text("it was not taken back")
        assert "Mine." in {comment for _, _, comment in grades(course, "q1b2").values()}


def test_two_readers_who_go_on_do_not_meet(browser: Browser, course: Path) -> None:
    with reading(course, "q1b2") as one, reading(course, "q1b2") as two:
        pages = [opened(browser, one), opened(browser, two)]
        card(pages[1], 2)
        for _ in range(5):
            for page in pages:
                title = page.inner_text("#answer-title")
                page.keyboard.press("0")
                page.keyboard.press("Enter")
                expect(page.locator("#answer-title")).not_to_have_text(title)
                expect(page.locator("#message")).to_contain_text("Saved")
                expect(page.locator("#standing")).not_to_contain_text("Somebody else")
        assert pages[0].inner_text("#answer-title") != pages[1].inner_text("#answer-title")


def test_a_page_that_found_the_gradebook_in_use_goes_on_by_itself(browser: Browser, course: Path) -> None:
    with reading(course, "q1b2") as address:
        with contextlib.closing(sqlite3.connect(course / "gradebook.db", isolation_level=None)) as held:
            held.execute("begin exclusive")
            page = browser.new_context().new_page()
            # The page itself needs the gradebook for nothing; what it then asks for does.
            page.goto(address)
            expect(page.locator("#message")).to_contain_text("in use by another program")
        expect(page.locator("#answer-title")).to_contain_text("(card 1 of")
        expect(page.locator("#message")).to_be_empty()


def test_it_says_when_the_command_has_ended_and_keeps_what_is_chosen(browser: Browser, course: Path) -> None:
    with reading(course, "q1b2") as address:
        page = opened(browser, address)
        page.keyboard.press("ArrowRight")
        card(page, 2)
        page.keyboard.press("1")
    page.keyboard.press("Enter")
    expect(page.locator("#message")).to_contain_text("does not answer. Is it still running?")
    expect(page.locator("#points")).to_have_value("1")


def test_what_is_chosen_is_seen_where_the_system_chooses_the_colours(browser: Browser, course: Path) -> None:
    with reading(course, "q1b2") as address:
        page = opened(browser, address, forced_colors="active")
        page.keyboard.press("ArrowRight")
        card(page, 2)
        page.keyboard.press("1")
        colours = page.locator("#lines button").evaluate_all(
            "buttons => buttons.map(button => getComputedStyle(button).backgroundColor)"
        )
        assert colours[0] != colours[1]


def test_there_is_nothing_in_the_way_of_anybody(browser: Browser, course: Path, pictures: Path) -> None:
    with reading(course, "q1b1-derivation") as address:
        for scheme in ("light", "dark"):
            page = opened(browser, address, color_scheme=scheme, bypass_csp=True)
            for _ in range(3):
                assert problems(page) == []
                page.keyboard.press("ArrowRight")
            page.keyboard.press("1")
            assert problems(page) == []
            page.keyboard.press("Tab")
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
            assert outline == "3px"
            # As at twice the size.
            page.set_viewport_size({"width": 640, "height": 425})
            assert problems(page) == []
            page.screenshot(path=pictures / f"read-zoomed-{scheme}.png")
            assert page.evaluate("document.documentElement.scrollWidth") <= 640
            page.click("text=All questions")
            assert problems(page) == []


def problems(page: Page) -> list[str]:
    """What axe-core finds."""
    found: dict[str, Any] = Axe().run(page).response
    return [json.dumps([one["id"], one["nodes"][0]["target"]]) for one in found["violations"]]
