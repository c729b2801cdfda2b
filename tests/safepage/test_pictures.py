"""Pictures: what a browser can draw, and what would stop it."""

import base64
import html
import io
import os
import struct
import time
import unicodedata
import warnings
import zlib
from pathlib import Path
from urllib.parse import quote

import matplotlib.pyplot as plt
import numpy as np
import pytest
from PIL import Image
from pngs import carrying

from safepage import pictures
from safepage.markdown import pictures_shown, render
from safepage.pictures import (
    LARGEST_PICTURE,
    Album,
    is_drawing,
    is_picture,
    read_picture,
    says_of_itself,
    sentence,
    texts_in,
)

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


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("A  plot\n of\t24 words.", "A plot of 24 words."),
        ("left \u202eto right\x07", "left to right"),
        ("x" * 500, "x" * 500),
        ("x" * 501, "x" * 500 + "…"),
        (" ", ""),
    ],
)
def test_a_picture_says_what_it_is_in_one_line(written: str, said: str) -> None:
    assert says_of_itself(carrying({"Description": written, "Other": "else"})) == said
    assert texts_in(carrying({"Description": written, "Other": "else"}))["Other"] == "else"


@pytest.mark.parametrize(
    "content", [b"", b"GIF89a", png(3, 3), png(30_000, 30_000), carrying({"Title": "no description"})]
)
def test_other_files_say_nothing_of_themselves(content: bytes) -> None:
    assert says_of_itself(content) == ""


def test_texts_that_unpack_to_more_than_a_page_are_none() -> None:
    packed = zlib.compress(b"x" * 50_000_000)
    chunk = b"zTXt" + b"Description\0\0" + packed
    whole = png(3, 3)
    bomb = whole[:33] + struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) + whole[33:]
    assert says_of_itself(bomb) == ""


def test_what_a_picture_says_stands_below_it_in_a_text_and_is_no_markup(tmp_path: Path) -> None:
    (tmp_path / "plot.png").write_bytes(carrying({"Description": "<script>x</script> & so"}))
    (tmp_path / "photo.png").write_bytes(carrying({}))
    said = "<br><small><em>What the picture says of itself: &lt;script&gt;x&lt;/script&gt; &amp; so</em></small>"
    page = render("![a](plot.png) ![b](photo.png) <img src='plot.png'>", Album({}, tmp_path)).html
    assert page.count(said) == 2
    assert page.count("<small>") == 2
    pasted = {"plot.png": {"image/png": base64.b64encode(carrying({"Description": "Mine."})).decode()}}
    assert "What the picture says of itself: Mine." in render("![a](attachment:plot.png)", Album(pasted)).html


def test_no_picture_of_a_text_is_wider_than_the_page(tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_bytes(carrying({}))
    page = render("![a > b](photo.png)\n<img src='photo.png' width='4000'>", Album({}, tmp_path)).html
    assert page.count('style="max-width:100%">') == 2
    assert "max-width" not in render("<img src='photo.png' height='9'>", Album({}, tmp_path)).html
    styled = render("<img src='photo.png' style='width:9px'>", Album({}, tmp_path)).html
    assert styled.count("style=") == 1


@pytest.mark.slow
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


TURBULENCE = "".join(f'<feTurbulence baseFrequency="0.9" numOctaves="9" seed="{n}"/>' for n in range(8))


@pytest.mark.parametrize(
    "inside",
    [
        f'<filter id="f" width="9" height="9">{TURBULENCE}</filter><rect width="900" height="900" filter="url(#f)"/>',
        '<rect width="9" height="9" style="filter: blur(900px)"/>',
        "<style>rect { backdrop-filter: blur(9px) }</style><rect/>",
        '<path d="M0 0 L900000 0" stroke-dasharray="0.0001"/>',
        '<path d="M0 0 L9 0" style="stroke-dasharray: 1, 1e-9"/>',
        '<style>path { stroke-dasharray: .0001 }</style><path d="M0 0 L9 0"/>',
        '<path d="M0 0 L1e12 0" stroke-dasharray="1"/>',
        '<rect width="99999999" height="9"/>',
        '<g transform="scale(1e9)"><rect/></g>',
        '<pattern id="p" width="0.00001" height="1"><rect/></pattern><rect fill="url(#p)"/>',
        '<marker id="m">' + "<rect/>" * 100 + '</marker><path marker-mid="url(#m)" d="' + "1 1 " * 10_000 + '"/>',
        '<image href="https://example.org/a.png"/>',
        '<image href="data:image/png;base64,AAAA"/>',
    ],
)
def test_a_drawing_that_keeps_a_browser_busy_is_none(inside: str) -> None:
    assert not is_drawing(SVG.format(inside))


def test_what_plotting_libraries_draw_is_a_drawing() -> None:

    figure, axes = plt.subplots(1, 3)
    axes[0].plot(np.random.default_rng(0).normal(size=2_000), "o--", label="a")
    axes[0].legend()
    axes[1].imshow(np.eye(20))
    axes[2].bar([1, 2], [3, 4], hatch="//")
    text = io.StringIO()
    figure.savefig(text, format="svg")
    plt.close(figure)
    assert is_drawing(text.getvalue())


PICTURE = png(3, 2)
HELD = base64.b64encode(PICTURE).decode()


@pytest.mark.parametrize(
    ("key", "address"),
    [
        ("a.png", "attachment:a.png"),
        ("Screenshot 1.png", "attachment:Screenshot%201.png"),
        ("Screenshot 1.png", "attachment:Screenshot 1.png"),
        ("Übung.png", "attachment:%C3%9Cbung.png"),
        ("Übung.png", "attachment:Übung.png"),
        (unicodedata.normalize("NFD", "Übung.png"), "attachment:Übung.png"),
        ("Übung.png", "attachment:" + unicodedata.normalize("NFD", "Übung.png")),
        ("a%20b.png", "attachment:a%20b.png"),
        ("写真.png", "attachment:写真.png"),
    ],
)
def test_a_pasted_picture_is_found_whatever_its_name(key: str, address: str) -> None:
    assert Album({key: {"image/png": HELD}}).find(address).holds == f"data:image/png;base64,{HELD}"
    assert Album({key: {"image/png": [HELD[:9], HELD[9:]]}}).find(address).holds


@pytest.mark.parametrize("name", ["a.png", "my photo.PNG", "sub/Übung.jpeg", "sub/b.jpg"])
def test_a_picture_beside_the_notebook_is_found(name: str, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    content = PICTURE if name.lower().endswith("png") else b"\xff\xd8\xff\xe0 jpeg"
    (tmp_path / unicodedata.normalize("NFD", name)).write_bytes(content)
    assert Album({}, tmp_path).find(quote(name)).holds
    assert Album({}, tmp_path).find(name).holds
    assert list(pictures_shown([f"![x]({quote(name)})"], tmp_path).values()) == [content]
    assert list(pictures_shown([f"![x](<{name}>) <img src='{name}'>"], tmp_path).values()) == [content]


@pytest.mark.parametrize(
    "address",
    [
        "./sub/b.png",
        "sub\\b.png",
        ".\\sub\\b.png",
        "sub/../sub/b.png",
        "sub//b.png",
        "sub/b.png#top",
        "sub/b%2Epng?raw=1",
    ],
)
def test_a_picture_is_found_by_every_address_that_a_browser_takes_for_it(address: str, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.png").write_bytes(PICTURE)
    assert pictures_shown([f"<img src='{address}'>"], tmp_path) == {"sub/b.png": PICTURE}


def test_what_a_text_names_and_no_page_shows_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(PICTURE)
    text = "![x](a.png) ![y](b.heic) [z](sub/c%20d.PDF) <a href='e.png'>e</a> [next](2.ipynb) [w](https://w.org/f.pdf) "
    behind: set[str] = set()
    pictures_shown([text + "[g](../g.pdf) ![h](../h.png) [i](/i.pdf) [j](#k.pdf)"], tmp_path, None, behind)
    assert behind == {"b.heic", "sub/c d.PDF", "e.png"}


def test_a_link_to_a_file_says_that_nobody_sees_the_file(tmp_path: Path) -> None:
    said = pictures.link_sentence("scan <1>.pdf")
    found = render("See [my *own* answer](scan%20%3C1%3E.pdf).", Album({}, tmp_path))
    assert found.html == f"<p>See my <em>own</em> answer <em>{html.escape(said)}</em>.</p>\n"
    assert found.left_out == (said.strip("[]"),)
    assert render("[next](2_sums.ipynb)").left_out == ()


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("photo.heic", "Apple's format HEIC"),
        ("scan.TIFF", "TIFF"),
        ("derivation.pdf", "PDF"),
        ("drawing.svg", "SVG"),
        ("notes", "does not end as a picture's does"),
        ("https://example.org/a.png", "lies elsewhere"),
        ("//example.org/a.png", "lies elsewhere"),
        ("file:///etc/a.png", "lies elsewhere"),
        ("missing.png", "no such file"),
        ("../outside.png", "outside of the assignment's folder"),
        ("/etc/a.png", "outside of the assignment's folder"),
        ("false.png", "damaged, or holds another kind"),
        ("large.png", "larger than 10 MB"),
        ("link.png", "a link"),
        ("attachment:gone.png", "Paste it again"),
        ("attachment:photo.heic", "HEIC"),
        ("attachment:broken.png", "damaged"),
        ("attachment:empty.png", "Paste it again"),
        ("data:image/svg+xml;base64,AAAA", "cannot draw it"),
        ("data:text/html,x", "is no picture"),
        ("", "no file is named"),
        (f"a{chr(0)}.png", "that no file can have"),
    ],
)
def test_what_cannot_be_shown_has_a_reason(address: str, says: str, tmp_path: Path) -> None:
    folder = tmp_path / "course"
    folder.mkdir()
    (tmp_path / "outside.png").write_bytes(PICTURE)
    (folder / "photo.heic").write_bytes(b"x")
    (folder / "false.png").write_bytes(b"<html>")
    (folder / "large.png").write_bytes(PICTURE + bytes(LARGEST_PICTURE))
    (folder / "link.png").symlink_to(tmp_path / "outside.png")
    attachments = {
        "photo.heic": {"image/heic": HELD},
        "broken.png": {"image/png": "%%%"},
        "empty.png": {},
    }
    found = Album(attachments, folder).find(address)
    assert found.holds == ""
    assert says in found.why_not
    assert read_picture(folder, address) is None


def test_the_sentence_in_its_place_names_it_and_says_why() -> None:
    said = sentence("my\n derivation", "it is missing")
    assert "my derivation" in said
    assert "it is missing" in said
    assert "without a name" in sentence("", "it is missing")


@pytest.mark.slow
def test_no_drawing_takes_long_to_judge() -> None:
    start = time.process_time()
    is_drawing(SVG.format('<path d="' + "1 1 " * 100_000 + '"/>'))
    is_drawing(SVG.format("<rect id='a'/>" * 50_000))
    assert time.process_time() - start < 10


PNG = b"\x89PNG\r\n\x1a\n rest"


def test_the_largest_picture_is_one_that_a_telephone_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert is_picture(png(12_000, 10_000), "image/png"), "and nothing is said on the terminal of whoever grades"
        assert not is_picture(png(12_001, 10_000), "image/png")
    monkeypatch.setattr(pictures, "MOST_PIXELS", 12)
    assert is_picture(png(4, 3), "image/png")
    assert not is_picture(png(13, 1), "image/png")


@pytest.mark.parametrize("name", ["png", "jpeg", "gif", "webp"])
def test_every_kind_that_browsers_show_is_known_by_its_first_bytes(name: str) -> None:
    written = io.BytesIO()
    Image.new("RGB", (3, 2)).save(written, name)
    others = {"image/png", "image/jpeg", "image/gif", "image/webp"} - {f"image/{name}"}
    assert is_picture(written.getvalue(), f"image/{name}")
    assert not any(is_picture(written.getvalue(), other) for other in {*others, "image/svg+xml", ""})


@pytest.mark.parametrize(
    ("inside", "drawn"),
    [
        ("", 1),
        ("<circle/>", 2),
        ("<g><circle/><circle/></g>", 4),
        ('<circle id="c"/><use href="#c"/>', 4),
        ('<circle id="c"/><use href="#c"/><use href="#c"/>', 6),
        ('<g id="c"><circle/></g><rect fill="url(#c)"/><rect fill="url( \'#c\')" clip-path="url(#c)"/>', 11),
        ('<circle id="c"/><use href="#nothing"/><use title="other.svg#c"/>', 4),
        ('<circle/><use href="#"/>', 3),
        # A rule may hold for every element: here there are four, or three.
        ('<style>rect { fill: url(#p) }</style><pattern id="p"/><rect id="r"/>', 4 + 4),
        ('<style/><pattern id="p"/>', 3),
        ('<circle id="c"/><style><!-- --></style><desc>url(#c)</desc>', 4),
        ('<circle id="c"/><style class="url(#c)">g { fill: url(#c) }</style>', 3 + 1 + 3),
        # A marker is drawn at each corner, of which a path has as many as pairs of numbers, and one.
        ('<marker id="m"/><path d="M0 0 L1 1 L2 2" marker-mid="url(#m)"/>', 3 + 4),
        ('<marker id="m"/><path d="M0 0 1" style="marker: url(#m)"/>', 3 + 2),
        ('<marker id="m"/><polyline points="0,0 1,1" marker-end="url(#m)"/>', 3 + 3),
        ('<marker id="m"/><path d="M0 0 L1 1 L2 2" fill="url(#m)"/>', 3 + 1),
        ('<style>path { marker: url(#m) }</style><marker id="m"/><path d="M0 0 1 1"/>', 4 + 1 + 1 + 1 + 3),
    ],
)
def test_what_a_browser_draws_is_counted_as_often_as_it_is_drawn(
    monkeypatch: pytest.MonkeyPatch, inside: str, drawn: int
) -> None:
    for source in (SVG.format(inside), f"<svg>{inside}</svg>"):
        monkeypatch.setattr(pictures, "MOST_DRAWN", drawn)
        assert is_drawing(source)
        monkeypatch.setattr(pictures, "MOST_DRAWN", drawn - 1)
        assert not is_drawing(source)


def test_a_ring_of_references_is_no_drawing_and_two_uses_of_one_part_are() -> None:
    ring = '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'
    assert not is_drawing(SVG.format(ring))
    assert is_drawing(SVG.format('<g id="a"><use href="#b"/><use href="#b"/></g><g id="b"/><use href="#a"/>'))


def test_a_drawing_has_a_depth_whether_by_elements_or_by_references(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "DEEPEST_DRAWING", 4)
    assert is_drawing(SVG.format("<g>" * 4 + "</g>" * 4))
    assert not is_drawing(SVG.format("<g>" * 5 + "</g>" * 5))
    # From the top: a use (1), what it shows (2), the use in there (3), what that shows (4), and what is in it.
    parts = '<use href="#b"/><defs><g id="b"><use href="#a"/></g></defs>'
    assert is_drawing(SVG.format(parts + '<circle id="a"/>'))
    assert not is_drawing(SVG.format(parts + '<g id="a"><g/></g>'))


def test_only_pictures_of_the_folder_come_along(tmp_path: Path) -> None:
    folder = tmp_path / "sums"
    folder.mkdir()
    (folder / "a b.png").write_bytes(PNG)
    (folder / "page.png").write_text("<script>")
    (folder / "x.svg").write_bytes(PNG)
    (tmp_path / "out.png").write_bytes(PNG)
    os.symlink(tmp_path / "out.png", folder / "link.png")
    text = "![](a%20b.png) ![](page.png) ![](x.svg) ![](../out.png) ![](link.png) <img src='none.png'>"
    assert pictures_shown([text], folder) == {"a b.png": PNG}
    assert pictures_shown([f"![]({tmp_path}/out.png)", f"![]({folder}/a%20b.png)"], folder) == {}


@pytest.mark.parametrize(
    "text",
    [
        "![my page](sub/p.PNG)",
        "![]( <sub/p.PNG> 'a title')",
        '<img alt="p" src="sub/p.PNG">',
        "<IMG\nsrc = sub/p.PNG>",
        "![a][b]\n![](other.png) ![](sub/p.PNG)",
    ],
)
def test_a_picture_is_found_however_markdown_shows_it(tmp_path: Path, text: str) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "p.PNG").write_bytes(PNG)
    assert pictures_shown(["nothing here", text], tmp_path) == {"sub/p.PNG": PNG}


def test_only_so_many_bytes_come_along_and_a_picture_shown_twice_counts_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "abc":
        (tmp_path / f"{name}.png").write_bytes(PNG)
    (tmp_path / "small.png").write_bytes(PNG[:8])
    texts = ["![](a.png) ![](a.png)", "![](b.png) ![](c.png) ![](small.png)"]
    monkeypatch.setattr(pictures, "MOST_BYTES", 3 * len(PNG))
    assert set(pictures_shown(texts, tmp_path)) == {"a.png", "b.png", "c.png"}
    monkeypatch.setattr(pictures, "MOST_BYTES", 3 * len(PNG) - 1)
    assert set(pictures_shown(texts, tmp_path)) == {"a.png", "b.png", "small.png"}


@pytest.mark.parametrize(
    "name", ["c:p.png", "c:\\p.png", "a\\p.png", "a/../p.png", "p", "p.txt", "\0.png", "x" * 300 + ".png"]
)
def test_a_name_that_means_something_elsewhere_is_no_picture(tmp_path: Path, name: str) -> None:
    if "\0" not in name and len(name) < 99:
        (tmp_path / "a").mkdir()
        (tmp_path / name).write_bytes(PNG)
    assert read_picture(tmp_path, name) is None


def test_what_is_called_a_picture_and_is_no_file_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    (tmp_path / "folder.png").mkdir()
    (tmp_path / "folder.png" / "p.png").write_bytes(PNG)
    os.symlink(tmp_path / "folder.png", tmp_path / "link")
    assert read_picture(tmp_path, "pipe.png") is None
    assert read_picture(tmp_path, "folder.png") is None
    assert read_picture(tmp_path, "link/p.png") is None, "neither a link further up"
    assert read_picture(tmp_path, "folder.png/p.png") == PNG


@pytest.mark.parametrize("suffix", ["png", "jpg", "jpeg", "gif", "webp"])
def test_a_name_and_its_bytes_must_agree(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"p.{suffix}").write_bytes(PNG)
    assert (read_picture(tmp_path, f"p.{suffix}") == PNG) == (suffix == "png")


def test_a_picture_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "p.png").write_bytes(PNG)
    monkeypatch.setattr(pictures, "LARGEST_PICTURE", len(PNG))
    assert read_picture(tmp_path, "p.png") == PNG
    monkeypatch.setattr(pictures, "LARGEST_PICTURE", len(PNG) - 1)
    assert read_picture(tmp_path, "p.png") is None


SAVE = "Save it as PNG or JPEG, and show that file"
OUTSIDE = "it lies outside of the assignment's folder. Copy it beside the notebook"
ELSEWHERE = "it lies elsewhere, and a page fetches nothing. Save it beside the notebook"
MISSING = "there is no such file beside the notebook. Mind how its name is spelt"


@pytest.mark.parametrize(
    ("address", "why_not"),
    [
        ("  ", "no file is named"),
        ("HTTPS://example.org/a.png", ELSEWHERE),
        ("C:/a.png", ELSEWHERE),
        ("a/../b.png", MISSING),
        ("a/../../b.png", OUTSIDE),
        ("..%5Cb.png", OUTSIDE),
        ("a%5Cb.png", MISSING),
        ("C%3A/a.png", OUTSIDE),
        ("c%3Aa.png", OUTSIDE),
        ("missing.png", MISSING),
        ("fehlt-für-immer.png", MISSING),
        ("folder.png", MISSING),
        ("link.png", "it is a link to another place. Copy the file itself beside the notebook"),
        ("large.png", "it is larger than 10 MB. Save it smaller"),
        ("x" * 300 + ".png", "it cannot be read"),
        ("a%00.png", "its name holds a character that no file can have"),
        ("false.png", f"the file is damaged, or holds another kind of picture than its name says. {SAVE}"),
        ("photo.HEIC", f"it is a photo in Apple's format HEIC, which browsers do not show. {SAVE}"),
        ("notes", f"its name does not end as a picture's does. {SAVE}"),
        ("attachment:gone.png", "it is not among the pictures that were pasted into this cell. Paste it again"),
        ("attachment:odd.png", "it is not among the pictures that were pasted into this cell. Paste it again"),
        ("attachment:empty.png", "nothing is left of the picture that was pasted. Paste it again"),
        ("attachment:broken.png", "it is damaged. Paste it again"),
        ("attachment:number.png", "it is damaged. Paste it again"),
        ("attachment:drawing.svg", f"a browser cannot draw it at once. {SAVE}"),
        ("attachment:letters.svg", f"a browser cannot draw it at once. {SAVE}"),
        ("attachment:false.png", f"it is damaged, or larger than a browser can hold. {SAVE}"),
        ("attachment:scan.tif", f"it is a TIFF picture, which browsers do not show. {SAVE}"),
        ("attachment:new.avif", f"it is of the kind image/avif, which is not taken. {SAVE}"),
        ("data:text/plain,x", f"what it holds is no picture. {SAVE}"),
    ],
)
def test_the_reason_says_what_to_do(address: str, why_not: str, tmp_path: Path) -> None:
    (tmp_path / "folder.png").mkdir()
    (tmp_path / "link.png").symlink_to(tmp_path / "none.png")
    (tmp_path / "large.png").write_bytes(PICTURE.ljust(LARGEST_PICTURE + 1))
    (tmp_path / "false.png").write_bytes(b"<html>")
    pasted: dict[str, object] = {
        "odd.png": "no forms",
        "empty.png": {},
        # Letters that base64 does not have are damage, whatever is between them.
        "broken.png": {"image/png": f"{HELD}*"},
        "number.png": {"image/png": 5},
        "drawing.svg": {"image/svg+xml": in_base64(b"<svg><filter/></svg>")},
        "letters.svg": {"image/svg+xml": in_base64(b"<svg>\xff</svg>")},
        "false.png": {"image/png": in_base64(b"<html>")},
        "scan.tif": {"image/tiff": HELD},
        "new.avif": {"image/avif": HELD},
    }
    assert Album(pasted, tmp_path).find(address) == pictures.Found("", why_not)


def in_base64(content: bytes) -> str:
    return base64.b64encode(content).decode()


def test_a_text_without_a_folder_has_no_files() -> None:
    assert Album().find("a.png") == pictures.Found("", "there are no files beside this text")


def test_what_is_shown_is_what_was_pasted_or_lies_there(tmp_path: Path) -> None:
    drawing = SVG.format("<circle r='2'/>").encode()
    (tmp_path / "a.png").write_bytes(PICTURE)
    (tmp_path / "b.JPG").write_bytes(b"\xff\xd8\xff jpeg")
    pasted: dict[str, object] = {
        "drawing.svg": {"image/svg+xml": in_base64(drawing)},
        "old.jpg": {"image/jpg": in_base64(b"\xff\xd8\xff jpeg")},
        "lines.png": {"image/png": f"{HELD[:9]}\n {HELD[9:]}"},
        "two.png": {"image/heic": HELD, "image/png": HELD},
    }
    shown = {
        "attachment:drawing.svg": f"data:image/svg+xml;base64,{in_base64(drawing)}",
        "attachment:old.jpg": f"data:image/jpeg;base64,{in_base64(bytes([255, 216, 255]) + b' jpeg')}",
        "attachment:lines.png": f"data:image/png;base64,{HELD}",
        "attachment:two.png": f"data:image/png;base64,{HELD}",
        f"data:image/png;base64,{HELD}": f"data:image/png;base64,{HELD}",
        "a.png": f"data:image/png;base64,{HELD}",
        "a.png?raw=1": f"data:image/png;base64,{HELD}",
        "a.png?raw=1?": f"data:image/png;base64,{HELD}",
        "b.JPG": f"data:image/jpeg;base64,{in_base64(bytes([255, 216, 255]) + b' jpeg')}",
    }
    album = Album(pasted, tmp_path)
    assert {address: album.find(address) for address in shown} == {
        address: pictures.Found(holds) for address, holds in shown.items()
    }


def test_the_largest_picture_is_taken_and_no_larger_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.png").write_bytes(PICTURE)
    monkeypatch.setattr(pictures, "LARGEST_PICTURE", len(PICTURE))
    album = Album({"a.png": {"image/png": HELD}}, tmp_path)
    assert album.find("a.png").holds
    assert album.find("attachment:a.png").holds
    (tmp_path / "false.png").write_bytes(b"x" * len(PICTURE))
    assert "damaged" in album.find("false.png").why_not
    monkeypatch.setattr(pictures, "LARGEST_PICTURE", len(PICTURE) - 1)
    for address in ("a.png", "attachment:a.png"):
        assert album.find(address).holds == ""
        assert album.find(address).why_not.startswith("it is larger than ")


def test_no_name_in_the_sentence_is_endless() -> None:
    assert sentence("a" * 201, "why") == f"[Here is a picture that cannot be shown: {'a' * 200}. The reason: why.]"
    assert sentence(" ", "why") == "[Here is a picture that cannot be shown: without a name. The reason: why.]"


SIDES = "d points width height x y x1 x2 y1 y2 r rx ry viewBox transform patternTransform stroke-width font-size"


@pytest.mark.parametrize("attribute", SIDES.split())
def test_no_number_of_a_drawing_is_farther_than_a_mile(attribute: str) -> None:
    for number in ("1e6", "-1000000", "3 .5 1000000"):
        assert is_drawing(SVG.format(f'<g {attribute}="{number}"/>'))
    for number in ("1000001", "-1e7", "3 .5 1000001"):
        assert not is_drawing(SVG.format(f'<g {attribute}="{number}"/>'))


@pytest.mark.parametrize(
    ("inside", "drawn"),
    [
        ('<path stroke-dasharray="0.05 0"/>', True),
        ('<path stroke-dasharray="3, 0.04"/>', False),
        ('<path style="stroke-dasharray: 0.05"/>', True),
        ('<path style="stroke-dasharray: 0.04"/>', False),
        ("<style>path { stroke-dasharray: 0.05 }</style>", True),
        ("<style>path { stroke-dasharray: 0.04 }</style>", False),
        ('<pattern width="0.05" height="0.05"/>', True),
        ('<pattern width="0.04" height="1"/>', False),
        ('<pattern width="1" height="0.04"/>', False),
        ('<pattern width="8 0.01"/>', True),
        ('<rect width="0.04" height="0.04"/>', True),
        ('<use href="#a"/>', True),
        ('<use title="https://example.org/a.png"/>', True),
        ('<use xmlns:x="http://www.w3.org/1999/xlink" x:href="https://example.org/a.png"/>', False),
        ('<use xmlns:x="http://www.w3.org/1999/xlink" x:href="#a"/>', True),
        (f'<image href="data:image/png;base64,{HELD}"/>', True),
        ('<g id="FILTER"/>', False),
    ],
)
def test_a_drawing_is_as_fine_as_paper_and_brings_all_that_it_shows(inside: str, drawn: bool) -> None:
    assert is_drawing(SVG.format(inside)) == drawn
