"""What all figures share: the scales of colour, the sizes of letters, and how a figure becomes a picture with words.

Figures are drawn without pyplot, so that no global state leaks in, and rendered to the same bytes every time.
"""

import base64
import functools
import html
import io
import math
import os
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ParamSpec

import matplotlib
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from word2vec_lab.edition import reading_edition
from word2vec_lab.palette import BLUE, GREY, INK, PURPLE, VERMILLION

DIVERGING = LinearSegmentedColormap.from_list("blue to vermillion", [BLUE, "#FFFFFF", VERMILLION])
SEQUENTIAL = LinearSegmentedColormap.from_list("white to purple", ["#FFFFFF", PURPLE, "#7A2E5D"])

CSS_DPI = 96
OUTPUTS = "GRADING_OUTPUTS"
SHARPNESS = 2.0
"""Pixels per CSS pixel: two, so that screens of high density and zoomed pages stay sharp."""

POINTS = 72
TEXT = 12.5
LARGE = 15.0
SMALL = 12.0

ONE_AT_A_TIME = threading.RLock()
"""JupyterLab lets widgets answer in threads of their own, beside each other and beside a running cell. matplotlib's
settings are the same for all threads, and a picture is to arrive whole: whoever draws or answers holds this lock."""

FIGURE = "w2v-figure"
ON_DARK = (
    f'[data-jp-theme-light="false"] .{FIGURE}, .vscode-dark .{FIGURE} {{ filter: invert(0.93) hue-rotate(180deg); }}'
)
"""On a dark page a figure is dark: black and white change places, and each colour stays what it is."""

_MACHINE_PARAMETERS = ("backend", "backend_fallback", "interactive", "toolbar", "webagg", "savefig.directory")
STYLE: Any = {
    **{k: v for k, v in matplotlib.rcParamsDefault.items() if not k.startswith(_MACHINE_PARAMETERS)},
    "font.family": ["DejaVu Sans"],  # comes with matplotlib, so that every machine draws the same
    "font.size": TEXT,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": GREY,
    "axes.labelsize": TEXT,
    "axes.titlesize": TEXT,
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.unicode_minus": True,
    "xtick.color": GREY,
    "ytick.color": GREY,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "xtick.labelsize": SMALL,
    "ytick.labelsize": SMALL,
    "hatch.linewidth": 1.2,
}

P = ParamSpec("P")


@dataclass(frozen=True)
class Picture:
    """A PNG at twice the size it is shown in, the words that stand for it, and its width in CSS pixels."""

    png: bytes = field(repr=False)
    alt: str
    width: int

    def img(self, **attributes: str) -> str:
        """The picture as an HTML element that needs no file beside it."""
        more = "".join(f' {name}="{html.escape(value)}"' for name, value in attributes.items())
        data = base64.b64encode(self.png).decode("ascii")
        return (
            f'<img alt="{html.escape(self.alt)}" width="{self.width}"{more} class="{FIGURE}" style="max-width:100%" '
            f'src="data:image/png;base64,{data}">'
        )

    def _repr_html_(self) -> str:
        return self.img() + on_dark()

    def _repr_png_(self) -> bytes | None:
        # Code hosts differ in what they show of a notebook: some take the picture out of the HTML, some show the other.
        return self.png if reading_edition() else None

    def __repr__(self) -> str:
        return self.alt


def on_dark() -> str:
    """The rule for figures on a dark page, as HTML; where a page takes it out, a figure stays on its own white."""
    return f"<style>{ON_DARK}</style>"


def styled(draw: Callable[P, Picture]) -> Callable[P, Picture]:
    """Draw in the course's style, and leave the reader's own settings as they were.

    Where a grader says that nobody will see what cells show, nothing is drawn.
    """

    @functools.wraps(draw)
    def styled(*args: P.args, **kwargs: P.kwargs) -> Picture:
        if os.environ.get(OUTPUTS) == "dropped":
            return Picture(b"", "", 0)
        with ONE_AT_A_TIME, matplotlib.rc_context(STYLE):
            return draw(*args, **kwargs)

    return styled


def render(figure: Figure, sharpness: float) -> Image.Image:
    """The figure as an image with `sharpness` pixels for each CSS pixel."""
    canvas: Any = FigureCanvasAgg(figure)
    figure.set_dpi(CSS_DPI * sharpness)
    canvas.draw()
    return Image.frombuffer("RGBA", canvas.get_width_height(), canvas.buffer_rgba(), "raw", "RGBA", 0, 1)


def picture(
    image: Image.Image, alt: str, sharpness: float = SHARPNESS, texts: Mapping[str, str] | None = None
) -> Picture:
    """Encode; without date and version of the software, which would make equal pictures differ.

    `texts` are what the file says of itself, by the names that the PNG format has for such texts.
    """
    carried = PngInfo()
    for name, text in (texts or {}).items():
        carried.add_itxt(name, text)
    flat = image.convert("RGB")
    buffer = io.BytesIO()
    if sharpness > 1:
        # A picture of few colours: with a palette it is a third as large, and a notebook stays light.
        palette = flat.quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        palette.save(buffer, "png", compress_level=9, pnginfo=carried)
    else:
        flat.save(buffer, "png", compress_level=1, pnginfo=carried)
    return Picture(buffer.getvalue(), alt, round(image.width / sharpness))


def finished(figure: Figure, alt: str, texts: Mapping[str, str] | None = None) -> Picture:
    """The figure as a picture at the usual sharpness, which carries `texts`."""
    return picture(render(figure, SHARPNESS), alt, texts=texts)


def number(value: float, digits: int = 2) -> str:
    """A number as it is printed: a true minus sign, and no minus before zero."""
    if not math.isfinite(value):
        return str(value)
    text = f"{value:.{digits}f}"
    if float(text) == 0:
        text = text.removeprefix("-")
    return text.replace("-", "−")


def axis_name(axis: int, share: float) -> str:
    """What an axis of a projection is called, counted from 0: "axis 2 (0.7 % of the variance)"."""
    return f"axis {axis + 1} ({100 * share:.{0 if share >= 0.0995 else 1}f} % of the variance)"


def signed(value: float, digits: int = 2) -> str:
    """A number with its sign, plus included, and a real minus."""
    text = number(value, digits)
    return text if text.startswith("−") or float(text) == 0 else f"+{text}"


def scientific(value: float) -> str:
    """Two digits and a power of ten, for plain text: 3.1e-12."""
    return (
        f"{value:.2g}".replace("-", "−")
        if 1e-3 <= value < 1e4
        else f"{value:.1e}".replace("e-0", "e-").replace(".0e", "e")
    )


def times_ten(value: float) -> str:
    """Two digits and a power of ten, for matplotlib: 3.1 × 10⁻¹²."""
    mantissa, exponent = f"{value:.1e}".split("e")
    mantissa = mantissa.removesuffix(".0")
    if mantissa == "1":
        return f"$10^{{{int(exponent)}}}$"
    return f"${mantissa} \\times 10^{{{int(exponent)}}}$"


@functools.lru_cache(maxsize=512)
def text_width(text: str, size: float, bold: bool = False) -> float:
    """How wide a line of text comes out, in points."""
    font = FontProperties(family="DejaVu Sans", weight="bold" if bold else "normal")
    return float(TextPath((0, 0), text, size=size, prop=font).get_extents().width)


def sheet(width: float, height: float) -> tuple[Figure, Axes]:
    """An empty sheet, measured in points, on which a diagram is laid out by hand.

    Three points are four CSS pixels: sizes are rounded up so that no picture ends within a pixel.
    """
    width, height = 3 * math.ceil(width / 3), 3 * math.ceil(height / 3)
    figure = Figure(figsize=(width / POINTS, height / POINTS))
    ax = figure.add_axes((0, 0, 1, 1))
    ax.set(xlim=(0, width), ylim=(0, height))
    ax.axis("off")
    return figure, ax


def paper(pad: float = 1.5) -> dict[str, Any]:
    """A white ground behind a label, which keeps it readable where a line passes."""
    return {"facecolor": "white", "edgecolor": "none", "pad": pad}


def plain_or_times_ten(value: float) -> str:
    """A number as one writes it: 0.028, or 8.1 × 10⁻¹³ where zeros would have to be counted."""
    return f"{value:.3g}" if value >= 1e-3 else times_ten(value)
