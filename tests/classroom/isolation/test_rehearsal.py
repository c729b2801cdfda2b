"""What a class's checks work out once, and that nothing else of it is left behind."""

import json
import logging
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from classroom.isolation.forkserver import ENOUGH
from classroom.isolation.job import CellToRun, Job
from classroom.isolation.run import Run
from classroom.isolation.servers import Servers, Wanted, running_servers

MEMORY = """
import functools, os

@functools.cache
def worked_out_by(what):
    return os.getpid()
"""
LOOK = """
import memory, os, sys, numpy
left = sorted({"helper"} & set(sys.modules)) + sorted({"answer", "shown", "helper"} & set(globals()))
[memory.worked_out_by("check"), memory.worked_out_by("shown"), left, os.listdir(), numpy.random.rand()]
"""


def marked(name: str, source: str, **marks: Any) -> Any:
    about = {"grade": False, "solution": False, "locked": True, "grade_id": name, "schema_version": 3} | marks
    return new_code_cell(source, metadata={"nbgrader": about})


@pytest.fixture
def running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Servers:
    """Fork servers of a course in which a check remembers what it has worked out."""
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    (tmp_path / "memory.py").write_text(MEMORY)
    source = tmp_path / "source"
    source.mkdir()
    (source / "helper.py").write_text("print('heard')")
    notebook = new_notebook(
        cells=[
            marked("setup", "import helper, memory, numpy"),
            new_code_cell("shown = memory.worked_out_by('shown')"),
            marked("answer", "def answer(): return 1", solution=True, locked=False),
            marked(
                "check",
                "### BEGIN HIDDEN TESTS\n(answer(), memory.worked_out_by('check'), numpy.random.rand())"
                "\nopen('written', 'w')\n### END HIDDEN TESTS",
                grade=True,
                points=1,
            ),
            marked("more", "memory.worked_out_by('shown')"),
        ]
    )
    nbformat.write(notebook, source / "1_sums.ipynb")
    (source / "2_broken.ipynb").write_text(nbformat.writes(new_notebook(cells=[marked("x", "1 / 0", grade=True)])))
    return running_servers(Wanted(tmp_path, ("memory", "numpy.random"), (), 512, 60, source=source))


def looked(running: Servers) -> list[Any]:
    run = Run(Job((CellToRun(0, "check", LOOK),), (), {}, (), (), 10, 60), running, {}, logging.getLogger())
    [shown] = run.results()[0]
    return list(json.loads(shown["data"]["text/plain"].replace("'", '"')))


@pytest.mark.slow
def test_what_checks_remember_is_worked_out_once_for_a_class(
    running: Servers, capfd: pytest.CaptureFixture[str]
) -> None:
    first, *_, last = [looked(running) for _ in range(ENOUGH - 1)]
    assert first[0] != last[0], "each submission has a process of its own"
    then, later = looked(running), looked(running)
    assert then[0] == later[0] == running.trusted.process.pid
    assert then[1] != later[1], "a demonstration is no part of a check"
    assert then[2:4] == later[2:4] == [[], []], "neither names, nor modules, nor files"
    assert then[4:] == later[4:] == first[4:], "chance goes on from where it was"
    heard = capfd.readouterr()
    assert "heard" not in heard.out + heard.err
    running.close()
