"""Each rule of `make check`, on a course that breaks it."""

import base64
import io
import json
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pytest
from minicourse import MiniCourse
from PIL import Image

from classroom.normalise import normalise_course
from classroom.rules import checks
from classroom.rules.alt_text import html_lacks_words, pictures_without_words
from classroom.rules.checks import Rule, check
from classroom.rules.drift import notebook_differences, reading_drift, release_drift, same_picture
from classroom.rules.leaks import leaks


def found(rule: Rule, mini: MiniCourse) -> list[str]:
    return [f"{problem.where}: {problem.what}" for problem in rule(mini.course)]


def write_outputs(path: Path, cell_id: str, outputs: list[dict[str, Any]]) -> None:
    node = json.loads(path.read_text())
    [cell] = [cell for cell in node["cells"] if cell["id"] == cell_id]
    cell["outputs"] = outputs
    path.write_text(json.dumps(node))


def html_output(html: str) -> list[dict[str, Any]]:
    return [{"output_type": "display_data", "data": {"text/html": html}, "metadata": {}}]


def test_a_sound_course_has_nothing_to_mend(built: MiniCourse) -> None:
    assert check(built.course) == []


# The source


def test_a_notebook_that_is_not_normalised_is_found(mini: MiniCourse) -> None:
    mini.edit("1_start", "1-1", "1 + 1", "1 + 1\n\n")
    assert found(checks.not_normalised, mini) == ["source/sums/1_start.ipynb: The notebook is not in its normal form."]


def test_outputs_in_the_source_are_found(mini: MiniCourse) -> None:
    write_outputs(mini.course.source / "1_start.ipynb", "1-1", html_output("2"))
    assert found(checks.outputs_in_source, mini) == [
        "source/sums/1_start.ipynb, cell 1-1: The cell carries outputs, and the source has none."
    ]


@pytest.mark.parametrize(
    ("cell_id", "old", "new", "what"),
    [
        ("double", "### END SOLUTION", "", "BEGIN SOLUTION has no END SOLUTION after it."),
        ("double-check", "### BEGIN HIDDEN TESTS", "", "END HIDDEN TESTS has no BEGIN HIDDEN TESTS before it."),
        ("sums", "Try it.", "<!-- BEGIN SOLUTION -->x\n<!-- END SOLUTION -->", "A solution stands in a cell that is"),
        ("double", "### BEGIN", "### BEGIN HIDDEN TESTS\n### END HIDDEN TESTS\n### BEGIN", "A hidden test stands in"),
    ],
)
def test_unbalanced_and_misplaced_markers_are_found(
    mini: MiniCourse, cell_id: str, old: str, new: str, what: str
) -> None:
    mini.edit("2_sums", cell_id, old, new)
    [problem] = found(checks.unbalanced_markers, mini)
    assert problem.startswith(f"source/sums/2_sums.ipynb, cell {cell_id}: {what}")


def test_an_answer_without_markers_is_found(mini: MiniCourse) -> None:
    mini.edit("2_sums", "double", "### BEGIN SOLUTION", "")
    mini.edit("2_sums", "double", "### END SOLUTION", "")
    [problem] = found(checks.answers_without_markers, mini)
    assert problem.startswith("source/sums/2_sums.ipynb, cell double: The answer has no BEGIN SOLUTION")


def test_a_grade_id_that_two_cells_share_is_found(mini: MiniCourse) -> None:
    mini.retag("2_sums", "why-rubric", grade_id="double")
    mini.retag("1_start", "1-1", grade_id="double", solution=True, grade=False, locked=False, schema_version=3)
    assert found(checks.repeated_grade_ids, mini) == [
        "source/sums/2_sums.ipynb, cell double: 2 cells of the notebook have this grade id."
    ]


def test_a_check_that_students_could_change_is_found(mini: MiniCourse) -> None:
    mini.retag("2_sums", "double-check", locked=False)
    assert found(checks.unlocked_checks, mini) == [
        "source/sums/2_sums.ipynb, cell double-check: The check is not locked."
    ]


HIDDEN_ONLY = "### BEGIN HIDDEN TESTS\njudged(double, 40961)\n### END HIDDEN TESTS"


@pytest.mark.parametrize(
    ("check_cell", "what"),
    [
        (HIDDEN_ONLY, "In the release the check is empty."),
        (f"# Here the hidden tests run.\n{HIDDEN_ONLY}", "In the release the check is empty."),
        (f"score = 3\n{HIDDEN_ONLY}", "In the release the check does not end in an expression, so it shows no score."),
        ("judged(double, 2)\n### BEGIN HIDDEN TESTS\ns = 3\n### END HIDDEN TESTS",
         "In the source the check does not end in an expression, so it shows no score."),
        (f"{HIDDEN_ONLY}\nscore;  # quiet", "In the release the check ends in a semicolon, which hides its value."),
        (f"{HIDDEN_ONLY}\nscore = (", "In the release the check is not plain Python: '(' was never closed."),
    ],
)  # fmt: skip
def test_a_check_that_shows_no_score_is_found(mini: MiniCourse, check_cell: str, what: str) -> None:
    path = mini.course.source / "2_sums.ipynb"
    node = nbformat.read(path, as_version=4)
    [cell] = [cell for cell in node.cells if cell.id == "double-check"]
    cell.source = check_cell
    nbformat.write(node, path)
    assert f"source/sums/2_sums.ipynb, cell double-check: {what}" in found(checks.checks_without_score, mini)


# Points


@pytest.mark.parametrize(
    ("cell_id", "flags", "what"),
    [
        ("double-check", {"points": 2}, "double-check: It is worth 2 points, and the table says 3."),
        ("double-check", {"grade": False}, "double-check: Item double (1) is in the table of items and has no graded"),
        ("double-check", {"solution": True}, 'double-check: The table says "auto", and the cell is of the other kind.'),
        ("double", {"solution": False}, "double: The answer cell of 1 is missing, or not marked as an answer."),
        ("why-rubric", {"grade": True, "points": 1}, "why-rubric: The cell is graded and not in the table of items."),
    ],
)
def test_grading_that_is_not_the_tables_is_found(
    mini: MiniCourse, cell_id: str, flags: dict[str, Any], what: str
) -> None:
    mini.retag("2_sums", cell_id, **flags)
    [problem] = found(checks.points, mini)
    assert problem.startswith(f"source/sums/2_sums.ipynb, cell {what}")


def test_an_item_whose_notebook_is_not_there_is_found(mini: MiniCourse) -> None:
    items = mini.course.root / "items.toml"
    items.write_text(items.read_text().replace('notebook = "2_sums"', 'notebook = "3_later"', 1))
    assert found(checks.points, mini.reloaded()) == [
        "source/sums/3_later.ipynb: Item double (1) is in the table of items, and this notebook is not there.",
        "source/sums/2_sums.ipynb, cell double-check: The cell is graded and not in the table of items.",
    ]


# Drift


def test_a_release_that_is_older_than_the_source_is_found(built: MiniCourse) -> None:
    built.edit("2_sums", "sums", "Try it.", "Try it now.")
    assert found(release_drift, built) == ["release/sums/2_sums.ipynb: The file is not what the source makes now."]


def test_missing_and_foreign_files_in_an_edition_are_found(built: MiniCourse) -> None:
    (built.course.release / "helper.py").rename(built.course.release / "helped.py")
    (built.course.release / "datasets").mkdir()
    (built.course.release / "datasets" / "trees.txt").write_text("mine")
    assert found(release_drift, built) == [
        "release/sums/helped.py: The file is not made from the source.",
        "release/sums/helper.py: The file is missing.",
    ]
    (built.course.reading / "1_start.ipynb").unlink()
    assert found(reading_drift, built) == ["notebooks/1_start.ipynb: The file is missing."]


def test_a_reading_edition_that_is_older_than_the_source_is_found(built: MiniCourse) -> None:
    built.edit("1_start", "sums-a-start", "everything", "all")
    built.edit("2_sums", "double", "number + number", "2 * number")
    write_outputs(built.course.reading / "2_sums.ipynb", "double-check", html_output("4.0"))
    assert found(reading_drift, built) == [
        "notebooks/1_start.ipynb, cell sums-a-start: Its text is not what the source makes now.",
        "notebooks/2_sums.ipynb, cell double: Its text is not what the source makes now.",
        "notebooks/2_sums.ipynb, cell double-check: Its outputs or metadata are not what the source makes now.",
    ]


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


# Leaks


def student_file(mini: MiniCourse, text: str, name: str = "src/extra.py") -> list[str]:
    (mini.course.root / name).write_text(text)
    return found(leaks, mini)


def test_a_line_of_a_solution_is_found_with_its_place(mini: MiniCourse) -> None:
    [problem] = {line.split(" of ")[0] for line in student_file(mini, "x = 1\ntotal = (number\n  + number)\n")} | {
        line.split(" of ")[0] for line in student_file(mini, "# total=number+number\n")
    }
    assert problem == "src/extra.py:1: A line"


def test_the_line_number_is_that_of_the_leak(mini: MiniCourse) -> None:
    problems = student_file(mini, "x = 1\n\n\ntotal = number  +  number\n")
    assert "src/extra.py:4: A line of the solution of source/sums/2_sums.ipynb, cell double stands here." in problems


def test_a_right_answer_of_the_tests_is_found(mini: MiniCourse) -> None:
    answer = mini.course.answers / "double" / "right" / "shift.py"
    answer.write_text("def double(number):\n    return int(number) << 1\n")
    assert student_file(mini, "y = 0 or return int(number) << 1\n") == [
        "src/extra.py:1: A line of the right answer answers/double/right/shift.py stands here."
    ]


def test_a_copy_with_other_names_is_found(mini: MiniCourse) -> None:
    answer = mini.course.answers / "double" / "right" / "product.py"
    answer.write_text("def double(a, b, c):\n    return a @ (b - c)\n")
    assert student_file(mini, "def project(M, x, mean):\n    centred = -(M @ (x - mean))\n    return centred\n") == [
        "src/extra.py:2: An expression, with other names, of the right answer answers/double/right/product.py "
        "stands here."
    ]


def test_an_import_gives_nothing_away(mini: MiniCourse) -> None:
    answer = mini.course.answers / "double" / "right" / "logged.py"
    answer.write_text("import logging\nfrom math import prod\n\n\ndef double(number):\n    return prod([2, number])\n")
    assert student_file(mini, "import logging\nfrom math import prod\n") == []


@pytest.mark.parametrize(
    "innocent",
    [
        "def project(M, x, mean):\n    return M @ (mean + x)\n",
        "def project(M, x):\n    return M @ (x - x)\n",
        "def double(a, b, c):\n    '''Anything.'''\n",
    ],
)
def test_what_only_resembles_an_answer_is_no_leak(mini: MiniCourse, innocent: str) -> None:
    answer = mini.course.answers / "double" / "right" / "product.py"
    answer.write_text("def double(a, b, c):\n    return a @ (b - c)\n")
    mini.edit("2_sums", "sums", "Try it.", "`def double(a, b, c):`")
    assert student_file(mini, innocent) == []


def test_the_seed_of_a_hidden_test_is_found(mini: MiniCourse) -> None:
    [problem] = student_file(mini, "SEED = 40961\n")
    assert problem.startswith("src/extra.py:1: The number 40961 of the hidden test of source/sums/2_sums.ipynb")


def test_a_table_of_data_may_hold_any_number(mini: MiniCourse) -> None:
    assert student_file(mini, "40960|a\n40961|b\n", "src/table.txt") == []


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("Adding a number to itself\ncounts every unit of it two times over.", "the solution of"),
        ("One point for naming the addition, one for saying what it is added to.", "the rubric of"),
    ],
)
def test_prose_of_a_solution_and_of_a_rubric_is_found(mini: MiniCourse, text: str, origin: str) -> None:
    [problem] = student_file(mini, f"# Notes\n\n{text}\n", "src/notes.md")
    assert problem.startswith(f"src/notes.md:3: A line of {origin} source/sums/2_sums.ipynb, cell why")


def test_cells_and_outputs_of_the_release_are_read(built: MiniCourse) -> None:
    path = built.course.release / "2_sums.ipynb"
    leak = [{"output_type": "stream", "name": "stdout", "text": ["so:\n", "total = number + number\n"]}]
    write_outputs(path, "double", leak)
    problems = found(leaks, built)
    assert any(line.startswith("release/sums/2_sums.ipynb, cell double, output, line 2: A line") for line in problems)


def test_a_picture_in_an_output_is_not_read_as_text(built: MiniCourse) -> None:
    path = built.course.release / "1_start.ipynb"
    write_outputs(path, "1-1", html_output('<img alt="a" src="data:image/png;base64,A/40961/B=">'))
    assert found(leaks, built) == []


def test_a_file_that_is_no_text_is_passed_over(mini: MiniCourse) -> None:
    (mini.course.root / "src" / "picture.png").write_bytes(b"\x89PNG\xff\x00 total=number+number")
    assert found(leaks, mini) == []


def test_what_the_source_shows_to_all_is_no_secret_but_a_whole_solution_is(mini: MiniCourse) -> None:
    mini.edit("2_sums", "double", "return total", "return 1 * total")
    mini.edit("1_start", "1-1", "1 + 1", "total = number + number")
    assert student_file(mini, "total = number + number\n") == []
    mini.edit("1_start", "1-1", "number + number", "number + number\n\ndef f(total):\n    return 1 * total")
    assert found(leaks, mini) == [
        "the solution of source/sums/2_sums.ipynb, cell double: All of it also stands outside of its region in the "
        "source, so every student reads it."
    ]


# Pictures, and traces of the machine


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


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("read /home/ada/data.txt", "a path of this machine: /home/ada/data.txt"),
        ("'/tmp/ipykernel_12/3.py'", "a path of this machine: /tmp/ipykernel_12/3.py"),
        (r"C:\Users\ada\x", r"a path of this machine: C:\Users\ada\x"),
        ("<function f at 0x7f2c1d0e5a80>", "a memory address: 0x7f2c1d0e5a80"),
    ],
)
def test_traces_of_the_machine_are_found(built: MiniCourse, text: str, what: str) -> None:
    write_outputs(built.course.reading / "2_sums.ipynb", "double", html_output(text))
    assert found(checks.traces_of_the_machine, built) == [
        f"notebooks/2_sums.ipynb, cell double: The output shows {what}"
    ]


def test_links_and_colours_are_no_traces(built: MiniCourse) -> None:
    write_outputs(
        built.course.reading / "2_sums.ipynb", "double", html_output("https://example.org/home/page 0xff ./tmp/x")
    )
    assert found(checks.traces_of_the_machine, built) == []


def test_after_normalising_an_edited_course_the_source_rules_hold(mini: MiniCourse) -> None:
    mini.edit("1_start", "1-1", "1 + 1", "1 + 1\n\n")
    normalise_course(mini.course)
    assert found(checks.not_normalised, mini) == []
