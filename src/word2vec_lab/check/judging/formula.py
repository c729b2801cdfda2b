"""Judges an answer that is one formula.

Each item's check brings its own cases, and the table of its own item's mistakes.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from word2vec_lab.check.judging.calling import call_each
from word2vec_lab.check.judging.compare import C, Measured, Mistake, judge
from word2vec_lab.check.judging.scoring import formula_total, unanswered
from word2vec_lab.check.score import Score
from word2vec_lab.items import items


def judge_formula(
    item_id: str,
    function: Any,
    *,
    what: str,
    cases: Sequence[C],
    arguments: Callable[[C], tuple[Any, ...]],
    parameters: Sequence[str],
    measure: Callable[[C], np.ndarray],
    mistakes: Sequence[Mistake[C]],
    sizes: Callable[[C], dict[str, float]],
    about: Callable[[C], str],
    transposed_share: float = 0.0,
) -> Score:
    """Call `function` with the `arguments` of each case, and hold what it gives against what is measured there.

    `what` is the name of the formula's value and `parameters` are those of its arguments. `mistakes` is the table of
    this very item; `sizes`, `about` and `transposed_share` are explained at `judge`.
    """
    item = items()[item_id]
    calls = call_each(function, map(arguments, cases))
    early = unanswered(item, calls)
    if early:
        return early
    verdict = judge(
        what,
        [Measured(case, measure(case)) for case in cases],
        [c.value for c in calls],
        mistakes,
        sizes,
        about,
        transposed_share=transposed_share,
    )
    return formula_total(item, [(item.points, verdict)], calls, parameters)
