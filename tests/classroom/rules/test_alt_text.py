"""Every picture has words: courses in which one has none."""

import pytest
from finding import found, write_outputs
from minicourse import MiniCourse

from classroom.rules.alt_text import html_lacks_words, pictures_without_words


@pytest.mark.parametrize("text", ["![](a.png)", "![ ](a.png)", '<img src="a.png">', "<img alt='' src='a.png'>"])
def test_a_picture_without_words_in_the_text_is_found(mini: MiniCourse, text: str) -> None:
    mini.edit("2_sums", "sums", "Try it.", text)
    assert found(pictures_without_words, mini) == [
        "source/sums/2_sums.ipynb, cell sums: A picture in the text has no alt text."
    ]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ({"text/html": "<div><img src='data:,'></div>"}, "A picture in the output has no alt text."),
        ({"text/html": "<svg><path d=''/></svg>"}, "A picture in the output has no alt text."),
        ({"text/markdown": "![](a.png)"}, "A picture in the output has no alt text."),
        ({"image/png": "AAAA"}, "The output is a bare image/png, which can carry no alt text."),
        ({"image/svg+xml": "<svg/>"}, "The output is a bare image/svg+xml, which can carry no alt text."),
    ],
)
def test_a_picture_without_words_in_an_output_is_found(built: MiniCourse, data: dict[str, str], what: str) -> None:
    outputs = [{"output_type": "display_data", "data": data, "metadata": {}}]
    write_outputs(built.course.reading / "2_sums.ipynb", "double", outputs)
    assert found(pictures_without_words, built) == [f"notebooks/2_sums.ipynb, cell double: {what}"]


@pytest.mark.parametrize(
    "html",
    [
        '<img src="a.png" alt="where a > b">',
        '<svg role="img" aria-label="a curve"></svg>',
        '<svg aria-hidden="true"></svg>',
        "<svg><title>a curve</title></svg>",
        "<p>no picture</p>",
    ],
)
def test_pictures_with_words_are_fine(html: str) -> None:
    assert not html_lacks_words(html)


def test_the_title_of_one_drawing_does_not_name_the_next() -> None:
    assert html_lacks_words("<svg></svg><title>late</title>")
