"""What somebody looks at in the plot: how near, where, when, which words are kept, which panel is open.

It is a dict of plain values, so that `json.dumps` writes it, and another plot of the same vectors can be given it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from word2vec_lab.closest import closest
from word2vec_lab.explorer.vectors import Vectors

PANELS = ("", "words", "axes", "analogy", "compare", "table")
MOST_ZOOM = 400
FIRST: Mapping[str, Any] = {"zoom": 1.0, "middle": [0.5, 0.5], "moment": None, "pinned": [], "panel": ""}
"""zoom    how many times larger than at first
middle  which place of the first view is in the middle: [0, 0] is its lower left corner, [1, 1] the upper right one
moment  which checkpoint of the training, as in the settings; None is the end
pinned  the words that are kept: their neighbours, if it is one
panel   which panel is unfolded, or ""
"""


def checked(given: Mapping[str, Any], now: Mapping[str, Any], runs: Sequence[Vectors]) -> dict[str, Any]:
    """The view `now`, with what is given changed. Raises ValueError, with what to choose instead.

    The moment belongs to the settings as well, and is checked there.
    """
    if not isinstance(given, Mapping):
        raise ValueError(f"view is {given!r}: give a dict, such as plot.view or {{'zoom': 2}}")
    for name in given:
        if name not in FIRST:
            hint = closest(name, tuple(FIRST))
            raise ValueError(f"a view has no {name!r}, but {', '.join(FIRST)}.{hint}")
    view = {**FIRST, **now, **given}
    if not _number(view["zoom"]) or not 1 / MOST_ZOOM <= view["zoom"] <= MOST_ZOOM:
        raise ValueError(
            f"zoom is {view['zoom']!r}: give a number from 1/{MOST_ZOOM} to {MOST_ZOOM}, 1 for the first view"
        )
    middle = view["middle"]
    if not isinstance(middle, Sequence) or len(middle) != 2 or not all(map(_number, middle)):
        raise ValueError(f"middle is {middle!r}: give two numbers, such as [0.5, 0.5] for the middle of the first view")
    if view["panel"] not in PANELS:
        hint = closest(view["panel"], PANELS)
        raise ValueError(f"panel is {view['panel']!r}: choose one of {', '.join(map(repr, PANELS))}.{hint}")
    view["zoom"], view["middle"] = float(view["zoom"]), [float(middle[0]), float(middle[1])]
    view["pinned"] = list(words_of(view["pinned"], runs[0]))
    return view


def words_of(given: Any, run: Vectors) -> tuple[str, ...]:
    """Words to keep. Raises ValueError for one text, and for a word without a vector."""
    if isinstance(given, str) or not isinstance(given, Sequence):
        raise ValueError(f"the words selected are {given!r}: give a list of words, or an empty one")
    run.rows_of(given)
    return tuple(dict.fromkeys(given))


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
