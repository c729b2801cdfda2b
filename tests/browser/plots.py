"""Opens a notebook that shows the explorer, for the tests of its plot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from playwright.sync_api import Browser, Locator, Page

from browser.lab import Notebook, Server, write_notebook


@contextmanager
def plot_shown(browser: Browser, lab: Server, name: str, cells: Mapping[str, str]) -> Iterator[Notebook]:
    """A notebook in which the cells "setup" and "plot" have run; in the end nothing may have gone wrong in its page."""
    write_notebook(lab.folder / name, cells)
    opened = Notebook.open(browser, lab, name, width=1400)
    opened.run("setup")
    opened.run("plot")
    canvas(opened.page).wait_for()
    opened.page.wait_for_timeout(500)
    yield opened
    assert opened.errors == []
    assert opened.foreign == []
    opened.page.close()


def canvas(page: Page) -> Locator:
    """What the plot is drawn on, which takes the keys."""
    return page.locator(".w2x canvas[role]").first
