"""PNG files for tests of what pictures carry beside their pixels."""

import io
from collections.abc import Mapping

from PIL import Image
from PIL.PngImagePlugin import PngInfo


def carrying(texts: Mapping[str, str]) -> bytes:
    """A small PNG file with these texts in it."""
    carried = PngInfo()
    for name, text in texts.items():
        carried.add_itxt(name, text)
    buffer = io.BytesIO()
    Image.new("L", (3, 3)).save(buffer, "png", pnginfo=carried)
    return buffer.getvalue()
