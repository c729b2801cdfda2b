"""What a cell has shown can be read to its end: long lines are wrapped, and a table has room between its cells."""

import re
from pathlib import Path

import pytest
from browser.lab import browse, find_chromium

from classroom.showing.feedback import TEMPLATES

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(find_chromium() is None, reason="there is no Chromium on this machine"),
]

LONG = "AssertionError: " + "what the error says, and its end counts. " * 20 + "x" * 500
PAGE = """{rules}<div style="width: 600px">
<div class="output_area"><pre>{long}</pre></div>
<div class="input_area"><pre>{long}</pre></div>
<div class="output_area"><table><thead><tr><th></th><th>a</th></tr></thead>
<tbody><tr><th>0</th><td>1.5</td></tr></tbody></table></div>
</div>"""
CUT = "box => box.scrollWidth > box.clientWidth || box.parentElement.scrollWidth > box.parentElement.clientWidth"


def test_long_outputs_are_wrapped_and_tables_have_room() -> None:
    text = (Path(TEMPLATES[0]) / "classic" / "mathjax.html.j2").read_text()
    [rules] = re.findall(r"<style>.*</style>", text, re.DOTALL)
    with browse() as browser:
        page = browser.new_page()
        page.set_content(PAGE.format(rules=rules.replace('{{ "" | mathematics_style }}', ""), long=LONG))
        assert not page.locator(".output_area pre").evaluate(CUT)
        assert page.locator(".input_area pre").evaluate(CUT), "code keeps its lines, and is scrolled"
        cell = page.locator("td")
        assert cell.evaluate("cell => parseFloat(getComputedStyle(cell).paddingLeft)") > 5
        assert cell.evaluate("cell => getComputedStyle(cell).textAlign") == "right"
