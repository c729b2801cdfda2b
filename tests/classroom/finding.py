"""What the tests of the rules share: what a rule finds, and outputs written into a notebook."""

import json
from pathlib import Path
from typing import Any

from minicourse import MiniCourse

from classroom.rules import Rule


def found(rule: Rule, mini: MiniCourse) -> list[str]:
    """What a rule finds, each as where and what."""
    return [f"{problem.where}: {problem.what}" for problem in rule(mini.course)]


def write_outputs(path: Path, cell_id: str, outputs: list[dict[str, Any]]) -> None:
    """Give one cell of a notebook these outputs."""
    node = json.loads(path.read_text())
    [cell] = [cell for cell in node["cells"] if cell["id"] == cell_id]
    cell["outputs"] = outputs
    path.write_text(json.dumps(node))


def html_output(html: str) -> list[dict[str, Any]]:
    """An output that shows HTML."""
    return [{"output_type": "display_data", "data": {"text/html": html}, "metadata": {}}]
