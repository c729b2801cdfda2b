"""Pictures that a student may bring along, and nothing else that calls itself one.

A written answer may be a photograph of a page. Raster pictures cannot run anything, so those are kept; an SVG can,
so it is not. The first bytes decide, not the name.
"""

import re
import stat
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

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
ADDRESS = re.compile(r"""!\[[^\]]*\]\(\s*<?([^)\s>]+)|<img\b[^>]*?\bsrc\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)


def is_picture(content: bytes, kind: str) -> bool:
    """Whether the bytes begin as a raster picture of that media type does."""
    start = SIGNATURES.get(kind)
    return start is not None and content.startswith(start)


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
