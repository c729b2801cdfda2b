"""Hostile submissions that want to run a script in the browser of whoever reads them: the grader's, or a student's.

The script is a request for /ran-CASE and a mark in the page's title; `test_browser.py` looks for both.
"""

import base64
import struct
import zlib

from grading.course import NUMBERS, WORDS
from grading.handing_in import Handed, case, code_cell, find, hostile, hostile_code, text_cell

SCRIPT = "document.title='ran-CASE';window.ran=(window.ran||'')+'CASE ';fetch('/ran-CASE')"
QUOTED = SCRIPT.replace("'", "&#39;")

MARKUP = [
    f'<img src=x onerror="{SCRIPT}">',
    f"<svg onload=\"{SCRIPT}\"><circle r='5'/></svg>",
    f"<svg><script>{SCRIPT}</script></svg>",
    f"<script>{SCRIPT}</script>",
    f'<a href="javascript:{QUOTED}" autofocus onfocus="{SCRIPT}">click</a>',
    f'<iframe srcdoc="<script>parent.{QUOTED}</script>"></iframe>',
    f'<details open ontoggle="{SCRIPT}"><summary>x</summary></details>',
    f'<body onload="{SCRIPT}"><style>@import "javascript:{QUOTED}"; * {{ display: none }}</style>',
    f"<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror={QUOTED}&gt;\">",
    f'<form action="javascript:{QUOTED}"><input type=submit autofocus onfocus="{SCRIPT}"></form>',
    f'<object data="javascript:{QUOTED}"></object><embed src="javascript:{QUOTED}">',
    f'<noscript><p title="</noscript><img src=x onerror={QUOTED}>"></noscript>',
    f"<video><source onerror=\"{SCRIPT}\"></video><audio src=x onerror=\"{SCRIPT}\"></audio>",
    '<base href="http://127.0.0.1:PORT/"><meta http-equiv="refresh" content="0;url=http://127.0.0.1:PORT/">',
    '<link rel=stylesheet href="http://127.0.0.1:PORT/harm-CASE"><img src="http://127.0.0.1:PORT/harm-CASE">',
    f'<div style="background:url(javascript:{QUOTED});position:fixed;top:0;left:0;width:100%;height:100%">cover</div>',
]  # fmt: skip

# Each draws far above the place where it stands: over the scores and reasons of what comes before it.
COVERS = [
    '<p style="line-height:0"><span style="font-size:4000px;background-color:white;color:white">x</span></p>',
    '<a href="http://127.0.0.1:PORT/harm-CASE" style="font-size:4000px;line-height:0;background-color:white">x</a>',
    f"<p>Z{'&#x0300;' * 3000}</p>",
    '<div dir="rtl" style="height:0;width:10px;white-space:nowrap"><span style="font-size:900px">xxxxxx</span></div>',
]


@hostile("glyphs without height that cover what stands above them, and a link that catches every click", deserved=10.0)
def covers_the_page(handed: Handed) -> None:
    handed.right()
    covers = [handed.fitted(cover) for cover in COVERS]
    handed.after("double-check", *map(text_cell, covers))
    shown = code_cell(f"from IPython.display import HTML, display\nfor cover in {covers!r}:\n    display(HTML(cover))")
    handed.after("double-check", shown, code_cell("print('Z' + '\\u0300' * 3000)"))


@hostile("raw HTML in the Markdown of a written answer and of one's own cells", deserved=10.0)
def markup_in_text(handed: Handed) -> None:
    handed.right()
    handed.answer(why="An answer.\n\n" + "\n\n".join(map(handed.fitted, MARKUP)))
    for markup in MARKUP:
        handed.after("double", text_cell(handed.fitted(markup)), text_cell("text " + handed.fitted(markup)))
    script = handed.fitted(SCRIPT)
    links = (
        f"[a](javascript:{script}) ![b](javascript:{script}) <javascript:{script}> [c]: javascript:{script}\n\n[c]\n\n"
    )
    handed.after("double", text_cell(links + "[d](data:text/html,<script>parent.x=1</script>) [e](vbscript:x)"))
    maths = f"$\\href{{javascript:{script}}}{{x}}$ $$\\unicode{{<img src=x onerror={script}>}}$$ $</script><script>{script}</script>$"
    handed.after("double", text_cell(maths))
    handed.after(
        "double",
        text_cell(
            f'```html onerror\n<script>{script}</script>\n```\n\n```mermaid\ngraph TD; A["<img src=x onerror={script}>"]\n```'
        ),
    )
    handed.after(
        "double",
        {"cell_type": "raw", "metadata": {"raw_mimetype": "text/html"}, "source": f"<script>{script}</script>"},
    )


@hostile("HTML, SVG and JavaScript in the outputs of one's own cells", deserved=10.0)
def markup_in_outputs(handed: Handed) -> None:
    handed.right()
    code = "from IPython.display import HTML, SVG, Javascript, Markdown, Latex, display\nSOURCES = " + repr(
        [handed.fitted(markup) for markup in MARKUP]
    )
    code += f"""
for source in SOURCES:
    display(HTML(source))
    display(Markdown(source))
    display({{'text/html': source, 'text/plain': 'x'}}, raw=True, metadata={{'text/html': {{'isolated': True}}}})
    display({{'image/svg+xml': '<svg xmlns="http://www.w3.org/2000/svg">' + source + '</svg>'}}, raw=True)
    display({{'text/latex': source}}, raw=True)
    display({{'image/png': '"' + source}}, raw=True, metadata={{'image/png': {{'width': source, 'alt': '"' + source}}}})
display(Javascript({handed.fitted(SCRIPT)!r}))
display({{'application/javascript': {handed.fitted(SCRIPT)!r}}}, raw=True)
display({{'application/vnd.jupyter.widget-view+json': {{'model_id': '</script><script>{handed.fitted("CASE")}'}}}}, raw=True)
display({{'text/vnd.mermaid': 'graph TD; A'}}, raw=True)
print('<script>' + {handed.fitted(SCRIPT)!r} + '</script>\\x1b]8;;javascript:x\\x1b\\\\x\\x1b[31m<b>')
raise ValueError('<img src=x onerror="' + {handed.fitted(SCRIPT)!r} + '">')"""
    handed.after("double-check", code_cell(code))


@hostile("markup in what an answer returns, raises and is called, which a check may show", deserved=0.0)
def markup_in_results(handed: Handed) -> None:
    markup = handed.fitted(MARKUP[0])
    handed.answer(
        double=f"def double(n): return {markup!r}",
        norm=f"def norm(v): raise ValueError({markup!r})",
        count=f"def count(w):\n    return {{{markup!r}: 1}}\ncount.__name__ = {markup!r}",
        twice=f"class E(Exception): pass\nE.__name__ = {markup!r}\ndef twice(f, v): raise E({markup!r})",
    )


@hostile("markup in metadata, ids, tags, attachments and the names of widgets", deserved=10.0)
def markup_in_metadata(handed: Handed) -> None:
    handed.right()
    markup = '"><' + handed.fitted(MARKUP[0])[1:]
    for cell in handed.each():
        cell["id"] = markup
        cell["metadata"] |= {"tags": [markup], "name": markup, "jupyter": {"source_hidden": markup}}
        cell["metadata"]["alt"] = markup
    notebook = handed.load(WORDS)
    find(notebook["cells"], "why")["attachments"] = {
        markup: {"image/svg+xml": "<svg onload='x'/>", "text/html": markup, "image/png": markup}
    }
    find(notebook["cells"], "why")["source"] = f"![a](attachment:{markup}) ![](<attachment:{markup}>)"
    notebook["metadata"] |= {"title": markup, "language_info": {"name": markup, "pygments_lexer": markup}}
    notebook["metadata"]["widgets"] = {"application/vnd.jupyter.widget-state+json": {"x": "</script>" + markup}}
    handed.save(WORDS, notebook)


@hostile("a notebook whose file name is markup", deserved=10.0)
def markup_in_names(handed: Handed) -> None:
    handed.right()
    name = "<img src=x onerror=document.title='ran-CASE'>.ipynb"
    handed.path(WORDS).rename(handed.folder / handed.fitted(name))
    handed.write("<svg onload=window.ran=1>/<b>.ipynb", "{}")
    handed.write("[x](javascript:window.ran=1).ipynb", "no notebook")


@hostile("pictures that are no pictures beside the notebook", deserved=10.0)
def markup_as_pictures(handed: Handed) -> None:
    handed.right()
    handed.write("a.svg", f'<svg xmlns="http://www.w3.org/2000/svg" onload="{SCRIPT}"/>')
    handed.write("b.png", f"<html><script>{SCRIPT}</script></html>")
    handed.write("page.html", f"<script>{SCRIPT}</script>")
    handed.after("double", text_cell("![](a.svg) ![](b.png) [page](page.html) ![](../../../gradebook.db)"))


@hostile("an output of 20 megabytes of HTML, and of a picture", deserved=10.0)
def huge_outputs(handed: Handed) -> None:
    handed.right()
    handed.after("double-check", code_cell("from IPython.display import HTML, display\ndisplay(HTML('<p>' * 5_000_000))\n"
        "display({'image/png': 'A' * 20_000_000}, raw=True)"))  # fmt: skip


@hostile("a kilobyte of SVG that keeps a browser busy for ever, a picture that takes gigabytes of it", deserved=10.0)
def picture_bombs(handed: Handed) -> None:
    handed.right()
    groups = "".join(f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * 10 + "</g>" for n in range(1, 9))
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg"><g id="a0"><circle r="5"/></g>{groups}<use href="#a8"/></svg>'
    head = b"\x89PNG\r\n\x1a\n" + _png_chunk(b"IHDR", struct.pack(">IIBBBBB", 20_000, 20_000, 1, 0, 0, 0, 0))
    picture = head + _png_chunk(b"IDAT", zlib.compress(bytes(2501 * 20_000), 9)) + _png_chunk(b"IEND", b"")
    pasted, drawn = (base64.b64encode(data).decode() for data in (picture, drawing.encode()))
    handed.write("page.png", picture)
    handed.after("double", text_cell("![](page.png)"), text_cell(f"![](data:image/svg+xml;base64,{drawn})"),
        text_cell("![](attachment:a.png)") | {"attachments": {"a.png": {"image/png": pasted}}},
        code_cell(f"display({{'image/svg+xml': {drawing!r}}}, raw=True)"),
        code_cell(f"display({{'image/png': {pasted!r}}}, raw=True)"))  # fmt: skip


def _png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


hostile_code("looks-like-the-grader", "findings of one's own that look like the course's, with full points",
    "from IPython.display import HTML, display\ndisplay(HTML('<h4>1_numbers (Score: 10.0 / 10.0)</h4>'))")  # fmt: skip


@case("hostile", 10.0, "a pasted picture that is a page, and one that asks the network")
def pasted_pages(handed: Handed) -> None:
    handed.right()
    notebook = handed.load(NUMBERS)
    notebook["cells"].append(
        text_cell("![](attachment:a.png)")
        | {"attachments": {"a.png": {"text/html": "PHNjcmlwdD4=", "image/png": "PHNjcmlwdD4="}}}
    )
    handed.save(NUMBERS, notebook)
