"""What is equal, near and empty, as a grader would say it."""

import pytest

from classroom.written.alike import differences, in_one_line, is_empty, near_groups, own_words, signs, words

RELEASED = "**Step 1.** Take it apart.\n\n*Write your answer here.*\n\n**Step 2.** Put it together."


def test_what_was_handed_out_is_nobodys_words() -> None:
    text = "**Step 1.** Take it apart.\n\nI did.\n\n<!-- a\nnote -->**Step 2.** Put it together.\nSo did I.\n"
    assert own_words(text, RELEASED).split() == ["I", "did.", "So", "did", "I."]
    assert own_words(RELEASED, RELEASED) == ""


def test_a_line_that_is_said_once_more_than_it_was_handed_out_is_the_students() -> None:
    assert own_words("$$\nx\n$$\n$$\ny\n$$", "$$\n$$") == "x\n$$\ny\n$$"


@pytest.mark.parametrize("own", ["", " \n\t", "...", "…", "- ", "**  **", "$$ $$", "#", "> "])
def test_nothing_is_said(own: str) -> None:
    assert is_empty(own)


@pytest.mark.parametrize("own", ["?", "0", "$0$", "∅", "idk", "=", "![](a.png)", "是"])
def test_something_is_said(own: str) -> None:
    assert not is_empty(own)


def test_blanks_do_not_make_a_difference_and_capitals_do() -> None:
    assert signs("a\n  b") == signs("a b ")
    assert signs(r"$\hat y=y$") == signs(r"$ \hat y = y $")
    assert signs("ab") != signs("a b")
    assert signs(r"\alpha b") != signs(r"\alphab")
    assert signs("u_o") != signs("U_o")
    assert signs("a - b") != signs("a b")


def test_how_a_formula_looks_does_not_count() -> None:
    assert words(r"$\boldsymbol U(\hat{\boldsymbol y} - \mathbf{y})$") == words(r"$$U (\hat y -\,y)$$")
    assert words(r"\leftarrow") != words(r"\rightarrow")
    assert words("U y") != words("U^T y")


def test_near_texts_are_grouped_around_the_first() -> None:
    long = "the gradient is zero when the expected outside vector equals the observed one"
    texts = [
        long,
        "something else",
        long.replace("zero", "0"),
        long.replace("is", "is not"),
        "something else entirely new",
    ]
    assert near_groups(texts) == [[0, 2, 3], [1], [4]]
    assert near_groups([]) == []


def test_both_texts_can_be_read_from_the_differences() -> None:
    old, new = r"It is $\hat y = y$ and not more.", r"It is not $\hat y - y$ and\nmore, too."
    pieces = differences(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == in_one_line(old)
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == in_one_line(new)
    assert ("new", "-") in pieces
