"""What is cleaned out of HTML, what stays, and how long it may take."""

import time

import pytest
from grading.showing import MARKUP

from safepage.html import LEFT_OUT, as_it_is, clean, readable, render
from safepage.markdown import render as render_markdown
from safepage.pictures import Album

RUNS = ("<script", "onerror", "onload", "onfocus", "ontoggle", "javascript:", "<iframe", "<style", "<svg", "position")


def tags(page: str) -> str:
    """What of a page is markup: text may say what it wants."""
    return "".join(piece.split(">")[0] for piece in page.split("<")[1:])


@pytest.mark.parametrize("markup", MARKUP)
def test_no_markup_runs_loads_or_covers(markup: str) -> None:
    for page in (render(markup), render_markdown(f"text {markup}").html):
        # A title may quote anything: it is text.
        found = [word for word in RUNS if word in tags(page) and "title=" not in page]
        assert found == []
        assert "<script" not in page
        assert "http://127" not in tags(page)


def test_what_a_course_shows_comes_through() -> None:
    finding = '<div style="margin:0.4em 0"><strong>✗ x</strong><ul><li aria-label="right">a</li></ul></div>'
    assert render(finding) == finding
    assert "<table>" in render("<table><tr><td>1</td></tr></table>")


def test_ids_and_classes_that_a_page_listens_to_are_dropped() -> None:
    assert render('<p id="q1-check" class="score full-credit" name="x">y</p>') == "<p>y</p>"


@pytest.mark.parametrize(
    "style",
    [
        "height: 30000000px",
        "border-top: 30000000px solid #000",
        "border: 9e9px solid #a0b1c2",
        "height:3e7px",
        "padding-top: 99999em",
        "margin-top: 5000vh",
        "margin: 0 0 9999999px 0",
        "margin-top: -50px",
        "line-height: 900000",
        "font-size: 99999px",
        "border-width: 9999999px",
        "width: calc(1px * 9999999)",
        "height: var(--x)",
        "min-width: 100000cm",
        "margin-left:-.5em",
        "background-color: url(x)",
        "padding: 1vh",
        "padding: 0.5vw",
        "height: 1e999px",
        "height: 4001px",
        "width: 4001px:0",
    ],
)
def test_no_block_puts_the_rest_out_of_reach_or_lies_over_it(style: str) -> None:
    assert render(f'<div style="{style}">x</div>') == "<div>x</div>"
    assert render(f'<div style="color: red; {style}">x</div>') == '<div style="color:red">x</div>'


@pytest.mark.parametrize(
    "style",
    [
        "height:200px",
        "margin:0.4em 0",
        "width:100%",
        "color:#123456",
        "padding:1rem 2px",
        "border:1px solid #abc",
        "height:4000PX",
    ],
)
def test_blocks_of_a_usual_size_keep_it(style: str) -> None:
    assert render(f'<div style="{style}">x</div>') == f'<div style="{style}">x</div>'


def test_a_picture_or_a_table_has_no_size_that_puts_the_rest_out_of_reach() -> None:
    png = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUg=="
    assert "height" not in render(f'<img src="{png}" height="30000000">')
    assert 'height="300"' in render(f'<img src="{png}" height="300">')
    assert "colspan" not in render('<table><tr><td colspan="999999999">x</td></tr></table>')


def test_in_the_place_of_a_picture_that_cannot_be_shown_stands_a_sentence() -> None:
    left_out: list[str] = []
    page = clean('<p>so <img src="https://example.org/a.png" alt="my <plot>"> and</p>', Album(), left_out)
    assert "<img" not in page
    assert "my &lt;plot&gt;" in page
    assert [said for said in left_out if "my <plot>" in said and "lies elsewhere" in said] == left_out != []


def test_a_picture_with_an_address_like_the_mark_of_a_missing_one_is_a_missing_one() -> None:
    for address in ("data:,0-0", "data:,0000000000000000-0", "data:,"):
        page = render(f'<img src="{address}" alt="a"><img src="x.png" alt="b">')
        assert "<img" not in page
        assert page.count("cannot be shown") == 2


@pytest.mark.parametrize("name", ["b", "details", "figcaption", "kbd", "mark", "samp", "summary", "u", "var"])
def test_an_element_that_only_sets_text_stays(name: str) -> None:
    assert render(f"<{name}>text</{name}>") == f"<{name}>text</{name}>"


@pytest.mark.parametrize(
    "name", ["article", "aside", "bdo", "center", "footer", "form", "header", "label", "main", "nav", "ruby", "section"]
)
def test_an_element_that_a_page_is_laid_out_with_goes_and_its_text_stays(name: str) -> None:
    assert render(f"<{name}>text</{name}>") == "text"


@pytest.mark.parametrize("name", sorted(LEFT_OUT))
def test_an_element_whose_text_is_no_part_of_a_page_goes_with_it(name: str) -> None:
    assert render(f"a <{name}>text</{name}>z") == "a z"


@pytest.mark.parametrize("address", ["http://a.org", "https://a.org/?q=1#part", "mailto:ann@a.org"])
def test_a_link_leads_to_the_web_or_to_a_person(address: str) -> None:
    assert f'href="{address}"' in render(f'<a href="{address}">x</a>')


@pytest.mark.parametrize(
    "address", ["a.html", "#part", "ftp://a.org", "data:text/html,x", "attachment:a.png", "//a.org"]
)
def test_a_link_to_anywhere_else_is_none(address: str) -> None:
    assert "href" not in render(f'<a href="{address}">x</a>')


def test_a_missing_picture_is_called_by_its_words_or_else_by_its_name() -> None:
    def named(picture: str) -> str:
        left_out: list[str] = []
        page = clean(picture, Album(), left_out)
        [said] = left_out
        assert page == f"<em>[{said}]</em>"
        assert said.startswith("Here is a picture that cannot be shown: ")
        return said.removeprefix("Here is a picture that cannot be shown: ").partition(". The reason: ")[0]

    assert named('<img src="gone.png" alt="my page">') == "my page"
    assert named('<img src="gone.png" alt="">') == named('<img src="gone.png">') == "gone.png"
    assert named('<img src="DATA:image/png;base64,AAAA">') == "without a name"
    # Brackets of somebody's own stay.
    assert named('<img src="gone.png" alt="[a]">') == "[a]"


def test_an_element_without_a_picture_is_nothing() -> None:
    assert render('a <img alt="x">z') == "a z"


def test_several_styles_stay_several() -> None:
    assert render('<p style="color:red;margin:1px">x</p>') == '<p style="color:red;margin:1px">x</p>'


@pytest.mark.parametrize("piece", ["<i>", "&amp;"])
def test_markup_without_end_is_shown_as_it_was_typed(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("safepage.html.MOST_TAGS", 3)
    assert "<pre>" not in render(piece * 3)
    assert render(piece * 4) == as_it_is(piece * 4)


def test_what_is_not_set_is_shown_letter_for_letter_below_a_sentence_if_there_is_one() -> None:
    assert as_it_is("a < b") == "<pre>a &lt; b</pre>"
    assert as_it_is("a < b", "Too <long>.") == "<p><em>Too &lt;long&gt;.</em></p><pre>a &lt; b</pre>"


def test_halves_of_characters_become_a_sign_and_whole_ones_stay() -> None:
    assert readable("a\ud800b\udc00") == "a\ufffdb\ufffd"
    assert readable("\ud83d\ude00 é") == "😀 é"
    render("<b>\ud800</b>").encode()
    as_it_is("\ud800").encode()


class Gone(BaseException):
    """What a library in another language ends in."""


@pytest.mark.parametrize("error", [ValueError, RecursionError, MemoryError, Gone])
def test_whatever_goes_wrong_the_text_is_shown_as_it_was_typed(
    error: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> str:
        raise error

    monkeypatch.setattr("nh3.clean", broken)
    for page in (render("<b>x</b>"), render_markdown("<b>x</b>").html):
        assert "&lt;b&gt;x&lt;/b&gt;" in page
        assert "as it was typed" in page


def test_somebody_who_stops_a_run_stops_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("nh3.clean", stopped)
    with pytest.raises(KeyboardInterrupt):
        render("<b>x</b>")


@pytest.mark.parametrize("source", ["<div>" * 40_000, "<p>x" * 15_000, "&" * 180_000, '"' * 180_000, "<a" * 90_000])
def test_no_markup_takes_long(source: str) -> None:
    start = time.process_time()
    render(source)
    assert time.process_time() - start < 5
