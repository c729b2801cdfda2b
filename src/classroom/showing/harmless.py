"""Makes what a student wrote or printed harmless to show: HTML, Markdown and mathematics.

nh3 does the cleaning. It reads HTML as a browser does, and takes milliseconds where bleach takes a minute for 200 kB of
nested elements, so nobody can stall the feedback of a class. What comes out has a fixed set of elements, no scripts,
no addresses but links to the web and pictures that lie in the page itself, and no ids or classes, which Formgrader's
own scripts look for. Mathematics becomes MathML, so that no page has to fetch a typesetter from elsewhere.
"""

import base64
import html
import re
from collections.abc import Callable, Mapping
from xml.etree import ElementTree as ET

import nh3
from latex2mathml.converter import convert
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from classroom.sanitising.pictures import is_drawing, is_picture


def _words(text: str) -> set[str]:
    return set(text.split())


LONGEST_MARKDOWN = 20_000
"""Markdown of this length takes a second at worst; its parsers are slower than linear."""
SLOW_OPENERS = re.compile(r"\\\\[\[(]|\\begin")
MOST_OPENERS = 100
"""From each of these the parser looks for its end to the end of the text."""
MOST_TAGS = 20_000
"""A page of so many elements inside of each other, or of so many entities, takes a second or two to clean."""
LONGEST_FORMULA = 5_000
NUMBERED = re.compile(r"\\tag\{([^{}]*)\}")
SPACE = re.compile(r"[0-9]?(\.[0-9]{1,4})?em")
"""As wide as \\quad and its kin, never below zero: nothing is to be drawn over other things."""
THIN_SPACE = {"width": "0.17em"}
DEEPEST_FORMULA = 100
PICTURE_ADDRESS = re.compile(r"data:image/(png|jpeg|gif|webp|svg\+xml);base64,[A-Za-z0-9+/=\s]+")
WEB_ADDRESS = re.compile(r"(https?://|mailto:)[^\s\"'<>]*", re.IGNORECASE)

TAGS = _words(
    "a abbr b blockquote br caption code dd del details div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins"
    " kbd li mark ol p pre q s samp small span strong sub summary sup table tbody td tfoot th thead tr u ul var"
)
LEFT_OUT = _words("script style title textarea select noscript template iframe object svg math")
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
STYLES = _words(
    "border border-bottom border-collapse border-color border-left border-radius border-right border-style border-top"
    " border-width color background-color display font-family font-size font-style font-weight gap line-height"
    " list-style list-style-type max-width min-width overflow overflow-x padding padding-bottom padding-left"
    " padding-right padding-top text-align text-decoration vertical-align white-space width height margin"
    " margin-bottom margin-top"
)
LOADS = re.compile(r"url|image|expression|@|\\|-[0-9.]", re.IGNORECASE)
"""Also no margin below zero, which would lay a thing over another."""

MATHS = _words(
    "math mrow mi mn mo mtext ms mspace msub msup msubsup munder mover munderover mmultiscripts mprescripts mfrac"
    " msqrt mroot mtable mtr mtd mstyle mpadded mphantom"
)
MATHS_ATTRIBUTES = _words(
    "display stretchy fence form separator lspace rspace accent accentunder movablelimits minsize maxsize symmetric"
    " largeop displaystyle scriptlevel linethickness columnalign columnspan rowspan mathvariant"
)
# Characters of Unicode's private area hold the place of a formula while its surroundings are cleaned.
OPEN, CLOSE = "\ue000", "\ue001"

Picture = Callable[[str], str]
"""The address of a picture in a text, turned into one that holds it; "" where there is none."""


def harmless_html(source: str) -> str:
    """HTML with all that could run, load, cover or confuse taken out."""
    return _clean(source, _only_data)


def harmless_markdown(source: str, attachments: Mapping[str, Mapping[str, str]], picture: Picture) -> str:
    """Markdown as harmless HTML; a text that is too long to be read is shown as it is."""
    source = source.replace(OPEN, "").replace(CLOSE, "")
    if len(source) > LONGEST_MARKDOWN or len(SLOW_OPENERS.findall(source)) > MOST_OPENERS:
        return as_it_is(source)
    formulas: list[str] = []

    def address(wanted: str) -> str:
        if wanted.startswith("attachment:"):
            return _attached(attachments.get(wanted.removeprefix("attachment:"), {}))
        return _only_data(wanted) or picture(wanted)

    try:
        page = MarkdownWithMath(renderer=_Renderer(formulas)).render(source)
    except (RecursionError, KeyError, ValueError, IndexError, AttributeError):
        return as_it_is(source)
    return _with_formulas(_clean(page, address), formulas)


def as_it_is(source: str) -> str:
    """The text itself, for what is not typeset."""
    return f"<pre>{html.escape(source)}</pre>"


def as_address(kind: str, content: bytes) -> str:
    """A picture as an address that holds it."""
    return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"


def maths(tex: str, *, block: bool) -> str:
    """A formula as MathML, or as it is where it cannot be translated."""
    shown = f"<code>{html.escape(tex.strip())}</code>"
    if len(tex) > LONGEST_FORMULA or tex.count("{") + tex.count(r"\left") > DEEPEST_FORMULA:
        return shown
    tex = NUMBERED.sub(r"\\qquad(\1)", tex)
    try:
        root = ET.fromstring(convert(tex, display="block" if block else "inline"))  # noqa: S314 - made here, no entities
        _keep_maths_only(root)
        _space_functions(root)
        return ET.tostring(root, encoding="unicode")
    except Exception:  # the translator meets whatever a student typed, and fails in many ways
        return shown


def _attached(forms: Mapping[str, str]) -> str:
    for kind, content in forms.items():
        address = _only_data(f"data:{kind};base64,{content}")
        if address:
            return address
    return ""


def _only_data(address: str) -> str:
    """The address, if it holds a picture that a browser can draw; else ""."""
    found = PICTURE_ADDRESS.fullmatch(address)
    if found is None:
        return ""
    kind = f"image/{found[1]}"
    try:
        content = base64.b64decode("".join(address.partition(",")[2].split()))
        is_good = is_drawing(content.decode()) if kind == "image/svg+xml" else is_picture(content, kind)
    except ValueError:
        return ""
    return address if is_good else ""


class _Renderer(IPythonRenderer):
    """Puts every formula aside, and colours no code: a lexer that a student names may take for ever."""

    def __init__(self, formulas: list[str]) -> None:
        super().__init__(escape=False, exclude_anchor_links=True)
        self.formulas = formulas

    def block_code(self, code: str, info: str | None = None) -> str:
        return f"<pre><code>{html.escape(code)}</code></pre>\n"

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return f'<img src="{html.escape(url)}" alt="{html.escape(text)}">'

    def block_math(self, body: str) -> str:
        return self._aside(body, block=True)

    def inline_math(self, body: str) -> str:
        return self._aside(body, block=False)

    def latex_environment(self, name: str, body: str) -> str:
        return self._aside(f"\\begin{{{name}}}{body}\\end{{{name}}}", block=True)

    def _aside(self, tex: str, *, block: bool) -> str:
        self.formulas.append(maths(tex, block=block))
        return f"{OPEN}{len(self.formulas) - 1}{CLOSE}"


def _clean(source: str, picture: Picture) -> str:
    if source.count("<") > MOST_TAGS or source.count("&") > MOST_TAGS:
        return as_it_is(source)

    def kept(tag: str, attribute: str, value: str) -> str | None:
        if attribute == "style":
            return None if LOADS.search(value) else value
        if (tag, attribute) == ("a", "href"):
            return value if WEB_ADDRESS.fullmatch(value) else None
        if (tag, attribute) == ("img", "src"):
            return picture(value) or None
        return value

    return nh3.clean(
        source,
        tags=TAGS,
        clean_content_tags=LEFT_OUT,
        attributes=ATTRIBUTES,
        attribute_filter=kept,
        url_schemes={"http", "https", "mailto", "data", "attachment"},
        filter_style_properties=STYLES,
    )


def _with_formulas(page: str, formulas: list[str]) -> str:
    """Put the formulas into the text of a page; inside of a tag there is no room for one."""
    mark = re.compile(f"{OPEN}(\\d+){CLOSE}")
    pieces = re.split(r"""(<(?:[^<>"']|"[^"]*"|'[^']*')*>)""", page)
    return "".join(
        mark.sub("" if number % 2 else lambda found: formulas[int(found[1])], piece)
        for number, piece in enumerate(pieces)
    )


def _keep_maths_only(element: ET.Element) -> None:
    element.tag = element.tag.rpartition("}")[2]
    if element.tag not in MATHS:
        element.tag = "mrow"
    width = element.get("width", "") if element.tag == "mspace" else ""
    for name in [name for name in element.attrib if name not in MATHS_ATTRIBUTES]:
        del element.attrib[name]
    if SPACE.fullmatch(width):
        element.set("width", width)
    for child in element:
        _keep_maths_only(child)


def _space_functions(element: ET.Element) -> None:
    """Put the thin space behind the name of a function that the translator leaves out: log P, not logP."""
    for place, child in reversed(list(enumerate(element))):
        _space_functions(child)
        follower = element[place + 1] if place + 1 < len(element) else None
        is_named = child.tag == "mi" and len(child.text or "") > 1 and (child.text or "").isascii()
        if element.tag == "mrow" and is_named and follower is not None and follower.tag != "mo":
            element.insert(place + 1, ET.Element("mspace", THIN_SPACE))
