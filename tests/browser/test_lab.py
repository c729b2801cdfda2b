"""The helpers of the browser tests see what they are there to see: else the tests on them could not fail."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from browser.lab import Notebook, plain, serve

pytestmark = pytest.mark.slow

PYTHON = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
TYPED = '''def total(values):
    """Brackets (and "quotes") that an editor likes to close.

    A blank line, too.
    """
    found = sum(
        [value for value in values],
        {"start": 0}["start"],
    )
    for _ in range(2):
        if found:
            found += 1

    return f"it's {found!r}"


total([1, 2])'''


def write(folder: Path, **sources: str) -> None:
    cells: list[dict[str, Any]] = [
        {"id": name, "metadata": {}, "source": source}
        | ({"cell_type": "markdown"} if name.startswith("text") else {"cell_type": "code"})
        | ({} if name.startswith("text") else {"outputs": [], "execution_count": None})
        for name, source in sources.items()
    ]
    content = {"cells": cells, "metadata": PYTHON, "nbformat": 4, "nbformat_minor": 5}
    folder.mkdir()
    (folder / "sample.ipynb").write_text(json.dumps(content), encoding="utf-8")


def test_what_is_wrong_is_seen(browser: Browser, tmp_path: Path) -> None:
    write(
        tmp_path / "course",
        text_good=r"Set: $\hat{y}$ and $$\frac{a}{b}$$ and `$code$`",
        text_raw=r"Raw: \boldsymbol{u} stands alone",
        text_unknown=r"Unknown: $\nosuchcommand{x}$",
        text_error=r"Two exponents: $x^2^3$",
        broken="{}['key']",
        foreign='from IPython.display import HTML\nHTML(\'<img alt="" src="http://example.invalid/a.png">\')',
    )
    with serve(tmp_path / "course", tmp_path / "jupyter") as server:
        notebook = Notebook.open(browser, server, "sample.ipynb")
        notebook.run("foreign")
        notebook.run("broken")
        assert notebook.errors_of_cells() == ["broken: KeyError: 'key'"]
        assert [text.split(":")[0] for text in notebook.raw_maths()] == ["Raw", "TeX error", "TeX error"]
        assert set(notebook.foreign) == {"http://example.invalid/a.png"}
        with pytest.raises(LookupError, match="text_good"):
            notebook.cell("nothing")


def test_typing_and_saving_write_what_was_meant(browser: Browser, tmp_path: Path) -> None:
    write(tmp_path / "course", answer="old = 1")
    with serve(tmp_path / "course", tmp_path / "jupyter") as server:
        notebook = Notebook.open(browser, server, "sample.ipynb")
        notebook.type_into("answer", TYPED)
        notebook.run("answer")
        assert plain(notebook.output("answer").inner_text()).endswith('"it\'s 5"')
        notebook.save()
        assert len(notebook.pictures(tmp_path, "sample")) == 1
    [cell] = json.loads((tmp_path / "course" / "sample.ipynb").read_text(encoding="utf-8"))["cells"]
    assert "".join(cell["source"]) == TYPED
