"""A check that is run on an answer cell with a syntax error says so above its verdict, in a real JupyterLab."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from browser.lab import Notebook, Server, plain

pytestmark = pytest.mark.slow

RIGHT = "def leaky_relu_slope(x, alpha):\n    return 1.0 if x > 0 else alpha"
ABOVE = "The cell above did not run; this is your earlier function"


def test_the_verdict_on_an_earlier_function_stands_below_a_sentence(
    browser: Browser, student_lab: Server, pictures: Path
) -> None:
    notebook = Notebook.open(browser, student_lab, "2_activations.ipynb")
    check = notebook.output("q1f-formula-check")

    def checked() -> str:
        notebook.run("q1f-formula-check")
        return plain(check.inner_text())

    notebook.run("setup")
    notebook.type_into("q1f-formula", RIGHT)
    notebook.run("q1f-formula")
    assert ABOVE not in checked()
    notebook.type_into("q1f-formula", RIGHT.replace("1.0", "2x"))
    notebook.run("q1f-formula")
    said = checked()
    assert said.index(ABOVE) < said.index("1 of 1 points")
    assert "SyntaxError in line 2" in said
    check.scroll_into_view_if_needed()
    notebook.picture(pictures / "earlier-function.png")

    # A cell in between that is nobody's business, and the same one again.
    notebook.type_into("q1f-formula", RIGHT)
    notebook.run("q1f-formula")
    assert ABOVE not in checked()

    # Edited and saved, and only the check is run.
    notebook.type_into("q1f-formula", RIGHT.replace("1.0", "2.0"))
    assert ABOVE not in checked()
    notebook.save()
    said = checked()
    assert said.index("The cell above has changed since it ran") < said.index("1 of 1 points")
    notebook.run("q1f-formula")
    assert "your earlier function" not in checked()
    expect(check).to_contain_text("0 of 1 points")
    assert notebook.errors == []
    notebook.page.close()
