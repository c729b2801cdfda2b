"""The ordering puzzle in the page: its lines are moved by buttons."""

from typing import Any

import traitlets

from word2vec_lab.expecting import expecting
from word2vec_lab.figures import ONE_AT_A_TIME
from word2vec_lab.widgets import page
from word2vec_lab.widgets.ordering import Puzzle


class OrderLines(page.Widget):
    """The lines of a puzzle, to be moved by buttons. `chosen` holds places in `lines`, the attempt from top to bottom.

    An attempt is judged when the page counts up `asked`; `twin` names the static list that is hidden meanwhile.
    """

    _esm = page.module("order.js")
    _css = page.style()
    lines: Any = traitlets.List().tag(sync=True)
    chosen: Any = traitlets.List().tag(sync=True)
    feedback = traitlets.Unicode().tag(sync=True)
    twin = traitlets.Unicode().tag(sync=True)
    asked = traitlets.Int(0).tag(sync=True)
    answered = traitlets.Int(0).tag(sync=True)

    def __init__(self, puzzle: Puzzle, twin: str) -> None:
        self._puzzle = puzzle
        super().__init__(lines=list(puzzle.shown), twin=twin)
        self.observe(self._answer, names="asked")

    def _answer(self, change: dict[str, Any]) -> None:
        with ONE_AT_A_TIME, self.hold_sync():
            self.feedback = self._puzzle.judge(self.chosen)
            self.answered = change["new"]


@expecting("a Puzzle, such as ordering.TANH")
def order_lines(puzzle: Puzzle) -> None:
    """Lines to be put in order, false ones among them: moved by buttons, or as a shuffled list where nothing moves."""
    if not page.live():
        page.display(puzzle)
        return
    still = page.Still(puzzle.as_html(), repr(puzzle))
    page.show_widget(OrderLines(puzzle, still.twin))
