"""`python word2vec.py` in a terminal, and `from word2vec import …` in a notebook, as a student meets them."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from word2vec_lab.items import items

ROOT = Path(__file__).resolve().parents[3]
RIGHT = ROOT / "tests" / "series" / "answers" / "q2a2" / "right"
LOSS, GRADIENT = items()["q2a2"].points, items()["q1e"].points
STUB = "def grad_U(y, y_hat, v_c):\n    raise NotImplementedError"
SETUP = """
import numpy as np
def softmax(x):
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)
"""


def cell(grade_id: str, source: str, *, solution: bool) -> dict[str, object]:
    metadata = {"nbgrader": {"grade_id": grade_id, "solution": solution}}
    return {"cell_type": "code", "id": grade_id, "source": source, "metadata": metadata}


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A student's folder: 2(a)(ii) is answered, 1(e) is not, and everything else is not there."""
    for name in ("word2vec.py", "start.py"):
        shutil.copy(ROOT / "source" / "word2vec" / name, tmp_path)
    right = sorted(RIGHT.glob("*.py"))[0].read_text(encoding="utf-8")
    cells = [
        cell("setup", SETUP, solution=False),
        cell("q2a2", right, solution=True),
        cell("q1e", STUB, solution=True),
    ]
    (tmp_path / "1_softmax.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")
    return tmp_path


def python(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=cwd, capture_output=True, text=True, encoding="utf-8", errors="replace"
    )


@pytest.mark.slow
def test_one_function_is_checked_from_anywhere(course: Path) -> None:
    done = python(course / "word2vec.py", "naiveSoftmaxLossAndGradient", cwd=Path("/"))
    assert done.returncode == 0, done.stderr
    assert f"{LOSS:g} of {LOSS:g} points" in done.stdout


@pytest.mark.slow
def test_an_unwritten_function_is_named(course: Path) -> None:
    done = python("word2vec.py", "grad_U", cwd=course)
    assert done.returncode == 1
    assert "grad_U is still to do: notebook 1_softmax.ipynb, cell q1e" in done.stdout


@pytest.mark.slow
def test_all_functions_are_summed_up(course: Path) -> None:
    done = python("word2vec.py", cwd=course)
    assert done.returncode == 1
    assert done.stdout.endswith(f"{LOSS:g} of the {LOSS + GRADIENT:g} points that these 2 functions can earn.\n")


@pytest.mark.slow
def test_a_wrong_function_fails(course: Path) -> None:
    notebook = json.loads((course / "1_softmax.ipynb").read_text(encoding="utf-8"))
    notebook["cells"][2]["source"] = "def grad_U(y, y_hat, v_c):\n    return 0 * v_c"
    (course / "1_softmax.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    done = python("word2vec.py", "grad_U", cwd=course)
    assert done.returncode == 1
    assert f"0 of {GRADIENT:g} points" in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [("naiveSoftmaxLossAndGradient",), ()])
def test_a_syntax_error_in_the_notebook_is_said_by_name(course: Path, arguments: tuple[str, ...]) -> None:
    notebook = json.loads((course / "1_softmax.ipynb").read_text(encoding="utf-8"))
    notebook["cells"][1]["source"] = "def naiveSoftmaxLossAndGradient(a, b, c, d):\n    return 2x"
    (course / "1_softmax.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    done = python("word2vec.py", *arguments, cwd=course)
    assert done.returncode == 1
    assert "There is a syntax error in notebook 1_softmax.ipynb, cell q2a2, line 2: invalid" in done.stdout
    assert "    return 2x" in done.stdout
    if not arguments:
        assert f"0 of the {LOSS + GRADIENT:g} points that these 2 functions can earn." in done.stdout


@pytest.mark.slow
def test_an_unknown_name_is_refused_with_the_names_there_are(course: Path) -> None:
    done = python("word2vec.py", "sigmiod", cwd=course)
    assert done.returncode == 2
    assert "sigmiod" in done.stderr
    assert "naiveSoftmaxLossAndGradient" in done.stderr


@pytest.mark.slow
def test_help_lists_the_names_and_an_unknown_option_is_answered_with_them(course: Path) -> None:
    for asked, code in (("--help", 0), ("-h", 0), ("--all", 2)):
        done = python("word2vec.py", asked, cwd=course)
        assert done.returncode == code
        assert "naiveSoftmaxLossAndGradient" in " ".join((done.stdout + done.stderr).split())
    assert "There is no check for --all" in done.stderr


@pytest.mark.slow
def test_the_folder_is_named_if_the_command_comes_from_elsewhere(course: Path) -> None:
    here, there = (python(course / "word2vec.py", "grad_U", cwd=place) for place in (course, course.parent))
    assert there.stdout == f"In the folder {course}:\n{here.stdout}"


@pytest.mark.slow
def test_a_console_that_knows_no_check_marks_gets_them_in_letters(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "cp1252")
    done = python("word2vec.py", "naiveSoftmaxLossAndGradient", cwd=course)
    assert done.returncode == 0, done.stderr
    assert "OK " in done.stdout


@pytest.mark.slow
def test_a_folder_without_notebooks_is_said(course: Path) -> None:
    (course / "1_softmax.ipynb").unlink()
    done = python("word2vec.py", cwd=course)
    assert done.returncode == 1
    assert "There is no notebook" in done.stderr


@pytest.mark.slow
def test_the_module_gives_the_students_function(course: Path) -> None:
    code = "import word2vec as w; print(dir(w), w.__all__, w.naiveSoftmaxLossAndGradient.__code__.co_filename)"
    done = python("-c", code, cwd=course)
    assert done.stdout == (
        "['grad_U', 'naiveSoftmaxLossAndGradient'] ['naiveSoftmaxLossAndGradient'] 1_softmax.ipynb[q2a2]\n"
    ), done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "says"), [("grad_U", "is still to do: notebook 1_softmax.ipynb, cell q1e"), ("nothing", "No answer cell")]
)
def test_importing_what_is_not_there_is_an_import_error_that_says_why(course: Path, name: str, says: str) -> None:
    code = f"try:\n    from word2vec import {name}\nexcept ImportError as error:\n    print(error)"
    assert says in python("-c", code, cwd=course).stdout


def test_a_python_without_the_course_says_how_to_get_it(course: Path) -> None:
    as_script = python("-S", "word2vec.py", cwd=course)
    assert as_script.returncode == 1
    assert "python3 start.py" in as_script.stderr
    assert "Traceback" not in as_script.stderr
    as_module = python("-S", "-c", "import word2vec", cwd=course)
    assert "ImportError: The course is not installed for this Python" in as_module.stderr


@pytest.mark.slow
def test_derivations_are_read_sign_by_sign(course: Path) -> None:
    notebook = json.loads((course / "1_softmax.ipynb").read_text(encoding="utf-8"))
    metadata = {"nbgrader": {"grade_id": "q1a", "solution": True}}
    text = {"cell_type": "markdown", "id": "q1a", "source": r"$J = -\log \hat y_o$", "metadata": metadata}
    notebook["cells"].append(text)
    (course / "1_softmax.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    done = python("word2vec.py", "derivations", cwd=course)
    assert done.returncode == 0, done.stderr
    assert "1 equality sign: 1 holds." in done.stdout
    assert "2_activations.ipynb is not in the folder" in done.stdout
    text["source"] = r"$J = \log \hat y_o$"
    (course / "1_softmax.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    both = python("word2vec.py", "naiveSoftmaxLossAndGradient", "derivations", cwd=course)
    assert both.returncode == 1
    assert "does not hold" in both.stdout
    assert f"{LOSS:g} of {LOSS:g} points" in both.stdout
