"""Pictures that a student may bring along, and nothing else that calls itself one.

A written answer may be a photograph of a page. Raster pictures cannot run anything, so those are kept; an SVG can,
so it is not. The first bytes decide, not the name. A few bytes of a picture can be gigabytes in a browser: what would
stop the tab of whoever grades is no picture either.
"""

import io
import re
import stat
import warnings
from collections.abc import Iterable
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
LARGEST_PICTURE = 10_000_000
MOST_BYTES = 40_000_000
MOST_PIXELS = 120_000_000
"""What the cameras of telephones make, and half a gigabyte in a browser."""
MOST_DRAWN = 300_000
"""Elements that a browser has to draw for an SVG, each as often as others refer to it."""
DEEPEST_DRAWING = 200
REFERENCE = re.compile(r"(?:^|url\(\s*[\"']?)#([^)\"'\s]+)")
ADDRESS = re.compile(r"""!\[[^\]]*\]\(\s*<?([^)\s>]+)|<img\b[^>]*?\bsrc\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)


def is_picture(content: bytes, kind: str) -> bool:
    """Whether the bytes begin as a raster picture of that media type does."""
    start = SIGNATURES.get(kind)
    return start is not None and content.startswith(start) and _pixels(content) <= MOST_PIXELS


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


def is_drawing(source: str) -> bool:
    """Whether this is an SVG that a browser can draw: a kilobyte of references to references keeps it busy for ever."""
    if "<!ENTITY" in source:
        return False
    try:
        return _Drawing(ET.fromstring(source)).size() <= MOST_DRAWN  # noqa: S314 - it declares no entities
    except (ET.ParseError, ValueError, RecursionError):
        return False


class _Drawing:
    """An SVG, whose elements are counted as often as they are drawn."""

    def __init__(self, root: ET.Element) -> None:
        self.root = root
        self.named = {element.get("id", ""): element for element in root.iter()}
        self.known: dict[str, int] = {}
        self.under_way: set[str] = set()

    def size(self) -> int:
        """How many elements are drawn; `ValueError` if they are too deep inside of each other, or refer in a ring."""
        return self._size(self.root, 0)

    def _size(self, element: ET.Element, depth: int) -> int:
        if depth > DEEPEST_DRAWING:
            raise ValueError("too deep")
        names = [name for value in element.attrib.values() for name in REFERENCE.findall(value)]
        if element.tag.rpartition("}")[2] == "style":
            names += REFERENCE.findall(element.text or "") * len(self.named)
        inner = sum(self._size(child, depth + 1) for child in element)
        return 1 + inner + sum(self._referred(name, depth) for name in names if name in self.named)

    def _referred(self, name: str, depth: int) -> int:
        if name in self.under_way:
            raise ValueError("a ring")
        if name not in self.known:
            self.under_way.add(name)
            self.known[name] = self._size(self.named[name], depth + 1)
            self.under_way.discard(name)
        return self.known[name]


def pictures_shown(texts: Iterable[str], folder: Path) -> dict[str, bytes]:
    """The picture files of `folder` that these Markdown texts show, by the relative path they are shown under.

    Links, files outside of the folder and files that are no raster pictures are left out.
    """
    found: dict[str, bytes] = {}
    room = MOST_BYTES
    for text in texts:
        for match in ADDRESS.finditer(text):
            name = unquote(match[1] or match[2])
            content = None if name in found else read_picture(folder, name)
            if content is not None and len(content) <= room:
                found[name] = content
                room -= len(content)
    return found


def read_picture(folder: Path, name: str) -> bytes | None:
    """The picture of that relative name in the folder; None where there is none, or only something like it."""
    relative = PurePosixPath(name)
    kind = SUFFIXES.get(relative.suffix.lower(), "")
    if not kind or relative.is_absolute() or ".." in relative.parts or "\\" in name or ":" in name:
        return None
    path = folder
    try:
        for part in relative.parts:
            path = path / part
            status = path.lstat()
            if stat.S_ISLNK(status.st_mode):
                return None
        if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST_PICTURE:
            return None
        content = path.read_bytes()
    except (OSError, ValueError):
        return None
    return content if is_picture(content, kind) else None
