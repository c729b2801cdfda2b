"""Judges an answer that is one formula.

Each item's check brings its own cases, and the table of its own item's mistakes.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from word2vec_lab.check.judging.calling import call_each
from word2vec_lab.check.judging.compare import judge
from word2vec_lab.check.judging.mistakes import C, Measured, Mistake, Namer
from word2vec_lab.check.judging.scoring import formula_total, unanswered
from word2vec_lab.check.score import Finding, Outcome, Score
from word2vec_lab.items import items


def rows_for_columns(score: Score, matrix: str, shape: str) -> Score:
    """The score of a formula that raised an error, and would not have if the vectors were the rows of the matrix."""
    finding = Finding(
        "wrong",
        "rows-for-columns",
        f"It takes the rows of {matrix} for word vectors, but they are its columns",
        says=f"Here {matrix} is {shape}.",
        asks=f"Which axis of {matrix} counts words? Which one is added up, and which one does an index choose from?",
        example=score.findings[0].example,
    )
    return replace(score, outcome=Outcome.FAILED, findings=(finding, *score.findings[1:]))


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
    further: Sequence[Namer[C]] = (),
) -> Score:
    """Call `function` with the `arguments` of each case, and hold what it gives against what is measured there.

    `what` is the name of the formula's value and `parameters` are those of its arguments. `mistakes` is the table of
    this very item; `sizes`, `about`, `transposed_share` and `further` are explained at `judge`.
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
        further=further,
    )
    return formula_total(item, [(item.points, verdict)], calls, parameters)
