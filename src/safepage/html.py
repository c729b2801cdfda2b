"""Takes out of HTML what could run, load, cover or confuse.

nh3 does the cleaning. It reads HTML as a browser does, and takes milliseconds where others take a minute for 200 kB of
nested elements, so nobody can hold up the pages of a class. What comes out has a fixed set of elements, no scripts, no
addresses but links to the web and pictures that lie in the page itself, and no ids or classes, which a page's own
scripts look for.

>>> clean("<b onclick='x()'>bold</b><script>x()</script>", Album())
'<b>bold</b>'
"""

import html
import re
import secrets
from collections.abc import Callable
from typing import TypeVar

import nh3

from safepage.lengths import are_bounded
from safepage.pictures import Album, link_sentence, said_below, sentence

MOST_TAGS = 20_000
"""A page of so many elements inside of each other, or of so many entities, takes a second or two to clean."""
WEB_ADDRESS = re.compile(r"(https?://|mailto:)[^\s\"'<>]*", re.IGNORECASE)


def _words(text: str) -> set[str]:
    return set(text.split())


TAGS = _words("""
    a abbr b blockquote br caption code dd del details div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img
    ins kbd li mark ol p pre q s samp small span strong sub summary sup table tbody td tfoot th thead tr u ul var
    """)
LEFT_OUT = _words("""
    script style title textarea select noscript template iframe object svg math
    """)
"""Elements that go with all that is in them."""
ATTRIBUTES = {
    "*": {"style", "title", "lang", "dir", "aria-label", "role"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align", "scope"},
    "ol": {"start"},
    "details": {"open"},
}
# Nothing that moves an element out of its place or loads a file.
STYLES = _words("""
    border border-bottom border-collapse border-color border-left border-radius border-right border-style
    border-top border-width color background-color display font-family font-size font-style font-weight gap
    line-height list-style list-style-type max-width min-width overflow overflow-x padding padding-bottom
    padding-left padding-right padding-top text-align text-decoration vertical-align white-space width height
    margin margin-bottom margin-top
    """)
LOADS = re.compile(r"url|image|expression|@|\\|calc|var\(|-[0-9.]", re.IGNORECASE)
"""Also no margin below zero, which would lay a thing over another, and nothing that is reckoned."""
LARGEST_LENGTH = {"": 4000.0, "px": 4000.0, "pt": 3000.0, "pc": 250.0, "mm": 1000.0, "cm": 100.0, "in": 40.0,
                  "em": 200.0, "rem": 200.0, "ex": 400.0, "ch": 400.0, "%": 100.0, "fr": 100.0}  # fmt: skip
"""No block is so large that what comes after it is out of reach. What is measured by the window has no size here."""
SIZES = {"width", "height", "colspan", "rowspan"}

MARK = re.compile(r"<img(?:[^<>\"]|\"[^\"]*\")*>")
ALT = re.compile(r"\balt=\"([^\"]*)\"")
SOURCE = re.compile(r"\bsrc=\"data:,([0-9a-f]+)-(\d+)\"")
STYLED = re.compile(r"\s(?:style|height)=")
ADDRESS = re.compile(r"\bsrc=\"(data:[^\"]*)\"")


T = TypeVar("T")
NOT_SET = "This could not be set, so it is shown as it was typed."


def render(source: str, album: Album | None = None) -> str:
    """HTML that somebody's code shows, harmless; whatever goes wrong, as it was typed."""
    return or_else(lambda: clean(source, album or Album()), lambda: as_it_is(source, NOT_SET))


def or_else(make: Callable[[], T], instead: Callable[[], T]) -> T:
    """What `make` makes or, whatever stops it, what `instead` makes: one text never costs a page."""
    try:
        return make()
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # a library in another language may end in an error that is no Exception
        return instead()


def clean(source: str, album: Album, left_out: list[str] | None = None) -> str:
    """HTML that is harmless to show; in the place of a picture that cannot be shown stands a sentence.

    These sentences are added to `left_out`, if there is such a list: then this is a text of somebody's, none of its
    pictures is wider than the page, and below each stands what that one says of itself.
    """
    source = readable(source)
    if source.count("<") > MOST_TAGS or source.count("&") > MOST_TAGS:
        return as_it_is(source)
    missing: list[tuple[str, str]] = []
    linked: list[str] = []
    said: dict[str, str] = {}
    secret = secrets.token_hex(8)

    def kept(tag: str, attribute: str, value: str) -> str | None:
        if attribute == "style":
            return ";".join(filter(_is_harmless, value.split(";"))) or None
        if (tag, attribute) == ("a", "href"):
            if WEB_ADDRESS.fullmatch(value):
                return value
            linked.append(album.link(value))
            return f"https://{secret}/{len(linked) - 1}" if linked[-1] else None
        if (tag, attribute) == ("img", "src"):
            found = album.find(value)
            if found.holds:
                said[found.holds] = found.says
                return found.holds
            missing.append((value, found.why_not))
            return f"data:,{secret}-{len(missing) - 1}"
        if attribute in SIZES:
            return value if are_bounded(value, LARGEST_LENGTH) else None
        return value

    page = nh3.clean(
        source,
        tags=TAGS,
        clean_content_tags=LEFT_OUT,
        attributes=ATTRIBUTES,
        attribute_filter=kept,
        url_schemes={"http", "https", "mailto", "data", "attachment"},
        filter_style_properties=STYLES,
    )

    def worded(match: re.Match[str]) -> str:
        source, alt = SOURCE.search(match[0]), ALT.search(match[0])
        if source is None or source[1] != secret:
            if "src=" not in match[0]:
                return ""
            return match[0] if left_out is None else f"{_fitted(match[0])}{below(match[0])}"
        address, why_not = missing[int(source[2])]
        named = address if not address.lower().startswith("data:") else ""
        instead = sentence(html.unescape(alt[1]) if alt and alt[1] else named, why_not)
        if left_out is not None:
            left_out.append(instead.strip("[]"))
        return f"<em>{html.escape(instead)}</em>"

    def below(picture: str) -> str:
        address = ADDRESS.search(picture)
        says = said.get(address[1], "") if address else ""
        return f"<br><small><em>{html.escape(said_below(says))}</em></small>" if says else ""

    def told(match: re.Match[str]) -> str:
        says = link_sentence(linked[int(match[1])])
        if left_out is None:
            return match[2]
        left_out.append(says.strip("[]"))
        return f"{match[2]} <em>{html.escape(says)}</em>"

    page = re.sub(rf'<a href="https://{secret}/(\d+)"[^>]*>(.*?)</a>', told, page, flags=re.DOTALL)
    return MARK.sub(worded, page)


def readable(text: str) -> str:
    """The text without halves of characters, which no page can be written with."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def as_it_is(source: str, said: str = "") -> str:
    """The text itself, for what is not set; before it a sentence, if there is something to say."""
    before = f"<p><em>{html.escape(said)}</em></p>" if said else ""
    return f"{before}<pre>{html.escape(readable(source))}</pre>"


def _fitted(picture: str) -> str:
    """The element of a picture, no wider than the page. Where its author says how high it is, that counts."""
    if STYLED.search(picture):
        return picture
    return f'{picture.removesuffix(">")} style="max-width:100%">'


def _is_harmless(declaration: str) -> bool:
    return not LOADS.search(declaration) and are_bounded(declaration.partition(":")[2], LARGEST_LENGTH)
