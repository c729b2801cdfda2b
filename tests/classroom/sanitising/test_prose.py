"""What reads as an answer in words, whatever kind of cell it stands in, and what is plainly code."""

import pytest

from classroom.sanitising.prose import (
    LONGEST,
    added,
    as_markdown,
    fenced,
    is_seen,
    new_lines,
    reads_as_answer,
    words_in_code,
)

SAID = "The gradient is zero here."


@pytest.mark.parametrize("text", ["a", "7", "$x$", "=", "![](a.png)", "<img src='a'>", "∑", "x<!-- y -->"])
def test_a_word_a_number_a_formula_and_a_picture_are_seen(text: str) -> None:
    assert is_seen(text)
    assert reads_as_answer("markdown", text, ())
    assert reads_as_answer("raw", text, ())


@pytest.mark.parametrize("text", ["", "  \n", "---", "#", "<!-- a -->", "<!-- never closed", "* * *", "$$", "[]()"])
def test_lines_blanks_and_comments_are_not(text: str) -> None:
    assert not is_seen(text)
    assert not reads_as_answer("markdown", text, ())


@pytest.mark.parametrize(
    "code",
    [
        f"# {SAID}",
        "# y = y_hat",
        f"x = 1\n# {SAID}",
        f'"""{SAID}"""',
        '"""y = y_hat"""',
        f'def f():\n    """{SAID}"""',
        'print("The gradient is zero when the prediction is perfect.")',
        'Image("photo.png")',
        'plt.imshow(plt.imread("photo.JPG"))',
        'PIL.Image.open("scans/photo.heic")',
        'display(IFrame("derivation.pdf", 600, 400))',
        'display(Markdown("Zero."))',
        'IPython.display.Latex("$x$")',
        "%%markdown\nZero.",
        "%%latex\n$x$",
        SAID,
        f"{SAID}\nIt is (nearly) so.",
    ],
)
def test_words_are_found_in_code(code: str) -> None:
    assert reads_as_answer("code", code, ())


@pytest.mark.parametrize(
    "code",
    [
        "",
        "x = 1",
        "# note\nx = 1",
        "# first = softmax(scores)\n# second = first.sum()\nx = 1",
        'plt.title("Loss by iteration")',
        'plt.savefig("loss.png")',
        'np.load("x.npy")',
        "def f(x:\n    return x",
        "!ls -l\n%timeit f()",
        "for a, b in zip(words, counts):\n    print(a, b)",
    ],
)
def test_code_is_code(code: str) -> None:
    assert not reads_as_answer("code", code, ())


def test_lines_of_the_course_are_nobodys_answer() -> None:
    known = frozenset([SAID, "# Change this number and run again."])
    assert not reads_as_answer("markdown", f"{SAID}\n\n", known)
    assert not reads_as_answer("code", "# Change this number and run again.\nx = 2", known)
    assert reads_as_answer("markdown", f"{SAID}\nAnd mine.", known)


@pytest.mark.slow
def test_nobody_looks_for_words_behind_twenty_thousand_characters() -> None:
    assert not reads_as_answer("markdown", " " * LONGEST + SAID, ())
    assert not reads_as_answer("code", "x = 1\n" * LONGEST + f"# {SAID}", ())


@pytest.mark.parametrize("code", ["(" * 5_000, "x = 1\0\n", "-" * 9_000 + "1"])
def test_code_that_python_cannot_take_is_looked_at_line_by_line(code: str) -> None:
    assert not reads_as_answer("code", code, ())
    assert reads_as_answer("code", f"{code}\n{SAID}", ())


def test_a_remark_beside_a_line_is_none_and_a_long_one_is() -> None:
    long = "The gradient is the difference of what the model expects to see and what it really sees there."
    for said, found in ((SAID, []), (long, [long])):
        assert words_in_code(f"def f():\n    # {said}\n    return 1", ()) == found
    assert words_in_code(f"def f():\n    return 1\n# {SAID}", ()) == [SAID], "what stands outside is no remark"
    assert words_in_code(f'def f():\n    """{SAID}"""', ()) == []
    assert words_in_code(f'def f():\n    """{SAID}"""', (), fewest=4) == [SAID]
    assert words_in_code(f'def f():\n    """{SAID}"""', (f'"""{SAID}"""',), fewest=4) == []
    assert words_in_code(f"return 2x\n{SAID}", ()) == [SAID]
    assert words_in_code("return 2x\nthe = values.of(many, names, there)", ()) == []


def test_what_was_written_into_a_text_is_told_from_what_was_corrected_in_it() -> None:
    text = "When is the gradient zero, and why is it zero there?\n\nWrite one sentence."
    assert added(text, text) == ""
    assert added(text, text.replace("gradient", "slope")) == ""
    assert added(text, f"{text}\n\n{SAID}") == SAID
    assert added(text, f"{text} {SAID}") == SAID
    assert added(text, text.replace("zero there?", f"zero there? {SAID}")) == SAID
    assert added(text, SAID) == SAID, "nothing of it is left"
    assert new_lines("a\n b", "b\nc\na") == "c"


def test_words_in_a_comment_are_words_that_no_page_shows() -> None:
    hidden = f"<!--\n{SAID}\n-->"
    assert not is_seen(hidden)
    assert reads_as_answer("markdown", hidden, ())
    assert as_markdown("markdown", hidden).strip() == SAID
    assert as_markdown("markdown", f"Zero.{hidden}") == f"Zero.{hidden}", "what is seen stays as it is"


def test_code_is_shown_as_code_and_words_as_words() -> None:
    assert as_markdown("markdown", SAID) == SAID
    assert as_markdown("code", "x = 1") == "~~~python\nx = 1\n~~~"
    assert as_markdown("code", f"%%markdown\n{SAID}") == SAID
    assert as_markdown("code", "%%svg\n<svg/>").startswith("~~~python\n%%svg")
    assert fenced("~~~\na") == "~~~~\n~~~\na\n~~~~"
