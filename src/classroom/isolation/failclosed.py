"""Grading that fails closed: a check that nobody saw come to its end gets 0 and a reason, never full marks.

To nbgrader a check cell without an error has passed, also one that was never run or was broken off. Here it has passed
only if the trusted process saw it come to its end, which `IsolatedExecute` lists in the resources.

nbgrader reads a check cell's value as partial credit, and where it cannot read it, it gives every point: for
np.float64(0.5), False, nan, -1, a text, None, or no value at all. For tests that assert this is as it should be. Where
each check ends in its score, as the setting `score_needed` says, such a value gives 0 and a reason. A value above the
maximum stops the whole submission, and a word on stderr costs an honest student the points. FailClosed stands between
the execution of a submission and the saving of its grades and leaves nbgrader only outputs that it reads well.
"""

import math
import re
from typing import Any, cast

from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.preprocessors.base import NbGraderPreprocessor
from traitlets import Bool

from classroom.notebooks import grade_id, is_check, nbgrader_metadata

# Digits as Python prints a float or an int: no sign, no words, no underscores.
PLAIN_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?(e[+-]?[0-9]+)?")
LONGEST_VALUE_SHOWN = 80

ENDED = "checks_that_came_to_their_end"
"""The name, in the resources, of the checks that the trusted process saw come to their end."""

BROKEN_OFF = "The check did not come to its end. It counts as 0 points."


class FailClosed(NbGraderPreprocessor):
    """Leaves in each check cell what gives its points, or one error that says why there are none."""

    score_needed = Bool(
        False,
        help="Whether each check of the course ends in its score, as a number. If so, one that shows none gives 0."
        " Otherwise a check that comes to its end has passed, as with stock nbgrader.",
    ).tag(config=True)

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], cell_index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Called by nbconvert for each cell of an executed submission."""
        if is_check(cell):
            points = float(nbgrader_metadata(cell)["points"])
            ended = grade_id(cell) in resources.get(ENDED, ())
            cell.outputs = closed(cell.outputs, points) if self.score_needed else passed(cell.outputs, points, ended)
        return cell, resources


def closed(outputs: list[NotebookNode], points: float) -> list[NotebookNode]:
    """The outputs of a check cell worth `points`, such that nbgrader reads the score they show, or 0."""
    if any(output.output_type == "error" for output in outputs):
        # nbgrader takes the first value or error it meets, so a value shown before the error must go.
        return [output for output in outputs if output.output_type != "execute_result"]
    reason = why_no_score(outputs, points)
    return [_no_score(reason)] if reason else _without_stderr(outputs)


def passed(outputs: list[NotebookNode], points: float, ended: bool) -> list[NotebookNode]:
    """The outputs of a check that may end without a score: all points if it `ended`, unless it shows how many."""
    if any(output.output_type == "error" for output in outputs):
        return [output for output in outputs if output.output_type != "execute_result"]
    if not ended:
        return [_no_score(BROKEN_OFF)]
    if not any(_is_a_number(output) for output in outputs):
        # What it shows is no score. It is displayed, so that nbgrader does not try to read it.
        return [_displayed(output) for output in _without_stderr(outputs)]
    return closed(outputs, points)


def _is_a_number(output: NotebookNode) -> bool:
    shown = output.data.get("text/plain", "") if output.output_type == "execute_result" else ""
    return PLAIN_NUMBER.fullmatch(str(shown)) is not None and math.isfinite(float(shown))


def _displayed(output: NotebookNode) -> NotebookNode:
    return new_output("display_data", data=output.data) if output.output_type == "execute_result" else output


def _no_score(reason: str) -> NotebookNode:
    return cast(NotebookNode, new_output("error", ename="NoScore", evalue=reason, traceback=[f"NoScore: {reason}"]))


def _without_stderr(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Nbgrader gives 0 for any word on stderr, be it a library's warning."""
    return [output for output in outputs if not _is_stderr(output)]


def why_no_score(outputs: list[NotebookNode], points: float) -> str:
    """One sentence on why these outputs hold no score from 0 to `points`; empty if they hold one."""
    values = [output for output in outputs if output.output_type == "execute_result"]
    if not values:
        return "The check showed no score: it ended without a value. It counts as 0 points."
    if len(values) > 1:
        return f"The check showed {len(values)} values where one score belongs. It counts as 0 points."
    text = str(values[0].data.get("text/plain", ""))
    shown = text if len(text) <= LONGEST_VALUE_SHOWN else f"{text[:LONGEST_VALUE_SHOWN]}…"
    if not PLAIN_NUMBER.fullmatch(text) or not math.isfinite(float(text)):
        return f"The check showed {shown!r}, which is not a plain number. It counts as 0 points."
    if float(text) > points:
        return f"The check showed {shown}, more than the {points:g} points of this item. It counts as 0 points."
    return ""


def _is_stderr(output: NotebookNode) -> bool:
    return bool(output.output_type == "stream" and output.name == "stderr")
