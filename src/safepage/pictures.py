"""Which pictures a page can show, and the sentence that stands in the place of one that it cannot.

A written answer may be a photograph of a page. Pictures made of pixels cannot run anything, so those are kept. Their
first bytes decide, not the name. A few bytes can be gigabytes in a browser, or minutes of its work: what would stop the
tab of whoever reads is no picture either.
"""

import base64
import binascii
import io
import posixpath
import re
import stat
import unicodedata
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from PIL import Image

SIGNATURES = {
    "image/png": b"\x89PNG\r\n\x1a\n",
    "image/jpeg": b"\xff\xd8\xff",
    "image/gif": b"GIF8",
    "image/webp": b"RIFF",
}
SUFFIXES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
}
DRAWING = "image/svg+xml"
LARGEST_PICTURE = 10_000_000
MOST_BYTES = 40_000_000
MOST_PIXELS = 120_000_000
"""What the cameras of telephones make, and half a gigabyte in a browser."""
MOST_DRAWN = 300_000
"""Elements that a browser has to draw for an SVG, each as often as others refer to it."""
DEEPEST_DRAWING = 200
FARTHEST = 1e6
"""No number of a drawing is larger: a dashed line of that length is still drawn at once."""
FINEST = 0.05
"""No dash and no tile of a pattern is smaller."""
REFERENCE = re.compile(r"(?:^|url\(\s*[\"']?)#([^)\"'\s]+)")
NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
DASHES = re.compile(r"stroke-dasharray\s*:\s*([^;}\"']*)")
DATA = re.compile(r"data:(image/[a-z+.-]+)(?:;[\w=-]+)*;base64,(.*)", re.DOTALL | re.IGNORECASE)

Attachments = Mapping[str, object]
"""The pictures pasted into a cell, as a notebook keeps them: by name, then by media type, in base64."""

DESCRIPTION = "Description"
"""The word under which a PNG file says what it shows; the format has it for that."""
LONGEST_SAID = 500
"""Characters that are shown of what a picture says of itself."""

SAVE_AS = "Save it as PNG or JPEG, and show that file"
KINDS = {
    ".heic": "a photo in Apple's format HEIC, which browsers do not show",
    ".heif": "a photo in the format HEIF, which browsers do not show",
    ".tif": "a TIFF picture, which browsers do not show",
    ".tiff": "a TIFF picture, which browsers do not show",
    ".pdf": "a PDF document, which is no picture",
    ".bmp": "a BMP picture, which is not taken",
    ".svg": "an SVG drawing, which can hold programs and is not taken",
}
DOCUMENTS = frozenset({*SUFFIXES, *KINDS, ".doc", ".docx", ".md", ".odt", ".pages", ".rtf", ".tex", ".txt"})
"""How the names of files end in which an answer may stand, behind a link."""


@dataclass(frozen=True)
class Found:
    """What an address leads to: a picture as an address that holds it or, if `holds` is empty, the reason why not.

    `says` is what the picture says of itself.
    """

    holds: str
    why_not: str = ""
    says: str = ""


@dataclass(frozen=True)
class Album:
    """Where the pictures of one text come from: what was pasted into its cell, and the files of one folder.

    `keep` is told name and content of each of these files that is shown, and `behind` the names of those that the text
    names and no page shows.
    """

    attachments: Attachments = field(default_factory=dict)
    folder: Path | None = None
    keep: Callable[[str, bytes], None] | None = None
    behind: Callable[[str], None] | None = None

    def find(self, address: str) -> Found:
        """The picture under an address of the text; nothing outside of the folder is ever taken."""
        address = address.strip()
        if not address:
            return Found("", "no file is named")
        if address.lower().startswith("data:"):
            return _inside(address)
        if address.lower().startswith("attachment:"):
            return self._pasted(address[len("attachment:") :])
        if is_elsewhere(address):
            return Found("", "it lies elsewhere, and a page fetches nothing. Save it beside the notebook")
        return self._file(address)

    def link(self, address: str) -> str:
        """The file of the folder that a link leads to and that may be an answer; "" if it is none."""
        name = within(unquote(address).partition("#")[0])
        if is_elsewhere(address) or leads_out(name) or PurePosixPath(name).suffix.lower() not in DOCUMENTS:
            return ""
        if self.behind:
            self.behind(name)
        return name

    def _pasted(self, name: str) -> Found:
        named = {_plain(key): forms for key, forms in self.attachments.items()}
        forms = named.get(_plain(name))
        if not isinstance(forms, Mapping):
            return Found("", "it is not among the pictures that were pasted into this cell. Paste it again")
        found = [_inside(f"data:{kind};base64,{_joined(content)}") for kind, content in forms.items()]
        if not found:
            return Found("", "nothing is left of the picture that was pasted. Paste it again")
        return next((one for one in found if one.holds), found[0])

    def _file(self, address: str) -> Found:
        if self.folder is None:
            return Found("", "there are no files beside this text")
        plain = unquote(address)
        for name in dict.fromkeys(map(within, [address, plain, re.split("[?#]", plain)[0]])):
            content = read_picture(self.folder, name)
            if content is not None:
                if self.keep:
                    self.keep(name, content)
                return _shown(SUFFIXES[PurePosixPath(name).suffix.lower()], content)
        name = within(plain)
        if self.behind and not leads_out(name):
            self.behind(name)
        return Found("", _why_no_file(self.folder, name))


def within(address: str) -> str:
    r"""An address as a browser reads it, as the path of a file: `./a/../b.png` and `.\b.png` are `b.png`."""
    return posixpath.normpath(address.strip().replace("\\", "/"))


def leads_out(name: str) -> bool:
    """Whether a path leads out of the folder that it is given for."""
    path = PurePosixPath(name)
    return path.is_absolute() or ".." in path.parts or re.match(r"[A-Za-z]:", name) is not None


def is_elsewhere(address: str) -> bool:
    """Whether an address leads to another machine, or names a place by itself."""
    return re.match(r"[a-zA-Z][\w+.-]*:|//", address.strip()) is not None


def link_sentence(name: str) -> str:
    """What stands behind a link to a file beside the notebooks."""
    return (
        f"[Here is a link to the file {name}, and a page shows no files. Whoever grades has it if it lies beside the "
        "notebook; what is shown as a picture, PNG or JPEG, is seen at once.]"
    )


def sentence(words: str, why_not: str) -> str:
    """What stands in the place of a picture; `words` are its alt text or its address."""
    shown = " ".join(words.split())[:200] or "without a name"
    return f"[Here is a picture that cannot be shown: {shown}. The reason: {why_not}.]"


def as_address(kind: str, content: bytes) -> str:
    """A picture as an address that holds it."""
    return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"


def texts_in(content: bytes) -> dict[str, str]:
    """The texts that a PNG file carries beside its pixels, by their names; nothing where there are none.

    Whoever has the file can write there what they like.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            carried = Image.open(io.BytesIO(content), formats=["PNG"]).info
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return {}
    return {name: str(text) for name, text in carried.items() if isinstance(name, str) and isinstance(text, str)}


def says_of_itself(content: bytes) -> str:
    """What a picture says that it shows, in one line of at most 500 characters; "" where it says nothing."""
    said = " ".join(texts_in(content).get(DESCRIPTION, "").split())
    printable = "".join(character for character in said if character.isprintable())
    return printable if len(printable) <= LONGEST_SAID else f"{printable[:LONGEST_SAID]}…"


def said_below(says: str) -> str:
    """What stands below a picture: what it says of itself, and no more than that."""
    return f"What the picture says of itself: {says}" if says else "The picture does not say where it comes from."


def is_picture(content: bytes, kind: str) -> bool:
    """Whether the bytes begin as a picture of that media type does, and a browser can hold its pixels."""
    start = SIGNATURES.get(kind)
    return start is not None and content.startswith(start) and _pixels(content) <= MOST_PIXELS


def is_drawing(source: str) -> bool:
    """Whether this is an SVG that a browser can draw at once.

    A kilobyte of references to references keeps it busy for ever, and so do filters, dashes of a hair's breadth and
    lines that go on for a mile.
    """
    if "<!ENTITY" in source or "filter" in source.lower():
        return False
    try:
        return _Drawing(ET.fromstring(source)).size() <= MOST_DRAWN  # noqa: S314 - it declares no entities
    except (ET.ParseError, ValueError, RecursionError, OverflowError):
        return False


def read_picture(folder: Path, name: str) -> bytes | None:
    """The picture of that relative name in the folder; None where there is none, or only something like it."""
    relative = PurePosixPath(name)
    kind = SUFFIXES.get(relative.suffix.lower(), "")
    if not kind or relative.is_absolute() or ".." in relative.parts or "\\" in name or ":" in name:
        return None
    path = folder
    try:
        for part in relative.parts:
            path = _as_it_is_spelt(path, part)
            status = path.lstat()
            if stat.S_ISLNK(status.st_mode):
                return None
        if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST_PICTURE:
            return None
        content = path.read_bytes()
    except (OSError, ValueError):
        return None
    return content if is_picture(content, kind) else None


def _as_it_is_spelt(folder: Path, name: str) -> Path:
    """The entry of that name. macOS takes its umlauts apart and others do not: either spelling is found."""
    path = folder / name
    if name.isascii() or path.exists():
        return path
    return next((one for one in folder.iterdir() if _plain(one.name) == _plain(name)), path)


def _plain(name: str) -> str:
    """A name as it is compared: percent signs read, umlauts put together."""
    return unicodedata.normalize("NFC", unquote(name)).strip()


def _joined(content: object) -> str:
    """The format of notebooks allows a text, and a list of its lines."""
    return "".join(map(str, content)) if isinstance(content, list) else str(content)


def _inside(address: str) -> Found:
    """A picture that the address itself holds, if a browser can draw it."""
    match = DATA.fullmatch(address)
    if match is None:
        return Found("", f"what it holds is no picture. {SAVE_AS}")
    kind, text = match[1].lower().replace("image/jpg", "image/jpeg"), "".join(match[2].split())
    try:
        content = base64.b64decode(text, validate=True)
    except (ValueError, binascii.Error):
        return Found("", "it is damaged. Paste it again")
    if kind == DRAWING:
        try:
            good = is_drawing(content.decode("utf-8"))
        except UnicodeDecodeError:
            good = False
        return Found(as_address(kind, content)) if good else Found("", f"a browser cannot draw it at once. {SAVE_AS}")
    if kind not in SIGNATURES:
        suffix = "." + kind.removeprefix("image/")
        return Found("", f"it is {KINDS.get(suffix, f'of the kind {kind}, which is not taken')}. {SAVE_AS}")
    if len(content) > LARGEST_PICTURE:
        return Found("", _too_large())
    if not is_picture(content, kind):
        return Found("", f"it is damaged, or larger than a browser can hold. {SAVE_AS}")
    return _shown(kind, content)


def _shown(kind: str, content: bytes) -> Found:
    return Found(as_address(kind, content), says=says_of_itself(content))


def _why_no_file(folder: Path, name: str) -> str:
    path = PurePosixPath(name)
    if leads_out(name):
        return "it lies outside of the assignment's folder. Copy it beside the notebook"
    suffix = path.suffix.lower()
    if suffix in KINDS:
        return f"it is {KINDS[suffix]}. {SAVE_AS}"
    if suffix not in SUFFIXES:
        return f"its name does not end as a picture's does. {SAVE_AS}"
    try:
        if "\0" in name:
            return "its name holds a character that no file can have"
        file = folder.joinpath(*(part for part in path.parts))
        if file.is_symlink():
            return "it is a link to another place. Copy the file itself beside the notebook"
        if not file.is_file():
            return "there is no such file beside the notebook. Mind how its name is spelt"
        if file.stat().st_size > LARGEST_PICTURE:
            return _too_large()
    except (OSError, ValueError):
        return "it cannot be read"
    return f"the file is damaged, or holds another kind of picture than its name says. {SAVE_AS}"


def _too_large() -> str:
    return f"it is larger than {LARGEST_PICTURE / 1e6:g} MB. Save it smaller"


def _pixels(content: bytes) -> int:
    """How many pixels a picture says that it has; 0 where it says nothing that can be read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            width, height = Image.open(io.BytesIO(content)).size
    except Image.DecompressionBombError:
        return MOST_PIXELS + 1
    except (OSError, ValueError, SyntaxError):
        return 0
    return width * height


class _Drawing:
    """An SVG, whose elements are counted as often as they are drawn."""

    def __init__(self, root: ET.Element) -> None:
        self.root = root
        self.named = {element.get("id", ""): element for element in root.iter()}
        self.known: dict[str, int] = {}

    def size(self) -> int:
        """How many elements are drawn; `ValueError` if that cannot be bounded."""
        for element in self.root.iter():
            _refuse_what_takes_long(element)
        return self._size(self.root, 0)

    def _size(self, element: ET.Element, depth: int) -> int:
        if depth > DEEPEST_DRAWING:
            raise ValueError("too deep")
        referred: dict[str, int] = {}
        for attribute, value in element.attrib.items():
            # A marker is drawn at each corner of its line.
            often = _corners(element) if "marker" in attribute + value else 1
            for name in REFERENCE.findall(value):
                referred[name] = referred.get(name, 0) + often
        if _name(element) == "style":
            for name in REFERENCE.findall(element.text or ""):
                referred[name] = referred.get(name, 0) + sum(_corners(one) for one in self.root.iter())
        inner = sum(self._size(child, depth + 1) for child in element)
        return 1 + inner + sum(often * self._referred(n, depth) for n, often in referred.items() if n in self.named)

    def _referred(self, name: str, depth: int) -> int:
        if name not in self.known:  # a ring gets too deep
            self.known[name] = self._size(self.named[name], depth + 1)
        return self.known[name]


def _name(element: ET.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _corners(element: ET.Element) -> int:
    return 1 + len(NUMBER.findall(element.get("d", "") + element.get("points", ""))) // 2


def _refuse_what_takes_long(element: ET.Element) -> None:
    """`ValueError` for one element that alone keeps a browser busy."""
    values = dict(element.attrib)
    written = f"{values.get('style', '')};stroke-dasharray:{values.get('stroke-dasharray', '')};{element.text or ''}"
    for dashes in DASHES.findall(written):
        lengths = [abs(float(number)) for number in NUMBER.findall(dashes)]
        if any(0 < length < FINEST for length in lengths):
            raise ValueError("dashes too fine to be drawn")
    if _name(element) == "pattern":
        sizes = [float(n) for side in ("width", "height") for n in NUMBER.findall(values.get(side, ""))[:1]]
        if any(size < FINEST for size in sizes):
            raise ValueError("tiles too small to be drawn")
    for attribute in ("d", "points", "width", "height", "x", "y", "x1", "x2", "y1", "y2", "r", "rx", "ry", "viewBox",
                      "transform", "patternTransform", "stroke-width", "font-size"):  # fmt: skip
        if any(abs(float(number)) > FARTHEST for number in NUMBER.findall(values.get(attribute, ""))):
            raise ValueError("too large to be drawn")
    for attribute, value in values.items():
        if attribute.rpartition("}")[2] == "href" and not value.startswith("#") and not _inside(value).holds:
            raise ValueError("a picture in it that cannot be shown")
