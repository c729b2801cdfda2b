"""The preprocessor, as nbgrader calls it: on a submission to the small course."""

import copy
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from minicourse import MiniCourse
from nbformat import NotebookNode
from traitlets.config import Config

from classroom.course import CourseError
from classroom.isolation import bubblewrap, sandbox, servers
from classroom.isolation.execute import IsolatedExecute
from classroom.isolation.manual_grading import IN_ANY_CASE, RESOURCE
from classroom.isolation.servers import StartError
from classroom.notebooks import REMARKS, REPORT_ID, grade_id, is_answer

ABOUT: dict[str, Any] = {"nbgrader": {"assignment": "sums", "student": "ada", "notebook": "2_sums"}}


def submission(mini: MiniCourse, answer: str) -> NotebookNode:
    """The source's notebook, handed in with an answer."""
    node = nbformat.read(mini.course.source / "2_sums.ipynb", as_version=4)
    for cell in node.cells:
        if cell.id == "double":
            cell.source = answer
    folder = mini.course.root / "submitted" / "ada" / "sums"
    folder.mkdir(parents=True, exist_ok=True)
    nbformat.write(node, folder / "2_sums.ipynb")
    assert isinstance(node, NotebookNode)
    return node


def executed(mini: MiniCourse, node: NotebookNode, **settings: Any) -> NotebookNode:
    config = Config({"CourseDirectory": {"root": str(mini.course.root)}, "IsolatedExecute": settings})
    return IsolatedExecute(config=config).preprocess(node, dict(ABOUT))[0]  # type: ignore[no-untyped-call]


def shown(node: NotebookNode, cell_id: str) -> Any:
    [cell] = [cell for cell in node.cells if cell.get("id") == cell_id]
    return cell.outputs[-1]


@pytest.mark.slow
@pytest.mark.parametrize(("answer", "points"), [("def double(x): return 2 * x", "3.0"), ("double = abs", "0.5")])
def test_a_submission_gets_its_outputs(mini: MiniCourse, answer: str, points: str) -> None:
    node = executed(mini, submission(mini, answer))
    assert shown(node, "double-check").data["text/plain"] == points
    assert [cell.execution_count for cell in node.cells if cell.cell_type == "code"] == [1, 2, 3]
    assert shown(node, "double-check").execution_count == 3
    about = node.metadata["grading"]
    assert about["seconds"] > 0
    assert (about["verdicts"], about["stopped"], about["questions"]) == ({}, {}, {})  # its checks give bare numbers
    nbformat.validate(node)


@pytest.mark.slow
def test_a_module_that_students_are_to_edit_is_theirs(mini: MiniCourse) -> None:
    node = submission(mini, "double = abs")
    for cell in node.cells:
        if cell.id == "double-check":
            cell.source = "import helper\nhelper.VALUE"
    nbformat.write(node, mini.course.source / "2_sums.ipynb")
    (mini.course.root / "submitted" / "ada" / "sums" / "helper.py").write_text("VALUE = 8\n")
    assert shown(executed(mini, node), "double-check").data["text/plain"] == "7"
    config = Config({"CourseDirectory": {"root": str(mini.course.root)}})
    config.Autograde.exclude_overwriting = {"sums": ["helper.py"]}
    graded = IsolatedExecute(config=config).preprocess(node, dict(ABOUT))[0]  # type: ignore[no-untyped-call]
    assert shown(graded, "double-check").data["text/plain"] == "8"


@pytest.mark.slow
def test_tags_and_flags_of_the_submission_change_nothing(mini: MiniCourse) -> None:
    node = submission(mini, "double = abs")
    for cell in node.cells:
        cell.metadata["tags"] = ["skip-execution"]
        if "nbgrader" in cell.metadata:
            cell.metadata["nbgrader"]["locked"] = True
    assert shown(executed(mini, node), "double-check").data["text/plain"] == "0.5"


@pytest.mark.slow
def test_the_notebook_says_what_protected_the_grading(mini: MiniCourse) -> None:
    node = executed(mini, submission(mini, "double = abs"))
    assert node.cells[-1].id == REPORT_ID
    assert "in a process of its own" in node.cells[-1].source
    layers = node.metadata["grading"]["protection"]
    assert all(layer in node.cells[-1].source for layer in layers)


@pytest.mark.slow
def test_old_formats_get_a_report_without_an_id(mini: MiniCourse) -> None:
    node = submission(mini, "double = abs")
    node.nbformat_minor = 4
    for cell in node.cells:
        del cell["id"]
    nbformat.validate(executed(mini, node))


@pytest.mark.slow
def test_the_students_folder_holds_what_they_handed_in_and_the_helpers(mini: MiniCourse) -> None:
    folder = mini.course.root / "submitted" / "ada" / "sums"
    node = submission(mini, "import os\nsorted(os.listdir('.'))")
    (folder / "numpy.py").write_text("1/0")
    (folder / "helper.py").write_text("1/0")
    (folder / "mine").mkdir()
    (folder / "mine" / "deep.py").write_text("WORD = open('table.txt').read()")
    (folder / "table.txt").write_text("read")
    (folder / "other.ipynb").symlink_to(mini.course.source / "2_sums.ipynb")
    assert shown(executed(mini, node), "double").data["text/plain"] == (
        "['2_sums.ipynb', 'helper.py', 'mine', 'numpy.py', 'table.txt']"
    )
    importing = submission(mini, "from mine.deep import WORD\nimport numpy\nWORD, numpy.ones(1).sum()")
    assert shown(executed(mini, importing), "double").data["text/plain"] == "('read', np.float64(1.0))"
    own = submission(mini, "import json\n'BEGIN HIDDEN' in open('2_sums.ipynb').read(), open('helper.py').read()")
    for cell in own.cells:
        cell.source = cell.source.replace("HIDDEN", "PUBLIC") if cell.id == "double-check" else cell.source
    nbformat.write(own, folder / "2_sums.ipynb")
    assert shown(executed(mini, own), "double").data["text/plain"] == "(True, 'VALUE = 7\\n')"


@pytest.mark.slow
def test_what_a_function_says_of_written_answers_is_kept_and_nothing_that_was_handed_in(
    mini: MiniCourse, monkeypatch: pytest.MonkeyPatch
) -> None:
    (mini.course.root / "talk.py").write_text("def said(name, text):\n    return {'signs': len(text), 'problem': name}")
    monkeypatch.setenv("PYTHONPATH", str(mini.course.root))
    monkeypatch.syspath_prepend(mini.course.root)
    node = submission(mini, "double = abs")
    [written] = [cell for cell in node.cells if cell.cell_type == "markdown" and is_answer(cell)]
    node.metadata["grading"] = {REMARKS: {grade_id(written): {"signs": 99}, "double": {"signs": 99}}}
    about = executed(mini, node, remarks="talk:said").metadata["grading"]
    assert about[REMARKS] == {grade_id(written): {"signs": len(written.source), "problem": grade_id(written)}}
    node.metadata["grading"] = {REMARKS: {grade_id(written): {"signs": 99}}}
    assert executed(mini, node).metadata["grading"][REMARKS] == {}


@pytest.mark.slow
def test_a_person_is_asked_to_look_where_grading_itself_failed(
    mini: MiniCourse, monkeypatch: pytest.MonkeyPatch
) -> None:
    # nbgrader makes a gradebook with the command alembic, which it looks for on the path.
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    mini.edit("2_sums", "double-check", "score = judged(double, 20)", "import os; os._exit(double(0))")
    node, resources = submission(mini, "def double(x): return 2 * x"), copy.deepcopy(ABOUT)
    config = Config({"CourseDirectory": {"root": str(mini.course.root)}})
    IsolatedExecute(config=config).preprocess(node, resources)  # type: ignore[no-untyped-call]
    assert shown(node, "double-check").ename == "NoScore"
    assert resources[RESOURCE] == ["double-check"]
    assert resources[IN_ANY_CASE] == []
    assert node.metadata["grading"]["stopped"] == {"double-check": shown(node, "double-check").evalue}


@pytest.mark.slow
def test_a_person_is_asked_by_a_check_in_doubt_whatever_the_points(
    mini: MiniCourse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    mini.edit("2_sums", "double-check", "score = judged", "double.__ask_a_person__('Please look.')\nscore = judged")
    node, resources = submission(mini, "def double(x): return 2 * x"), copy.deepcopy(ABOUT)
    config = Config({"CourseDirectory": {"root": str(mini.course.root)}})
    IsolatedExecute(config=config).preprocess(node, resources)  # type: ignore[no-untyped-call]
    [check] = [cell for cell in node.cells if cell.get("id") == "double-check"]
    assert [one.data["text/plain"] for one in check.outputs] == ["3.0", "Please look."]
    assert (resources[RESOURCE], resources[IN_ANY_CASE]) == ([], ["double-check"])
    assert node.metadata["grading"]["questions"] == {"double-check": "Please look."}


@pytest.fixture
def no_sandbox(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine where nothing keeps the student process in."""
    monkeypatch.setattr(bubblewrap, "command", lambda *_: None)
    ready = servers.Server.ready
    bare = {"layers": [sandbox.LIMITS], "missing": []}
    monkeypatch.setattr(servers.Server, "ready", lambda self: ready(self) and bare)
    monkeypatch.setattr(servers, "_running", {})


@pytest.mark.slow
@pytest.mark.usefixtures("no_sandbox")
def test_without_a_sandbox_it_grades_and_says_so(mini: MiniCourse, caplog: pytest.LogCaptureFixture) -> None:
    node = executed(mini, submission(mini, "def double(x): return 2 * x"))
    servers.close_all()
    assert shown(node, "double-check").data["text/plain"] == "3.0"
    assert "There was no full sandbox on this machine, only: resource limits." in node.cells[-1].source


@pytest.mark.slow
def test_if_it_does_not_get_up_inside_bubblewrap_it_does_outside(
    mini: MiniCourse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bubblewrap, "command", lambda *_: ["false"])
    monkeypatch.setattr(servers, "_running", {})
    node = executed(mini, submission(mini, "def double(x): return 2 * x"))
    servers.close_all()
    assert shown(node, "double-check").data["text/plain"] == "3.0"
    assert sandbox.BUBBLEWRAP not in node.metadata["grading"]["protection"]


@pytest.mark.slow
@pytest.mark.usefixtures("no_sandbox")
def test_a_sandbox_can_be_required(mini: MiniCourse) -> None:
    with pytest.raises(StartError, match="require_sandbox refuses"):
        executed(mini, submission(mini, "double = abs"), require_sandbox=True)
    servers.close_all()


def test_where_nothing_can_be_forked_it_says_what_to_do(mini: MiniCourse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(servers, "_running", {})
    monkeypatch.delattr(os, "fork")
    with pytest.raises(StartError, match="grade inside WSL"):
        executed(mini, submission(mini, "double = abs"))


@pytest.mark.slow
def test_it_can_be_imported_where_there_is_no_unix() -> None:
    program = (
        "import os, psutil, sys\nsys.modules.update(resource=None, fcntl=None)\n"
        "for name in ('fork', 'sysconf', 'lchown'):\n"
        "    delattr(os, name)\nimport classroom.isolation.execute\n"
        "linux = {'classroom.isolation.' + name for name in ('landlock', 'namespaces', 'seccomp')}\n"
        "assert not linux & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_notebook_that_nothing_here_can_run_is_refused_in_words(mini: MiniCourse) -> None:
    path = mini.course.source / "2_sums.ipynb"
    node = nbformat.read(path, as_version=4)
    node.metadata.kernelspec = {"name": "ir", "language": "R", "display_name": "R"}
    nbformat.write(node, path)
    with pytest.raises(CourseError, match=r"It is written in R\. Nothing on this machine can run it"):
        executed(mini, submission(mini, "double <- abs"))
