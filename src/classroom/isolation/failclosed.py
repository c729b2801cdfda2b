"""Grading that fails closed: a check cell without a readable score gets 0 and a reason, never full marks.

nbgrader reads a check cell's value as partial credit, and where it cannot read it, it gives every point: for
np.float64(0.5), False, nan, -1, a text, None, or no value at all. A value above the maximum stops the whole
submission, and a word on stderr costs an honest student the points. FailClosed stands between the execution of a
submission and the saving of its grades (see nbgrader_config.py) and leaves nbgrader only outputs that it reads well.
"""

import math
import re
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.preprocessors.base import NbGraderPreprocessor

from classroom.notebooks import is_check, nbgrader_metadata

# Digits as Python prints a float or an int: no sign, no words, no underscores.
PLAIN_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?(e[+-]?[0-9]+)?")
LONGEST_VALUE_SHOWN = 80


class FailClosed(NbGraderPreprocessor):
    """Leaves in each check cell either one readable score or one error that says why there is none."""

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], cell_index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Called by nbconvert for each cell of an executed submission."""
        if is_check(cell):
            cell.outputs = closed(cell.outputs, float(nbgrader_metadata(cell)["points"]))
        return cell, resources


def closed(outputs: list[NotebookNode], points: float) -> list[NotebookNode]:
    """The outputs of a check cell worth `points`, such that nbgrader reads the score they show, or 0."""
    if any(output.output_type == "error" for output in outputs):
        # nbgrader takes the first value or error it meets, so a value shown before the error must go.
        return [output for output in outputs if output.output_type != "execute_result"]
    reason = why_no_score(outputs, points)
    if reason:
        return [new_output("error", ename="NoScore", evalue=reason, traceback=[f"NoScore: {reason}"])]
    # nbgrader gives 0 for any word on stderr, be it a library's warning.
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
