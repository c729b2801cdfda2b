"""Writes written_answers.html: every written answer under its question's number, ready to be read, printed or uploaded.

The page is complete in itself: pictures are inside, mathematics is MathML, there is no script and no address that a
browser would have to ask. So it looks the same offline, in five years, and on the grader's machine.
"""

from __future__ import annotations

import html

from safepage import mathematics
from safepage.markdown import formulas, render
from safepage.mathematics import Mathematics
from safepage.pictures import Album, as_address, said_below
from word2vec_lab.student.notebooks import SavedNotebook
from word2vec_lab.submission.board import Scoreboard
from word2vec_lab.submission.reviewing import PLOT_ITEM, Review, State, Status
from word2vec_lab.submission.reviewing import without_comments as seen

NAME = "written_answers.html"
HEADINGS_BELOW = 3
"""A student's largest heading is one below the page's headings of items."""
PLOT_WORDS = "The word vectors in two dimensions: the picture word_vectors.png."

# Nothing may be fetched and nothing run, whatever an answer holds.
POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:"

CSS = """
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff;
       font: 1.05rem/1.55 Charter, Georgia, "Liberation Serif", "DejaVu Serif", serif }
h1, h2, h3 { line-height: 1.25; break-after: avoid }
h2 { margin-top: 2.5rem; border-bottom: 1px solid #bdbdbd }
h3 { margin: 2rem 0 .3rem }
.place { margin: 0 0 .8rem; color: #6b6b6b; font-size: .9em; break-after: avoid }
.answer { border-left: 3px solid #bdbdbd; padding-left: 1rem; overflow-wrap: break-word; contain: paint;
          overflow: auto; max-height: 30000px }
.nothing { color: #9a4a04; font-style: italic }
pre { white-space: pre-wrap; font-size: .85rem; line-height: 1.4; background: #f5f5f5; padding: .6rem .8rem }
table { border-collapse: collapse } th, td { border: 1px solid #bdbdbd; padding: .2em .6em }
img { max-width: 100%; height: auto } figure { margin: 1rem 0; break-inside: avoid } figcaption { font-size: .9em }
@media print {
  @page { margin: 2cm }
  body { margin: 0; padding: 0; max-width: none; font-size: 10.5pt }
  math[display="block"], tr, pre { break-inside: avoid }
}
"""


def page(review: Review) -> str:
    """The whole page."""
    sections = []
    defined = {notebook.path.name: _definitions(notebook) for notebook in review.notebooks}
    for part, title in (("1", "Understanding word2vec"), ("2", "Implementing word2vec")):
        # Part 1 is a written part in the assignment, so its formulas belong to it; the code of part 2 is in the zip.
        wanted = [s for s in review.statuses if s.item.part.startswith(part)]
        wanted = [s for s in wanted if part == "1" or s.item.kind == "written"]
        sections.append(f"<h2>{part} {title}</h2>" + "".join(_section(s, review, defined[s.file]) for s in wanted))
    missing = "".join(f"<li>{html.escape(str(thing))}</li>" for thing in review.missing)
    listed = f"<h2>What is missing</h2><ul>{missing}</ul>" if missing else "<p>Nothing is missing.</p>"
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>word2vec: written answers</title><style>{CSS}{mathematics.style()}</style></head><body><main>\n"
        f"<h1>word2vec: written answers</h1><p>{html.escape(Scoreboard(review).sums())}</p>\n"
        f"{listed}\n{''.join(sections)}</main></body></html>\n"
    )


def _definitions(notebook: SavedNotebook) -> Mathematics:
    r"""What the formulas of a notebook define (`\newcommand`), its answers may use."""
    known = Mathematics()
    for cell in notebook.cells:
        if cell.kind == "markdown":
            for formula in formulas(cell.source):
                known.learn(formula.tex)
    return known


def _section(status: Status, review: Review, defined: Mathematics) -> str:
    item = status.item
    points = f"{item.points:g} point{'' if item.points == 1 else 's'}"
    how = f"checked: {status.earned:g} of {points}" if status.score else points
    heading = f'<h3 id="{item.id}">{html.escape(f"{item.part} {item.title}")}</h3>'
    place = f'<p class="place">{how} · {status.file}, cell {item.id}</p>'
    plot = _plot(review) if item.id == PLOT_ITEM else ""
    return f'<section>{heading}{place}<div class="answer">{_answer(status, review, defined)}{plot}</div></section>\n'


def _answer(status: Status, review: Review, defined: Mathematics) -> str:
    nothing = f'<p class="nothing">No answer: {html.escape(status.state)}.</p>'
    if status.cell is None or status.state in (State.EMPTY, State.TO_DO):
        return nothing
    if status.item.kind == "auto" or status.cell.kind != "markdown":
        return f"<pre>{html.escape(status.cell.source)}</pre>"
    album = Album(status.cell.attachments, review.folder)
    return render(seen(status.cell.source), album, defined, HEADINGS_BELOW).html


def _plot(review: Review) -> str:
    if review.plot is None:
        said = review.plot_problem
        return f'<p class="nothing">{html.escape(said[:1].upper() + said[1:])}.</p>'
    picture = f'<img alt="{PLOT_WORDS}" src="{as_address("image/png", review.plot)}">'
    says = html.escape(said_below(review.plot_says))
    return f"<figure>{picture}<figcaption>{PLOT_WORDS} {says}</figcaption></figure>"
