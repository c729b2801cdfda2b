"""Closes what a cell showed before when it is run again: else the notebook would save every widget it ever showed."""

from __future__ import annotations

from typing import Any

from IPython import get_ipython

RUN_AGAIN = "To move something here, run this cell again in JupyterLab."
"""Stands below the still picture of a widget, and is hidden with it where the widget itself is on the page."""

_shown: dict[str, tuple[str, list[Any]]] = {}
"""What each cell shows, and in which of its runs."""


def take_place(widget: Any) -> None:
    """Note that the cell that runs now shows `widget`; close what an earlier run of it showed and no cell shows now.

    Where the front end does not tell which cell runs, nothing is closed.
    """
    cell, run = _running()
    if cell is None:
        return
    run_before, before = _shown.get(cell, ("", []))
    _shown[cell] = (run, [*(before if run == run_before else []), widget])
    if run != run_before:
        still = [other for _, widgets in _shown.values() for other in widgets]
        for old in before:
            if old not in still:
                old.close()
                # A widget's layout is a widget of its own, and does not go with it.
                old.layout.close()


def running_cell() -> str | None:
    """The id of the cell that runs now; None where the front end does not tell."""
    return _running()[0]


def _running() -> tuple[str | None, str]:
    """The id of the cell that runs now, and of the request to run it."""
    kernel: Any = getattr(get_ipython(), "kernel", None)
    request = kernel.get_parent("shell") if hasattr(kernel, "get_parent") else {}
    return request.get("metadata", {}).get("cellId"), request.get("header", {}).get("msg_id", "")
