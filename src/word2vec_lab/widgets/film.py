"""A widget for a page without a kernel: each of its pictures is drawn beforehand, and the controls choose among them.

The site's pages show films in the place of widgets. A film is a folder of pictures, named by the options that they were
drawn for, and an element that says what the controls are. `static/film.js` makes the controls of it; where no script
runs, and on paper, the first picture stands there.
"""

from __future__ import annotations

import html
import itertools
from collections.abc import Callable, Sequence
from pathlib import Path

from safepage.writing import script_of_data
from word2vec_lab.edition import numbered
from word2vec_lab.figures import Picture
from word2vec_lab.files import replacing
from word2vec_lab.widgets.controls import Control
from word2vec_lab.widgets.page import STATIC, module

FOLDER = "films"


def script() -> str:
    """What brings films and puzzles to life in a page: a plain script, as a page from the disk loads no modules."""
    parts = (("controls.js", "film.js"), ("order.js", "puzzle.js"))
    texts = (f"{module(first)}\n{(STATIC / second).read_text(encoding='utf-8')}" for first, second in parts)
    return "\n".join(f"(() => {{\n{text.replace('export default { render };', '')}\n}})();" for text in texts)


class Film:
    """All pictures of a widget, as HTML that a page beside the folder `films` can show."""

    def __init__(self, draw: Callable[..., Picture], controls: Sequence[Control], site: Path) -> None:
        """Draw every picture there is, and write them to `site`/films/NAME."""
        films = site / FOLDER
        films.mkdir(parents=True, exist_ok=True)
        self.name = numbered(films, "film").name
        self.controls = tuple(controls)
        self.alts: dict[str, str] = {}
        for places in itertools.product(*(range(len(control.options)) for control in controls)):
            values = {c.name: c.options[place][1] for c, place in zip(controls, places, strict=True)}
            picture = draw(**values)
            key = "-".join(map(str, places))
            with replacing(films / self.name / f"{key}.png") as file:
                file.write(picture.png)
            self.alts[key] = picture.alt
            if places == tuple(control.start for control in controls):
                self.first, self.first_key = picture, key

    def _repr_html_(self) -> str:
        told = {
            "folder": f"{FOLDER}/{self.name}",
            "width": self.first.width,
            "alts": self.alts,
            "controls": [
                {"label": c.label, "kind": c.kind, "start": c.start, "options": [text for text, _ in c.options]}
                for c in self.controls
            ],
        }
        return (
            f'<div class="w2v-film"><img alt="{html.escape(self.first.alt)}" width="{self.first.width}" '
            f'style="max-width:100%" src="{FOLDER}/{self.name}/{self.first_key}.png">'
            f"{script_of_data(told)}</div>"
        )

    def __repr__(self) -> str:
        return self.first.alt
