"""Training in a real JupyterLab: bar and curve, the stop button, going on, and what the saved notebook keeps."""

import shutil
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Browser

from browser.lab import Notebook, Server, plain

pytestmark = pytest.mark.slow

HANDWRITTEN = Path(__file__).resolve().parents[1] / "series" / "handwritten.py"
PREPARE = """
from pathlib import Path
import handwritten as mine
from word2vec_lab import training
from word2vec_lab.text import treebank
text = treebank.embedded()
functions = training.Functions(mine.sgd, mine.skipgram, mine.negSamplingLossAndGradient)
settings = training.Settings(iterations=3_000, batch=10)
"""
TRAIN = 'run = training.train(text, functions, settings, Path("kept.npz"))'
COMPARE = """
import numpy as np
whole = training.train(text, functions, settings, display=training.Silent())
print(bool(np.array_equal(run.center, whole.center)), run.iterations)
"""


def test_training_is_shown_stopped_and_gone_on_with(browser: Browser, student_lab: Server, pictures: Path) -> None:
    shutil.copy(HANDWRITTEN, student_lab.folder)
    cells = [
        new_code_cell(code.strip(), id=name)
        for name, code in (("prepare", PREPARE), ("train", TRAIN), ("compare", COMPARE))
    ]
    book = new_notebook(cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})
    nbformat.write(book, student_lab.folder / "training.ipynb")
    notebook = Notebook.open(browser, student_lab, "training.ipynb")
    page = notebook.page
    notebook.run("prepare")

    notebook.cell("train").locator(".cm-content").click()
    page.keyboard.press("ControlOrMeta+Enter")
    output = notebook.output("train")
    output.locator("svg[role=img]").wait_for(timeout=60_000)
    page.wait_for_timeout(1_500)
    assert "of 3,000 iterations, smoothed loss" in plain(output.inner_text())
    assert " left" in plain(output.inner_text())
    notebook.picture(pictures / "training-live.png")
    page.locator('[data-command="notebook:interrupt-kernel"], [title^="Interrupt the kernel"]').first.click()
    notebook.wait_until_idle()
    assert "of 3,000 iterations, and nothing is lost" in plain(output.inner_text())
    assert notebook.errors_of_cells() == []
    notebook.picture(pictures / "training-stopped.png")

    notebook.run("train")
    said = plain(output.inner_text())
    assert "Going on after" in said
    assert "3,000 iterations, final smoothed loss" in said
    notebook.run("compare")
    assert plain(notebook.output("compare").inner_text()) == "True 3000"
    notebook.picture(pictures / "training-complete.png")

    notebook.save()
    kept = nbformat.read(student_lab.folder / "training.ipynb", as_version=4).cells[1].outputs
    html = "".join(output.get("data", {}).get("text/html", "") for output in kept)
    assert 'role="img"' in html, "a saved notebook keeps the curve without a kernel"
    assert "final smoothed loss" in html
    assert not any("application/vnd.jupyter.widget-view+json" in output.get("data", {}) for output in kept)
    assert notebook.errors == []
