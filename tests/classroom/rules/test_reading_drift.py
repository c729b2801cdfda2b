"""The reading edition is what the source says, but for what rounding moves: courses in which it is not."""

import base64
import io

import nbformat
import numpy as np
import pytest
from finding import found, html_output, write_outputs
from minicourse import MiniCourse
from PIL import Image

from classroom.rules.reading_drift import notebook_differences, reading_drift, same_picture


@pytest.mark.slow
def test_a_reading_edition_that_is_older_than_the_source_is_found(built: MiniCourse) -> None:
    built.edit("1_start", "sums-a-start", "everything", "all")
    built.edit("2_sums", "double", "number + number", "2 * number")
    write_outputs(built.course.reading / "2_sums.ipynb", "double-check", html_output("4.0"))
    assert found(reading_drift, built) == [
        "notebooks/1_start.ipynb, cell sums-a-start: Its text is not what the source makes now.",
        "notebooks/2_sums.ipynb, cell double: Its text is not what the source makes now.",
        "notebooks/2_sums.ipynb, cell double-check: Its outputs or metadata are not what the source makes now.",
    ]


@pytest.mark.slow
def test_a_source_that_cannot_be_built_is_a_problem_of_the_edition(built: MiniCourse) -> None:
    built.edit("1_start", "1-1", "1 + 1", "1 / 0")
    [problem] = found(reading_drift, built)
    assert "1_start.ipynb, in cell 1-1" in problem


def png(pixels: np.ndarray) -> str:
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "png")
    return base64.b64encode(buffer.getvalue()).decode()


PLAIN = np.full((40, 60, 3), 200, dtype=np.uint8)


def changed(count: int, by: int) -> str:
    pixels = PLAIN.copy()
    pixels.reshape(-1, 3)[:count] -= np.uint8(by)
    return png(pixels)


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (changed(0, 0), True),
        (changed(2400, 20), True),
        (changed(8, 200), True),
        (changed(9, 200), False),
        (png(PLAIN[:-1]), False),
        ("bm90IGEgcGljdHVyZQ==", False),
        ("broken", False),
    ],
)
def test_pictures_may_differ_by_what_rounding_moves(other: str, same: bool) -> None:
    assert same_picture(png(PLAIN), other) is same


def picture_notebook(picture: str) -> str:
    html = f'<img alt="a plain" src="data:image/png;base64,{picture}">'
    cell = nbformat.v4.new_code_cell("1", id="a")
    cell.outputs = [
        nbformat.v4.new_output("display_data", data={"text/html": html}),
        nbformat.v4.new_output("display_data", data={"image/png": picture}),
    ]
    return str(nbformat.writes(nbformat.v4.new_notebook(cells=[cell])))


def test_pictures_are_compared_as_pictures_wherever_they_stand() -> None:
    plain = picture_notebook(png(PLAIN))
    assert notebook_differences(plain, picture_notebook(changed(5, 100))) == []
    [(where, what)] = notebook_differences(plain, picture_notebook(changed(50, 100)))
    assert (where, what) == (", cell a", "A picture in its outputs is not what the source makes now.")


def test_other_cells_and_other_metadata_are_differences() -> None:
    plain = picture_notebook(png(PLAIN))
    assert notebook_differences(plain, plain.replace('"id": "a"', '"id": "b"'))
    assert notebook_differences(
        plain, plain.replace('"metadata": {},\n "nbformat"', '"metadata": {"x": 1},\n "nbformat"')
    )
    assert notebook_differences("no notebook", plain)
