"""Every picture has words: who cannot see it, or reads where it does not load, still learns what it shows."""

import re
from html.parser import HTMLParser

from nbformat import NotebookNode

from classroom.course import Course
from classroom.rules.cells import reading_cells, source_cells
from classroom.rules.problems import Problem

MARKDOWN_PICTURE_WITHOUT_WORDS = re.compile(r"!\[\s*\]\(")
ADVICE = "Give it an alt text that says what the picture shows."


def pictures_without_words(course: Course) -> list[Problem]:
    """Pictures in the text of the source and in the outputs of the reading edition that have no alt text."""
    problems = [
        Problem(where, "A picture in the text has no alt text.", ADVICE)
        for where, cell in source_cells(course)
        if cell.cell_type == "markdown" and _lacks_words_in_markdown(cell.source)
    ]
    for where, cell in reading_cells(course):
        what = _output_without_words(cell)
        if what:
            problems.append(Problem(where, what, ADVICE))
    return problems


def _lacks_words_in_markdown(source: str) -> bool:
    return bool(MARKDOWN_PICTURE_WITHOUT_WORDS.search(source)) or html_lacks_words(source)


def _output_without_words(cell: NotebookNode) -> str:
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        # The notebook format has no place for the alt text of such an output: it must come with HTML that has one.
        bare = next((mime for mime in data if mime.startswith("image/")), None)
        if bare and "<img" not in data.get("text/html", ""):
            return f"The output is a bare {bare}, which can carry no alt text."
        if html_lacks_words(data.get("text/html", "")) or _lacks_words_in_markdown(data.get("text/markdown", "")):
            return "A picture in the output has no alt text."
    return ""


def html_lacks_words(html: str) -> bool:
    """Whether the HTML has an <img> without alt text, or an <svg> that is neither labelled nor hidden."""
    parser = _Pictures()
    parser.feed(html)
    parser.close()
    return parser.unlabelled_images > 0 or parser.unlabelled_drawings > 0


class _Pictures(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.unlabelled_images = 0
        self.unlabelled_drawings = 0
        self._waiting_for_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "img" and not (attributes.get("alt") or "").strip():
            self.unlabelled_images += 1
        if tag == "svg" and not _labelled(attributes):
            self.unlabelled_drawings += 1
            self._waiting_for_title = True
        if tag == "title" and self._waiting_for_title:
            self.unlabelled_drawings -= 1
            self._waiting_for_title = False

    def handle_endtag(self, tag: str) -> None:
        if tag == "svg":
            self._waiting_for_title = False


def _labelled(attributes: dict[str, str | None]) -> bool:
    named = any((attributes.get(name) or "").strip() for name in ("aria-label", "aria-labelledby"))
    return named or attributes.get("aria-hidden") == "true"
