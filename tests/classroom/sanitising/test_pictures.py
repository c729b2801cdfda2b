"""Pictures: what a browser can draw, and what would stop it."""

import base64
import struct
import zlib

from classroom.sanitising.pictures import is_drawing, is_picture

SVG = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'
DOT = '<g id="a0"><circle r="5"/></g>'


def groups(depth: int, width: int) -> str:
    return DOT + "".join(f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * width + "</g>" for n in range(1, depth))


def png(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in ((b"IHDR", header), (b"IDAT", zlib.compress(b"")), (b"IEND", b""))
    )


def test_drawings_that_refer_to_their_parts_are_drawings() -> None:
    assert is_drawing(SVG.format(groups(3, 10)))
    assert is_drawing(SVG.format('<defs><path id="m"/></defs>' + '<use href="#m" clip-path="url(#c)"/>' * 20_000))


def test_a_drawing_that_grows_without_end_is_none() -> None:
    assert not is_drawing(SVG.format(groups(8, 10)))
    assert not is_drawing(SVG.format('<g id="a"><use href="#a"/></g>'))
    assert not is_drawing(SVG.format("<g>" * 5_000 + "</g>" * 5_000))
    patterns = "".join(
        f'<pattern id="p{n}">' + f"<rect fill='url(#p{n - 1})'/>" * 10 + "</pattern>" for n in range(1, 9)
    )
    assert not is_drawing(SVG.format(f'<rect id="p0"/>{patterns}<rect fill="url(#p8)"/>'))
    assert not is_drawing('<!DOCTYPE svg [<!ENTITY a "x">]>' + SVG.format("&a;"))
    assert not is_drawing("no drawing")


def test_a_picture_of_too_many_points_is_none() -> None:
    assert is_picture(png(4_000, 3_000), "image/png")
    assert not is_picture(png(20_000, 20_000), "image/png")
    assert not is_picture(png(2, 2), "image/jpeg")
    assert is_picture(base64.b64decode("iVBORw0KGgoAAAANSUhEUg=="), "image/png"), "what cannot be read is small"
