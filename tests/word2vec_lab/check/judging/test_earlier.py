"""A check says when it judges an earlier function, and never says so of one that stands in its cell."""

import contextlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from IPython.core.interactiveshell import InteractiveShell

from word2vec_lab import check, microscope, student, training
from word2vec_lab.check.judging import earlier
from word2vec_lab.commands import show_time

RIGHT = "import numpy as np\ndef sigmoid(x):\n    '''The sigmoid.'''\n    return 1 / (1 + np.exp(-x))"
BROKEN = RIGHT.replace("return 1 /", "return 2x /")
ABOVE = "The cell above did not run; this is your earlier function"
Run = Callable[..., None]


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Any]:
    """An IPython of its own that is watched, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    made: Any = InteractiveShell()  # type: ignore[no-untyped-call]
    monkeypatch.setattr(earlier, "_watcher", [earlier.Watcher(made)])
    made.user_ns.update(check=check, microscope=microscope, student=student)
    yield made
    made.history_manager.end_session()


@pytest.fixture
def run(shell: Any) -> Run:
    def one(source: str, cell: str | None = "q2a1") -> None:
        shell.run_cell(source, cell_id=cell)

    return one


def said(shell: Any, call: str = "check.sigmoid(sigmoid)") -> str:
    found = eval(call, shell.user_ns).notice
    return f"{found.title}. {found.says}" if found else ""


def test_a_syntax_error_in_the_answer_cell_is_told_above_the_verdict(shell: Any, run: Run) -> None:
    run(RIGHT)
    assert said(shell) == ""
    run(BROKEN)
    score = check.sigmoid(shell.user_ns["sigmoid"])
    assert (repr(score), score.earned) == ("2", 2)
    assert "SyntaxError in line 4" in said(shell)
    shown = score._repr_html_()
    assert shown.index(ABOVE) < shown.index("2 of 2 points")
    assert score.report().splitlines()[0] == f"✗ {ABOVE}"
    assert said(shell, "microscope.sigmoid(sigmoid)").startswith(ABOVE)
    assert "<strong>✗ " + ABOVE in microscope.sigmoid(shell.user_ns["sigmoid"])._repr_html_()
    run(RIGHT)
    assert said(shell) == ""


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (BROKEN, "did not run; "),
        ("def sigmoid(x:\n  return 1", "did not run; "),
        ("if True:\nprint(1)", "did not run; "),
        ("import nowhere\n" + RIGHT, "stopped before it defined sigmoid; "),
        ("1 / 0\nsigmoid = lambda x: x", "stopped before it defined sigmoid; "),
        ("1 / 0", "stopped before it defined sigmoid; "),
        ("sigmoid = nowhere", "stopped before it defined sigmoid; "),
        ("sigmoid: object = (\n    1 / 0\n)", "stopped before it defined sigmoid; "),
        (RIGHT.replace("def sigmoid", "def sigmoid_2"), "no longer defines sigmoid; "),
        ("# " + RIGHT.replace("\n", "\n# "), "no longer defines sigmoid; "),
        ("%%time\n" + BROKEN, "did not run; "),
    ],
)
@pytest.mark.parametrize("cell", ["q2a1", "vscode-cell-1"])
def test_whatever_keeps_the_cell_from_making_the_function_is_told(
    shell: Any, run: Run, source: str, expected: str, cell: str
) -> None:
    run(RIGHT, cell)
    run(source, cell)
    if source.startswith("%%time"):
        expected = ""  # the error is raised inside of what %%time runs
        assert said(shell).startswith("The cell above stopped before") or ABOVE in said(shell)
    assert expected in said(shell)
    run(RIGHT, cell)
    assert said(shell) == ""


def test_without_cell_ids_the_text_tells(shell: Any, run: Run) -> None:
    run(RIGHT, None)
    run(BROKEN.replace("sigmoid", "softmax"), None)
    assert said(shell) == ""
    run(BROKEN, None)
    assert said(shell).startswith(ABOVE)
    run(RIGHT, None)
    assert said(shell) == ""


def test_another_cell_made_it_and_the_answer_cell_fails(shell: Any, run: Run) -> None:
    run(RIGHT, "scratch")
    run(BROKEN, "q2a1")
    assert said(shell).startswith(ABOVE)


def test_what_the_answer_uses_is_looked_at_too(shell: Any, run: Run) -> None:
    run("import numpy as np\ndef grow(x):\n    return np.exp(-x)", "helper")
    run("def sigmoid(x):\n    return 1 / (1 + grow(x))")
    run("def grow(x:", "helper")
    assert said(shell).startswith("The cell that defines grow did not run; what is judged here uses your earlier grow")
    run("import functools\nother = functools.partial(sigmoid)\nagain = lambda x: sigmoid(x)", "more")
    for name in ("other", "again"):
        assert "your earlier grow" in said(shell, f"check.sigmoid({name})")


@pytest.mark.parametrize(
    "sources",
    [
        [(RIGHT, "q2a1"), (RIGHT + "\nassert sigmoid(0) == 1", "q2a1")],
        [(RIGHT, "q2a1"), (BROKEN, "scratch")],
        [(RIGHT, "q2a1"), ("sigmoid(1, 2, 3)", "scratch")],
        [(RIGHT, "q2a1"), ("print('no def here')", "scratch"), ("1 / 0", "scratch")],
        [(RIGHT, "q2a1"), ("%%time\n" + RIGHT, "q2a1")],
        [(RIGHT, "q2a1"), (BROKEN, "q2a1"), (RIGHT, "moved-elsewhere"), ("x = 1", "q2a1")],
        [(RIGHT, "elsewhere"), ("# see above", "q2a1")],
        [("from mine import sigmoid", "q2a1"), ("from mine import sigmoid", "q2a1")],
        [("from mine import sigmoid\n1 / 0", "q2a1")] * 2,
        [("from mine import *", "q2a1")] * 2,
        [("exec('from mine import sigmoid')", "q2a1")] * 2,
        [("import mine\nsigmoid = mine.sigmoid", "q2a1")] * 2,
        [("import mine\nsigmoid = mine.sigmoid\n1 / 0", "q2a1")] * 2,
        [("import functools, mine\nsigmoid = functools.partial(mine.sigmoid)", "q2a1")] * 2,
        [
            (
                "import functools\n" + RIGHT.replace("def sig", "@functools.cache\ndef sig").replace("np.exp", "2.7**"),
                "q2a1",
            )
        ]
        * 2,
        [(RIGHT + "\ndef mean(x): return x", "q2a1"), ("def mean(x", "scratch")],
        [("%load_ext autoreload\n%autoreload 2", "setup"), ("from mine import sigmoid", "q2a1"), ("1", "other")],
        [("", "q2a1"), (RIGHT, "q2a1"), ("   ", "q2a1")],
        [("get_ipython().run_cell('''" + RIGHT.replace("'''", "#") + "''')", "q2a1")] * 2,
        [(RIGHT, None), ("1 / 0", None), ("x = 1", None)],
    ],
)
def test_a_function_that_stands_in_its_cell_is_never_called_an_earlier_one(
    shell: Any, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sources: list[tuple[str, str | None]]
) -> None:
    (tmp_path / "mine.py").write_text(RIGHT, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    for source, cell in sources:
        run(source, cell)
    assert said(shell) == ""


def test_in_grading_no_cell_is_watched_and_nothing_is_said(
    shell: Any, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(earlier, "get_ipython", lambda: shell)
    for graded in (True, False):
        earlier._watcher.clear()
        monkeypatch.setenv("NBGRADER_EXECUTION", "autograde" if graded else "")
        earlier.watch()
        run(RIGHT)
        run(BROKEN)
        assert (said(shell) == "") == graded
        assert repr(check.sigmoid(shell.user_ns["sigmoid"])) == "2"


def saved(folder: Path, source: str) -> None:
    cells = [{"cell_type": "code", "id": "q2a1", "metadata": {}, "source": source, "outputs": []}]
    (folder / "2_activations.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")


def test_a_cell_that_was_edited_and_saved_but_not_run(shell: Any, run: Run, tmp_path: Path) -> None:
    saved(tmp_path, "def sigmoid(x):\n    raise NotImplementedError()")
    run(RIGHT)
    assert said(shell) == "", "what is saved is older than what ran"
    saved(tmp_path, RIGHT.replace("-x", " -x") + "\n\n# set by a tool as it was saved\n")
    assert said(shell) == ""
    saved(tmp_path, RIGHT.replace("-x", "x"))
    assert said(shell).startswith("The cell above has changed since it ran; this is your earlier function. So it is in")
    run(RIGHT.replace("-x", "x"))
    assert said(shell) == ""


def test_an_answer_of_another_notebook_that_was_saved_anew(shell: Any, run: Run, tmp_path: Path) -> None:
    saved(tmp_path, RIGHT.replace("-x", "x"))
    run('sigmoid = student.mine("sigmoid")', "setup")
    run("def neg_gradients(s, v_c, u_o, U_neg):\n    return sigmoid(u_o @ v_c), None, None", "q1h1-formula")
    call = "check.neg_gradients(neg_gradients)"
    assert said(shell, call) == ""
    saved(tmp_path, RIGHT)
    assert said(shell, call).startswith(
        "notebook 2_activations.ipynb, cell q2a1 was saved since sigmoid was loaded from it"
    )
    run('sigmoid = student.mine("sigmoid")', "setup")
    assert said(shell, call) == ""


def test_a_trial_of_the_training_says_so_too(
    shell: Any, run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved(tmp_path, RIGHT.replace("-x", "x"))
    run('sigmoid = student.mine("sigmoid")', "setup")
    one = shell.user_ns["sigmoid"]
    for expected in (False, True):
        with contextlib.suppress(TypeError, ValueError):
            show_time.trial(training.Functions(one, one, one))
        assert ("was saved since sigmoid was loaded from it" in capsys.readouterr().out) is expected
        saved(tmp_path, RIGHT)


def test_an_answer_that_was_not_written_when_it_was_loaded(shell: Any, run: Run, tmp_path: Path) -> None:
    saved(tmp_path, "def sigmoid(x):\n    raise NotImplementedError()")
    run('sigmoid = student.mine("sigmoid")', "setup")
    assert said(shell) == ""
    saved(tmp_path, RIGHT)
    assert "was saved since sigmoid was loaded from it" in said(shell)
