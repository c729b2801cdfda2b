"""Cells without a kernel: what they show is kept as a notebook keeps it."""

import subprocess
import sys
from typing import Any

import pytest

PROGRAM = """
import json, sys
from classroom.isolation.cells import Cells
cells = Cells()
cells.take_streams()
if sys.argv[2:]:
    cells.hush()
shown = [cells.run(source) for source in json.loads(sys.argv[1])]
sys.__stdout__.write(json.dumps(shown))
"""


def run(*sources: str, quiet: bool = False) -> list[tuple[list[dict[str, Any]], bool]]:
    """Run cells in a process of their own, whose IPython nobody else uses."""
    import json

    words = [sys.executable, "-c", PROGRAM, json.dumps(sources), *(["quiet"] if quiet else [])]
    found: list[tuple[list[dict[str, Any]], bool]] = json.loads(subprocess.check_output(words, text=True))
    return found


NO_PROGRAMS = """import os, pty
def refuse(*_, **named): raise PermissionError(1, 'Operation not permitted')
os.fork = os.forkpty = os.posix_spawn = refuse
import subprocess
subprocess.Popen.__init__ = refuse"""


@pytest.fixture(scope="module")
def shown() -> dict[str, Any]:
    """What some cells show, run one after the other."""
    sources = {
        "streams": "import sys\nprint('a'); print('b'); print('c', file=sys.stderr); print('d'); 'value'",
        "clear": "from IPython.display import *\nprint('old'); clear_output(wait=True); print('new')",
        "update": "h = display(HTML('one'), display_id=True); display(HTML('two')); h.update(HTML('three'))",
        "picture": "display(Image(data=b'\\x89PNG\\r\\n\\x1a\\n' + bytes(30), format='png'))",
        "large": "display(HTML('x' * 3_000_000)); display({'application/x-own+json': {'a': 1}}, raw=True)",
        "magic": "%%time\nx = 1",
        "await": "import asyncio\nawait asyncio.sleep(0, 'slept')",
        "error": "def f():\n    1 / 0\nf()",
        "syntax": "def (",
        "kept": "stream = sys.stdout",
        "saved": "print('by name', file=stream)",
        "shell": NO_PROGRAMS + "\n!ls -l\nfound = !ls\n%pip list\n%cd .\nprint(found, 'to the end')",
    }
    return dict(zip(sources, run(*sources.values()), strict=True))


@pytest.mark.slow
def test_streams_are_kept_in_their_order(shown: dict[str, Any]) -> None:
    outputs, ended = shown["streams"]
    assert ended
    assert [(one.get("name"), one.get("text")) for one in outputs[:3]] == [
        ("stdout", "a\nb\n"),
        ("stderr", "c\n"),
        ("stdout", "d\n"),
    ]
    assert outputs[3]["data"]["text/plain"] == "'value'"


@pytest.mark.slow
def test_displays_are_cleared_and_changed(shown: dict[str, Any]) -> None:
    assert [one["text"] for one in shown["clear"][0]] == ["new\n"]
    assert [one["data"]["text/html"] for one in shown["update"][0]] == ["three", "two"]
    assert shown["picture"][0][0]["data"]["image/png"].startswith("iVBOR")


def test_what_is_too_large_is_cut_and_what_is_no_text_is_left_out(shown: dict[str, Any]) -> None:
    large, other = (one["data"] for one in shown["large"][0])
    assert "cut here" in large["text/plain"]
    assert other == {}


def test_what_ipython_adds_to_python_works(shown: dict[str, Any]) -> None:
    assert "Wall time" in shown["magic"][0][0]["text"]
    assert shown["await"][0][0]["data"]["text/plain"] == "'slept'"
    assert shown["saved"][0][0]["text"] == "by name\n"


def test_a_cell_goes_on_where_no_program_may_be_started(shown: dict[str, Any]) -> None:
    outputs, ended = shown["shell"]
    assert ended
    assert outputs[0]["text"].startswith("Not run: ls -l (")
    assert outputs[0]["text"].endswith("[] to the end\n")


def test_errors_show_the_lines_of_the_cell(shown: dict[str, Any]) -> None:
    outputs, ended = shown["error"]
    assert not ended
    assert (outputs[0]["ename"], outputs[0]["evalue"]) == ("ZeroDivisionError", "division by zero")
    assert any("1 / 0" in line for line in outputs[0]["traceback"])
    assert "\x1b" not in "".join(outputs[0]["traceback"])
    assert shown["syntax"][0][0]["ename"] == "SyntaxError"


def test_a_quiet_process_shows_nothing_and_says_so_to_the_cell() -> None:
    [(first, ended), (second, failed)] = run(
        "import os\nprint(1)\nassert os.environ['GRADING_OUTPUTS'] == 'dropped'\n2", "1 / 0", quiet=True
    )
    assert (first, ended) == ([], True)
    assert (second, failed) == ([], False)


def test_a_cell_that_replaces_what_ipython_needs_breaks_no_later_cell() -> None:
    patched = (
        "import builtins\nbuiltins.isinstance = builtins.len = lambda *a: True\nprint(isinstance(1, str), len('abc'))"
    )
    first, second = run(patched, "def f(x):\n    return len(x)\nprint(isinstance(1, str), f('abc'))")
    assert "True True" in str(first)
    assert "False 3" in str(second)
