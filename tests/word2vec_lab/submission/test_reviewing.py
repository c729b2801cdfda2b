"""Handing in: every state of a folder gets its scoreboard, its two files and its list of what is missing."""

import ast
import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pytest
from nbgrader.utils import compute_checksum

from word2vec_lab import as_graded, figures, submission, training
from word2vec_lab.commands import run
from word2vec_lab.items import autograded, items
from word2vec_lab.student.notebooks import read
from word2vec_lab.submission import packing, reviewing
from word2vec_lab.submission.board import ago
from word2vec_lab.submission.reviewing import Review, State, Status
from word2vec_lab.text import treebank
from word2vec_lab.training import word_vectors

ROOT = Path(__file__).resolve().parents[3]
SOURCE, RELEASE = ROOT / "source" / "word2vec", ROOT / "release" / "word2vec"
POINTS = sum(item.points for item in items().values())
CHECKABLE = sum(item.points for item in autograded())
FIRST = sum(item.points for item in items().values() if item.notebook == "1_softmax")
GRADIENT = items()["q1b1-formula"].points

pytestmark = pytest.mark.filterwarnings("error")


def folder_of(edition: Path, to: Path) -> Path:
    shutil.copytree(edition, to, ignore=shutil.ignore_patterns("datasets", "__pycache__", ".*"))
    return to


@pytest.fixture(scope="module")
def perfect(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The instructor's solutions, with a plot."""
    folder = folder_of(SOURCE, tmp_path_factory.mktemp("perfect") / "word2vec")
    (folder / "word_vectors.png").write_bytes(figures.surprise({"a": 0.5}).png)
    return folder


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    """What is handed out."""
    return folder_of(RELEASE, tmp_path / "word2vec")


@pytest.fixture
def one(tmp_path: Path) -> Path:
    """The first notebook only, as it is handed out: no later one takes time."""
    folder = tmp_path / "one"
    folder.mkdir()
    shutil.copy(RELEASE / "1_softmax.ipynb", folder)
    return folder


def edit(folder: Path, change: Callable[[dict[str, Any]], object], name: str = "1_softmax") -> None:
    """Apply `change` to every cell of a notebook."""
    path = folder / f"{name}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        change(cell)
    path.write_text(json.dumps(notebook), encoding="utf-8")


def answer(folder: Path, **sources: str) -> None:
    """Write into cells by their grade ids (`_` stands for `-`)."""
    wanted = {name.replace("_", "-"): source for name, source in sources.items()}

    def change(cell: dict[str, Any]) -> None:
        if cell["id"] in wanted:
            cell["source"] = wanted[cell["id"]]

    edit(folder, change)


def status(found: Review, item: str) -> Status:
    return next(s for s in found.statuses if s.item.id == item)


def in_zip(folder: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(folder / "assignment2.zip") as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def missing(folder: Path) -> str:
    return "\n".join(str(thing) for thing in submission.review(folder).missing)


# Every point has one place


@pytest.mark.slow
def test_the_solutions_earn_every_point_that_a_check_gives(perfect: Path) -> None:
    found = submission.review(perfect)
    for item in items().values():
        wanted = State.FULL if item.kind == "auto" else State.ANSWERED
        assert status(found, item.id).state is wanted, item.id
    assert (found.points, found.checkable, found.earned) == (POINTS, CHECKABLE, CHECKABLE)
    assert found.still_open == 0
    assert found.missing == ()


@pytest.mark.slow
def test_the_release_is_still_to_do(blank: Path) -> None:
    found = submission.review(blank)
    assert {s.state for s in found.statuses} == {State.TO_DO}
    assert (found.earned, found.to_read) == (0, 0)
    assert found.unseen + found.still_open == POINTS


@pytest.mark.slow
def test_each_point_stands_in_one_place(one: Path) -> None:
    answer(one, q1a="Only one term is left.", q1e="def grad_U(y, y_hat, v_c):\n    return np.outer(y_hat - y, v_c)")
    found = submission.review(one)
    assert found.earned + found.to_read + found.unseen + found.still_open == found.points == POINTS
    assert found.to_read == items()["q1a"].points
    assert found.unseen == POINTS - FIRST


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("My answer.", State.ANSWERED),
        ("", State.EMPTY),
        ("<!-- nothing -->  \n", State.EMPTY),
        (reviewing.STUB, State.TO_DO),
        (f"**Step 1** mine\n\n**Step 2**\n\n{reviewing.STUB}\n\n{reviewing.STUB}", State.PARTLY_ANSWERED),
    ],
)
def test_written_answers_are_told_apart(one: Path, text: str, state: State) -> None:
    answer(one, q1a=text)
    assert status(submission.review(one), "q1a").state is state
    assert ("2 places still say “Write your answer here.”" in missing(one)) is (state is State.PARTLY_ANSWERED)


@pytest.mark.slow
def test_an_answer_whose_cell_is_gone_is_told_from_an_empty_one(one: Path) -> None:
    edit(one, lambda cell: cell.update(id="gone", metadata={}) if cell["id"] == "q1a" else None)
    assert status(submission.review(one), "q1a").state is State.CELL_GONE


def test_the_checksum_is_nbgraders(one: Path) -> None:
    notebook = nbformat.read(one / "1_softmax.ipynb", as_version=4)
    cells = {cell.id: cell for cell in notebook.cells}
    saved = read(one / "1_softmax.ipynb")
    for item in items().values():
        if item.notebook == "1_softmax" and item.kind == "written":
            assert cells[item.id].metadata.nbgrader.checksum == compute_checksum(cells[item.id])
            cell = saved.cell(item.id)
            assert cell is not None
            assert reviewing.unchanged(item, cell)


@pytest.mark.slow
def test_a_text_cell_that_was_turned_into_code_is_still_unchanged(one: Path) -> None:
    edit(one, lambda cell: cell.update(cell_type="code", outputs=[]) if cell["id"] == "q1d-derivation" else None)
    assert status(submission.review(one), "q1d-derivation").state is State.TO_DO


@pytest.mark.slow
def test_a_half_right_function_and_one_with_a_syntax_error(one: Path) -> None:
    answer(
        one,
        q1d_formula="def grad_u_w(w, o, y, y_hat, v_c):\n    return y_hat[w] * v_c",
        q1b1_formula="def grad_v_c(y, y_hat, U):\n    return (U",
        q1e="def grad_U(y, y_hat, v_c):\n    return helper(v_c)",
        q2a2="import time\ntime.sleep(0)\nraise SystemExit",
    )
    found = submission.review(one)
    assert status(found, "q1d-formula").state is State.PARTLY_RIGHT
    points = items()["q1d-formula"].points
    assert status(found, "q1d-formula").earned == points / 2
    assert status(found, "q1b1-formula").state is State.NOT_LOADED
    assert "syntax error" in status(found, "q1b1-formula").note
    assert status(found, "q1e").state is State.NOT_RIGHT
    assert status(found, "q2a2").state is State.NOT_LOADED
    half = f"{points / 2:g} of {points:g} points"
    assert f"{half} (partly right); its check says why (1_softmax.ipynb, cell q1d-formula)" in missing(one)
    text, page = repr(submission.last_check(one)), submission.last_check(one)._repr_html_()
    for said in (half, "syntax error", "cannot be checked"):
        assert said in text
        assert said in page


@pytest.mark.slow
def test_the_last_check_measures_the_derivations_that_are_written(one: Path) -> None:
    assert "equality sign" not in repr(submission.last_check(one))
    answer(
        one, q1a=r"$J = \log \hat y_o$", q1d_derivation=r"$$\frac{\partial J}{\partial u_w} = (\hat y_w - y_w) v_c$$"
    )
    text, page = repr(submission.last_check(one)), submission.last_check(one)._repr_html_()
    assert "✗ = \\log \\hat y_o" in text
    assert "✓ The end is ∂J/∂u_w where w = o" in text
    assert "✗ 1(a) the loss is a cross-entropy. 1 equality sign: 0 hold, 1 to look at." in page
    assert "✓ 1(d) the gradient with respect to an outside vector, derived. 1 equality sign: 1 holds." in page


def test_an_answer_that_never_ends_does_not_hold_up_the_review(one: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(as_graded, "LOADING_SECONDS", 0.2)
    answer(one, q1e="def grad_U(y, y_hat, v_c):\n    pass\nwhile True:\n    pass")
    assert "had not defined grad_U" in as_graded.judged(items()["q1e"], one).note


def test_a_check_that_fails_itself_is_said(one: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_function: object) -> None:
        raise ZeroDivisionError("here")

    monkeypatch.setattr("word2vec_lab.check.grad_U", broken)
    answer(one, q1e="def grad_U(y, y_hat, v_c):\n    return 1")
    assert as_graded.judged(items()["q1e"], one).note == "the check stopped with ZeroDivisionError: here"


@pytest.mark.slow
def test_what_an_answer_prints_stays_out(one: Path, capfd: pytest.CaptureFixture[str]) -> None:
    answer(one, q1e="import warnings\nprint('noise')\nwarnings.warn('noise')\ndef grad_U(*a):\n    print('noise')")
    assert status(submission.review(one), "q1e").state is State.NOT_RIGHT
    assert capfd.readouterr() == ("", "")


@pytest.mark.slow
@pytest.mark.parametrize(
    "content", [b"<<<<<<< HEAD", b"[1]", b'{"cells": [1]}', b"\xff\xfe\x00", b'{"cells": [{"cell_type": "code"}]}', b""]
)
def test_a_damaged_notebook_is_said_and_handed_in_all_the_same(one: Path, content: bytes) -> None:
    (one / "1_softmax.ipynb").write_bytes(content)
    assert {s.state for s in submission.review(one).statuses} == {State.DAMAGED, State.UNSEEN}
    assert f"1_softmax.ipynb ({FIRST:g} points" in missing(one)
    submission.code_zip(one)
    assert in_zip(one)["1_softmax.ipynb"] == content
    submission.written(one)
    assert "notebook damaged" in (one / "written_answers.html").read_text(encoding="utf-8")


def test_an_empty_folder_is_handed_in_too(tmp_path: Path) -> None:
    board = repr(submission.scoreboard(tmp_path))
    sums = "0 earned on the public checks, 0 to be read by a person"
    assert f"{POINTS:g} points: {sums}, {POINTS:g} still unseen, 0 still open." in board
    assert "none of the course's notebooks" in board
    assert submission.code_zip(tmp_path).right
    assert submission.written(tmp_path).right
    assert set(in_zip(tmp_path)) == {"MISSING.txt", "answers.py"}


@pytest.mark.slow
def test_a_saved_change_is_seen(one: Path) -> None:
    assert submission.review(one).earned == 0
    answer(one, q1b1_formula="def grad_v_c(y, y_hat, U):\n    return U @ (y_hat - y)")
    assert submission.review(one).earned == GRADIENT


# The scoreboard


@pytest.mark.slow
def test_the_scoreboard_is_a_table_with_headers(one: Path) -> None:
    answer(one, q1a="<b>mine</b>")
    page = submission.scoreboard(one)._repr_html_()
    assert page.count('scope="col"') == 6
    assert page.count('scope="row"') == len(items()) + 1
    assert "<caption" in page
    assert '<a href="1_softmax.ipynb#cell-id=q1b2">' in page
    assert "color:#" not in page, "the theme of JupyterLab decides on colours"
    text = repr(submission.scoreboard(one))
    assert len([line for line in text.splitlines() if line.startswith(("1(", "2("))]) == len(items())
    assert "still to do (1_softmax.ipynb, cell q1b2)" in text


@pytest.mark.slow
@pytest.mark.parametrize(
    ("guess", "says"),
    [
        (None, f"from 0 to {CHECKABLE:g}"),
        (GRADIENT, "Exactly right"),
        (GRADIENT - 0.5, "more than you thought"),
        (CHECKABLE, "naiveSoftmaxLossAndGradient"),
    ],
)
def test_a_guess_is_held_against_the_score(one: Path, guess: float | None, says: str) -> None:
    answer(one, q1b1_formula="def grad_v_c(y, y_hat, U):\n    return U @ (y_hat - y)")
    for name in {item.notebook for item in items().values()} - {"1_softmax"}:
        (one / f"{name}.ipynb").unlink(missing_ok=True)
    board = submission.scoreboard(one)
    assert says in board.against(guess) or (guess == CHECKABLE and "may be in" in board.against(guess))


@pytest.mark.slow
def test_what_looks_unsaved_or_old_is_said(one: Path) -> None:
    notebook = one / "1_softmax.ipynb"

    def show_other_points(cell: dict[str, Any]) -> None:
        if cell["id"] == "q1d-formula-check":
            cell["outputs"] = [{"output_type": "execute_result", "data": {"text/plain": ["9"]}, "metadata": {}}]

    answer(one, q1d_formula="def grad_u_w(w, o, y, y_hat, v_c):\n    return y_hat[w] * v_c")
    edit(one, show_other_points)
    submission.code_zip(one)
    past = notebook.stat().st_mtime - 7200
    os.utime(one / "assignment2.zip", (past, past))
    shutil.copy(notebook, one / "1_softmax-Copy1.ipynb")
    os.utime(one / "1_softmax-Copy1.ipynb", (notebook.stat().st_mtime + 5,) * 2)
    text = repr(submission.scoreboard(one))
    assert "as they were last saved: 1_softmax.ipynb (just now)" in text
    shown = "1(d): the saved notebook shows 9 points below this answer"
    points = items()["q1d-formula"].points
    assert f"{shown}, and from the zip it earns {points / 2:g} of {points:g}. Open 1_softmax.ipynb" in text
    assert "1_softmax-Copy1.ipynb was saved later than 1_softmax.ipynb, and only 1_softmax.ipynb counts" in text
    assert "assignment2.zip is older than 1_softmax.ipynb" in text


@pytest.mark.slow
def test_the_reading_edition_has_no_times(one: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORD2VEC_LAB_STATIC", "1")
    assert "last saved" not in repr(submission.scoreboard(one))


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(-3, "just now"), (59, "just now"), (60, "1 minute ago"), (7300, "2 hours ago"), (9e4, "1 day ago")],
)
def test_times_in_words(seconds: float, words: str) -> None:
    assert ago(seconds) == words


# The zip


@pytest.mark.slow
def test_the_zip_holds_what_was_written_and_no_data(perfect: Path) -> None:
    (perfect / "datasets").mkdir(exist_ok=True)
    (perfect / "datasets" / "large.txt").write_text("data")
    for name in ("saved_params_40000.npy", "Untitled.ipynb", "1_softmax-Copy1.ipynb", "notes.py"):
        (perfect / name).write_bytes(b"x")
    submission.code_zip(perfect)
    for name in ("saved_params_40000.npy", "Untitled.ipynb", "1_softmax-Copy1.ipynb", "notes.py"):
        (perfect / name).unlink()
    found = in_zip(perfect)
    scripts = {name for name in packing.SCRIPTS if (SOURCE / name).is_file()}
    notebooks = {path.name for path in SOURCE.glob("*.ipynb")}
    assert set(found) == notebooks | scripts | {"answers.py", "word_vectors.png"}
    assert found["1_softmax.ipynb"] == (perfect / "1_softmax.ipynb").read_bytes()


@pytest.mark.slow
def test_the_same_files_give_the_same_zip(one: Path, tmp_path: Path) -> None:
    submission.code_zip(one)
    first = (one / "assignment2.zip").read_bytes()
    other = tmp_path / "elsewhere"
    shutil.copytree(one, other, ignore=shutil.ignore_patterns("*.zip"))
    os.utime(other / "1_softmax.ipynb", (1e9, 1e9))
    submission.code_zip(other)
    assert (other / "assignment2.zip").read_bytes() == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {packing.DATE}
    assert not list(one.glob(".*")), "nothing half-written is left behind"


@pytest.mark.slow
def test_a_large_output_is_left_out_and_small_ones_stay(one: Path) -> None:
    def show(cell: dict[str, Any]) -> None:
        if cell["id"] in ("q1e-check", "q2a2-check"):
            size = 10 if cell["id"] == "q1e-check" else packing.LARGEST_OUTPUT
            cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "x" * size}]

    edit(one, show)
    submission.code_zip(one)
    cells = {cell["id"]: cell for cell in json.loads(in_zip(one)["1_softmax.ipynb"])["cells"]}
    assert cells["q1e-check"]["outputs"][0]["text"] == "x" * 10
    assert "left out" in cells["q2a2-check"]["outputs"][0]["text"]
    nbformat.validate(nbformat.reads(in_zip(one)["1_softmax.ipynb"].decode(), as_version=4))


@pytest.mark.slow
def test_the_answers_can_be_read_as_python(perfect: Path, one: Path) -> None:
    submission.code_zip(perfect)
    text = in_zip(perfect)["answers.py"].decode()
    defined = {node.name for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)}
    assert {item.check for item in autograded()} <= defined
    points = f"{items()['q2a2'].points:g}"
    place = f"# 1_softmax.ipynb, cell q2a2: {points} of {points} points"
    assert f"# 2(a)(ii) naiveSoftmaxLossAndGradient\n{place}" in text
    answer(one, q1e="%time x = 1\ndef grad_U(", q2a2="")
    submission.code_zip(one)
    text = in_zip(one)["answers.py"].decode()
    ast.parse(text)
    assert "# %time x = 1\n# def grad_U(" in text


@pytest.mark.slow
def test_what_is_missing_is_in_the_zip(one: Path) -> None:
    answer(one, q1a="Mine.")
    view = submission.code_zip(one)
    text = in_zip(one)["MISSING.txt"].decode()
    assert "1(b)(ii) when that gradient is zero: still to do (1_softmax.ipynb, cell q1b2)" in text
    assert "2(c): the plot of your word vectors, word_vectors.png, is not in this folder" in text
    assert "ago" not in text
    assert "can be handed in as it is" in repr(view)


def plotted(folder: Path, vectors: word_vectors.WordVectors) -> str:
    """What is said of a folder with the plot of these vectors."""
    run.write_plot(vectors, folder / "word_vectors.png")
    return submission.scoreboard(folder).plain()


def saved(folder: Path, **changes: Any) -> word_vectors.WordVectors:
    found = training.train_fast(treebank.embedded(), training.Settings(iterations=20), display=training.Silent())
    found = replace(found, settings=training.Settings(), **changes)
    return word_vectors.load(word_vectors.save(found, folder / word_vectors.SAVED))


@pytest.mark.slow
def test_a_plot_that_is_not_of_the_run_that_is_asked_for_is_missing(one: Path) -> None:
    text = plotted(one, saved(one, lane="your functions"))
    assert "says of itself: Own functions on the small made-up corpus, stopped after 20 of 40,000 iterations" in text
    assert (
        "- 2(c): the plot, word_vectors.png, is not of the run that is asked for: it was trained on the small" in text
    )
    assert "the run was stopped after 20 iterations, and not 40,000 (6_word_vectors.ipynb)" in text
    assert text in in_zip_after(one)["MISSING.txt"].decode()
    page = submission.scoreboard(one)._repr_html_()
    assert "<p>The plot, word_vectors.png, says of itself: Own functions on the small made-up corpus, stopped" in page


def in_zip_after(folder: Path) -> dict[str, bytes]:
    submission.code_zip(folder)
    return in_zip(folder)


@pytest.mark.slow
def test_the_plot_of_the_whole_run_is_not_missing(one: Path) -> None:
    whole = saved(one, lane="your functions", source="treebank", iterations=40_000)
    text = plotted(one, whole)
    assert f"The plot, word_vectors.png, says of itself: {whole.origin}." in text
    assert "- 2(c): the plot" not in text


@pytest.mark.slow
def test_a_plot_of_other_vectors_than_those_saved_is_told_of(one: Path) -> None:
    whole = saved(one, lane="your functions", source="treebank", iterations=40_000)
    told = plotted(one, replace(whole, center=whole.center + np.eye(*whole.center.shape)))
    assert "is not of the vectors that notebook 6 shows, in saved_vectors.npz. Those are: Own functions on" in told
    assert "python run.py --plot" in told
    assert run.main(["--plot"], one) == run.DONE
    assert "- 2(c): the plot" not in submission.scoreboard(one).plain()
    (one / word_vectors.SAVED).write_bytes(b"damaged")
    assert "- 2(c): the plot" not in submission.scoreboard(one).plain()


@pytest.mark.slow
def test_a_plot_of_ones_own_making_is_no_fault(one: Path) -> None:
    (one / "word_vectors.png").write_bytes(figures.surprise({"a": 0.5}).png)
    text = submission.scoreboard(one).plain()
    assert "The plot, word_vectors.png, does not say where it comes from." in text
    assert "- 2(c): the plot, word_vectors.png" not in text


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a folder that cannot be written to")
def test_a_folder_that_cannot_be_written_to_is_said(one: Path) -> None:
    one.chmod(0o500)
    view = submission.code_zip(one)
    one.chmod(0o700)
    assert "could not be written" in repr(view)


@pytest.mark.slow
def test_a_name_that_is_taken_by_a_folder_is_said(one: Path) -> None:
    (one / "assignment2.zip").mkdir()
    assert "could not be written" in repr(submission.code_zip(one))
    assert not list(one.glob(".*"))


# From a shell


def shell(*command: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    env = os.environ | {"PYTHON": sys.executable} | environment
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, encoding="utf-8")


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("sh") is None, reason="needs a POSIX shell")
def test_the_script_collects_beside_itself_from_anywhere(one: Path) -> None:
    spaced = one.rename(one.with_name("my folder"))
    shutil.copy(RELEASE / "collect_submission.sh", spaced)
    done = shell("sh", spaced / "collect_submission.sh", cwd=Path("/"))
    assert done.returncode == 0, done.stderr
    assert "What is missing:" in done.stdout
    assert "Written: assignment2.zip" in done.stdout
    assert (spaced / "assignment2.zip").is_file()
    assert (spaced / "written_answers.html").is_file()


@pytest.mark.skipif(shutil.which("sh") is None, reason="needs a POSIX shell")
def test_the_script_says_so_where_no_python_has_the_course(one: Path) -> None:
    shutil.copy(RELEASE / "collect_submission.sh", one)
    tools = one / "tools"
    tools.mkdir()
    for tool in ("sh", "dirname"):
        (tools / tool).symlink_to(str(shutil.which(tool)))
    done = shell("sh", "collect_submission.sh", cwd=one, PATH=str(tools), PYTHON="")
    assert done.returncode == 1
    assert "python3 start.py" in done.stderr


@pytest.mark.slow
def test_the_command_refuses_only_what_is_no_folder(tmp_path: Path) -> None:
    command = (sys.executable, "-m", "word2vec_lab.submission")
    assert shell(*command, "nowhere", cwd=tmp_path).returncode == 2
    refused = shell(*command, "--all", cwd=tmp_path)
    assert refused.returncode == 2
    assert "usage: python -m word2vec_lab.submission [-h] [FOLDER]" in refused.stderr
    assert "unrecognized arguments: --all" in refused.stderr
    assert shell(*command, cwd=tmp_path).returncode == 0
