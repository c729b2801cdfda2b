"""`python sgd.py` runs the student's function and its check."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from word2vec_lab.items import items

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[3]
RIGHT = ROOT / "tests" / "series" / "answers" / "q2b" / "right" / "rebinding.py"
SETUP = """
import random
from word2vec_lab.training.saved_params import load_saved_params, save_params
ANNEAL_EVERY, SAVE_PARAMS_EVERY = 20_000, 5_000
"""


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A student's folder in which 2(b) is answered."""
    shutil.copy(ROOT / "source" / "word2vec" / "sgd.py", tmp_path)
    write(tmp_path, RIGHT.read_text(encoding="utf-8"))
    return tmp_path


def write(folder: Path, source: str) -> None:
    answer = {"nbgrader": {"grade_id": "q2b", "solution": True}}
    cells = [
        {"cell_type": "code", "id": "setup", "source": SETUP, "metadata": {}},
        {"cell_type": "code", "id": "q2b", "source": source, "metadata": answer},
    ]
    (folder / "5_sgd.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")


def python(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], cwd=cwd, capture_output=True, text=True, encoding="utf-8")


def test_the_command_finds_the_minimum(course: Path) -> None:
    done = python("sgd.py", cwd=course)
    assert done.returncode == 0, done.stderr
    points = f"{items()['q2b'].points:g}"
    assert f"{points} of {points} points" in done.stdout
    assert "from −1.5 to |x| below 1e-6" in done.stdout


def test_the_command_fails_for_a_wrong_and_for_an_unwritten_function(course: Path) -> None:
    write(course, RIGHT.read_text(encoding="utf-8").replace("x - step", "x + step"))
    wrong = python("sgd.py", cwd=course)
    assert wrong.returncode == 1
    assert "It walks uphill" in wrong.stdout
    stub = "def sgd(f, x0, step, iterations):\n    for k in range(iterations):\n        raise NotImplementedError()"
    write(course, stub)
    unwritten = python("sgd.py", cwd=course)
    assert unwritten.returncode == 1
    assert "sgd is still to do: notebook 5_sgd.ipynb, cell q2b" in unwritten.stdout


def test_it_takes_no_arguments_and_says_so(course: Path) -> None:
    assert python("sgd.py", "--help", cwd=course).stdout.startswith("usage: sgd.py [-h]")
    refused = python("sgd.py", "sigmoid", cwd=course)
    assert refused.returncode == 2
    assert "unrecognized arguments: sigmoid" in refused.stderr


def test_the_module_gives_the_students_function(course: Path) -> None:
    code = "from sgd import sgd; print(sgd(lambda x: (x * x, 2 * x), 1.0, 0.5, 1))"
    assert python("-c", code, cwd=course).stdout == "0.0\n"
    assert "no attribute 'other'" in python("-c", "import sgd; sgd.other", cwd=course).stderr
