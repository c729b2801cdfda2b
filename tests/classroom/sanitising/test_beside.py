"""A picture that was handed in as a file is shown below the answer that it belongs to, with what it says of itself."""

import io

import pytest
from gradedcourse import GradedCourse
from grading.course import RIGHT
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from classroom.notebooks import grade_id, read_notebook
from safepage.markdown import render
from safepage.pictures import Album


def png(says: str = "") -> bytes:
    carried = PngInfo()
    if says:
        carried.add_text("Description", says)
    buffer = io.BytesIO()
    Image.new("L", (3, 3)).save(buffer, "png", pnginfo=carried)
    return buffer.getvalue()


@pytest.fixture
def course(course: GradedCourse) -> GradedCourse:
    course.config.SubmissionExporter.pictures = {"why": "plot.png", "not-there": "other.png"}
    return course


def below(course: GradedCourse, answer: str = "Two clusters.", plot: bytes | None = None) -> tuple[str, str]:
    """The cell below the answer `why` as it is graded, and what a page shows of it."""
    folder = course.hand_in("ann", **RIGHT, why=answer)
    if plot is not None:
        (folder / "plot.png").write_bytes(plot)
    course.grade()
    for path in sorted(course.graded("ann").glob("*.ipynb")):
        cells = read_notebook(path).cells
        for place, cell in enumerate(cells):
            if grade_id(cell) == "why":
                source = cells[place + 1].source if place + 1 < len(cells) else ""
                return source, render(source, Album({}, course.graded("ann"))).html
    raise AssertionError("the answer is not there")


def test_a_picture_is_shown_and_says_what_it_is(course: GradedCourse) -> None:
    source, page = below(course, plot=png("A <b>whole</b> run."))
    assert source == "**`plot.png`**, as it was handed in beside the notebooks:\n\n![plot.png](plot.png)"
    assert '<img src="data:image/png;base64,' in page
    assert "What the picture says of itself: A &lt;b&gt;whole&lt;/b&gt; run." in page
    assert (course.graded("ann") / "plot.png").is_file(), "so that the feedback shows it too"


@pytest.mark.slow
def test_a_picture_that_says_nothing_is_shown_and_that_is_said(course: GradedCourse) -> None:
    source, page = below(course, plot=png())
    assert source.endswith("*The picture does not say where it comes from.*")
    assert "What the picture says" not in page


@pytest.mark.slow
@pytest.mark.parametrize("plot", [None, b"GIF89a", b"\x89PNG\r\n\x1a\n"[:4]])
def test_a_picture_that_is_not_there_is_said_to_be_missing(course: GradedCourse, plot: bytes | None) -> None:
    source, page = below(course, plot=plot)
    assert source == "**`plot.png`** was not handed in beside the notebooks, or it is no picture that can be shown."
    assert "<img" not in page


@pytest.mark.slow
@pytest.mark.parametrize("says", ["", "A whole run."])
def test_an_answer_that_shows_the_picture_shows_it_once(course: GradedCourse, says: str) -> None:
    source, _ = below(course, "I see two clusters: ![](plot.png)", png(says))
    assert ("The picture does not say where it comes from." in source) == (not says)


def test_a_course_that_names_none_gets_no_cell(course: GradedCourse) -> None:
    course.config.SubmissionExporter.pictures = {}
    assert "plot.png" not in below(course, plot=png())[0]
