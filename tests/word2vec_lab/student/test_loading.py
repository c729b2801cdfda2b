"""A student's functions come out of their own notebooks, or a message says which cell it is about and what to do."""

import json
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from word2vec_lab import student
from word2vec_lab.student.loading import make_importable

Cell = dict[str, Any]

STUB = "def sigmoid(x):\n    raise NotImplementedError"


def plain(source: str, cell_id: str = "setup") -> Cell:
    return {"cell_type": "code", "id": cell_id, "source": source, "metadata": {}, "outputs": []}


def answer(grade_id: str, source: str) -> Cell:
    return plain(source, f"id-{grade_id}") | {"metadata": {"nbgrader": {"grade_id": grade_id, "solution": True}}}


def check(grade_id: str, function: str) -> Cell:
    source = f"score = check.{function}({function})\nscore"
    marks = {"grade_id": f"{grade_id}-check", "solution": False, "grade": True}
    return plain(source, f"{grade_id}-check") | {"metadata": {"nbgrader": marks}}


def write(folder: Path, name: str, *cells: Cell) -> Path:
    path = folder / f"{name}.ipynb"
    path.write_text(json.dumps({"cells": cells, "nbformat": 4, "nbformat_minor": 5, "metadata": {}}), encoding="utf-8")
    return path


def message(name: str, folder: Path, kind: type[student.StudentError] = student.StudentError) -> str:
    with pytest.raises(student.StudentError) as caught:
        student.load(name, folder)
    assert type(caught.value) is kind
    return str(caught.value)


def test_a_function_is_loaded_from_its_answer_cell(tmp_path: Path) -> None:
    write(tmp_path, "2_activations", answer("q2a1", "def sigmoid(x):\n    return x + 1"))
    assert student.load("sigmoid", tmp_path)(1) == 2


def test_the_current_folder_is_the_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "2_activations", answer("q2a1", "def sigmoid(x):\n    return x + 1"))
    monkeypatch.chdir(tmp_path)
    assert student.load("sigmoid")(1) == 2
    assert student.names() == ["sigmoid"]


def test_what_the_answer_needs_comes_from_definitions_and_nothing_else_runs(tmp_path: Path) -> None:
    write(
        tmp_path,
        "1_softmax",
        plain(
            "%matplotlib inline\nimport numpy as np\nfiles = !ls\nSCALE = float(np.sqrt(4))\n"
            "def softmax(x):\n    return SCALE * helper(x)\n"
            "1 / 0  # a cell that is run would stop here"
        ),
        plain("def helper(x):\n    return np.sum(x)", "later-helper"),
        answer("q2a2", "def naive(x):\n    return softmax(x)"),
        plain("raise SystemExit", "boom"),
    )
    assert student.load("naive", tmp_path)([1, 2]) == 6


def test_the_last_definition_before_the_answer_counts(tmp_path: Path) -> None:
    write(
        tmp_path,
        "1_softmax",
        plain("STEP = 1", "first"),
        plain("STEP = 2", "second"),
        answer("q1", "def f():\n    return STEP"),
        plain("STEP = 3", "third"),
    )
    assert student.load("f", tmp_path)() == 2


def test_a_definition_after_the_answer_is_found_too(tmp_path: Path) -> None:
    write(tmp_path, "1_softmax", answer("q1", "def f():\n    return STEP"), plain("STEP = 3", "third"))
    assert student.load("f", tmp_path)() == 3


def test_definitions_may_need_each_other(tmp_path: Path) -> None:
    write(
        tmp_path,
        "1_softmax",
        plain(
            "def even(n):\n    return n == 0 or odd(n - 1)\ndef odd(n):\n    return n != 0 and even(n - 1)\n"
            "def twice(g):\n    return lambda n: (g(n), g(n))\n@twice\ndef both(n):\n    return even(n)"
        ),
        answer("q1", "def f(n):\n    return both(n)"),
    )
    assert student.load("f", tmp_path)(4) == (True, True)


@pytest.mark.parametrize(
    "source",
    ["from word2vec import sigmoid", "from word2vec import sigmoid as squash\nsigmoid = squash", ""],
    ids=["imported", "renamed", "not imported"],
)
def test_an_answer_of_another_notebook_is_used_and_shared(tmp_path: Path, source: str) -> None:
    write(
        tmp_path, "2_activations", answer("q2a1", "calls = []\ndef sigmoid(x):\n    calls.append(x)\n    return calls")
    )
    write(tmp_path, "3_negative", plain(source), answer("q2a3", "def negative(x):\n    return sigmoid(x)"))
    write(tmp_path, "4_skipgram", answer("q2a4", f"{source}\ndef skipgram(x, loss=negative):\n    return sigmoid(x)"))
    assert student.load("negative", tmp_path)(1) is student.load("skipgram", tmp_path)(2)
    assert student.load("sigmoid", tmp_path)(3) == [1, 2, 3]
    assert student.load("sigmoid", tmp_path) is student.load("sigmoid", tmp_path)


def test_an_answer_of_the_same_notebook_is_used_and_shared(tmp_path: Path) -> None:
    write(
        tmp_path,
        "1_softmax",
        answer("q1", "BASE = 10\ndef f(x):\n    return x + BASE"),
        answer("q2", "def g(x):\n    return f, f(x) * BASE"),
    )
    assert student.load("g", tmp_path)(1) == (student.load("f", tmp_path), 110)


def test_a_saved_change_is_picked_up(tmp_path: Path) -> None:
    path = write(tmp_path, "2_activations", answer("q2a1", "def sigmoid(x):\n    return 1"))
    assert student.load("sigmoid", tmp_path)(0) == 1
    write(tmp_path, "2_activations", answer("q2a1", "def sigmoid(x):\n    return 2"))
    os.utime(path, ns=(1, path.stat().st_mtime_ns + 1_000_000))
    assert student.load("sigmoid", tmp_path)(0) == 2


def test_a_change_reaches_the_answers_that_use_it(tmp_path: Path) -> None:
    write(tmp_path, "2_activations", answer("q2a1", "def sigmoid(x):\n    return 1"))
    write(tmp_path, "4_skipgram", answer("q2a4", "def skipgram(x):\n    return sigmoid(x)"))
    assert student.load("skipgram", tmp_path)(0) == 1
    write(tmp_path, "2_activations", answer("q2a1", "def sigmoid(x):\n    return 1 + 1"))
    assert student.load("skipgram", tmp_path)(0) == 2


@pytest.mark.parametrize(
    "source",
    [
        "%%time\ndef sigmoid(x):\n    return 7",
        "\n\n%timeit 1\n!ls\ndef sigmoid(x):\n    %time pass\n    return 7",
        "sigmoid = lambda x: 7",
        "get_ipython().run_line_magic('matplotlib', 'inline')\ndef sigmoid(x):\n    return 7",
        "def sigmoid(x):\n    return (14\n      % 8 + 1)\ndisplay",
    ],
)
def test_ipython_commands_do_not_disturb(tmp_path: Path, source: str) -> None:
    write(tmp_path, "2_activations", answer("q2a1", source))
    assert student.load("sigmoid", tmp_path)(0) == 7


def test_other_cells_in_other_languages_do_not_disturb(tmp_path: Path) -> None:
    cells = [plain("%%bash\necho 'import'", "shell"), plain("def broken(:", "broken")]
    write(tmp_path, "2_activations", *cells, answer("q2a1", "def sigmoid(x):\n    return 7"))
    assert student.load("sigmoid", tmp_path)(0) == 7


def test_a_traceback_names_the_notebook_and_the_cell_and_shows_the_line(tmp_path: Path) -> None:
    write(tmp_path, "1_softmax", answer("q2a2", "\n%time pass\ndef naive(x):\n    y = x\n    return y / 0"))
    with pytest.raises(ZeroDivisionError) as caught:
        student.load("naive", tmp_path)(1)
    last = traceback.extract_tb(caught.value.__traceback__)[-1]
    assert (last.filename, last.lineno, last.line) == ("1_softmax.ipynb[q2a2]", 5, "return y / 0")


def test_the_reading_edition_goes_by_cell_ids(tmp_path: Path) -> None:
    write(
        tmp_path,
        "2_activations",
        plain("def sigmoid(x):\n    return 7", "q2a1"),
        plain("def other(x):\n    return 8", "q2a1-check"),
        plain("def puzzle(x):\n    return 9", "try-first"),
    )
    assert student.names(tmp_path) == ["sigmoid"]
    assert student.load("sigmoid", tmp_path)(0) == 7


def test_of_copies_of_a_cell_the_last_counts_as_in_grading(tmp_path: Path) -> None:
    first, second = answer("q2a1", "def sigmoid(x):\n    return 1"), answer("q2a1", "def sigmoid(x):\n    return 2")
    write(tmp_path, "2_activations", first, second)
    assert student.load("sigmoid", tmp_path)(0) == 2


def test_a_copy_of_a_notebook_does_not_count(tmp_path: Path) -> None:
    write(tmp_path, "2_activations-Copy1", answer("q2a1", "def sigmoid(x):\n    return 1"))
    write(tmp_path, "2_activations", answer("q2a1", "def sigmoid(x):\n    return 2"))
    assert student.load("sigmoid", tmp_path)(0) == 2


def test_answers_tell_what_is_written(tmp_path: Path) -> None:
    write(tmp_path, "1_softmax", answer("q2a2", "import numpy\ndef naive(x):\n    return 1"), check("q2a2", "naive"))
    write(tmp_path, "2_activations", answer("q2a1", STUB))
    assert student.answers(tmp_path) == [
        student.Answer("naive", "1_softmax.ipynb", "q2a2", done=True),
        student.Answer("sigmoid", "2_activations.ipynb", "q2a1", done=False),
    ]


@pytest.mark.parametrize(
    "source",
    [
        STUB,
        'def sigmoid(x):\n    """Squash."""\n    # YOUR CODE HERE\n    raise NotImplementedError()',
        "def sigmoid(x):\n    s = None\n    raise NotImplementedError('to do')\n    return s",
        "# YOUR CODE HERE\nraise NotImplementedError()",
    ],
)
def test_an_unwritten_answer_is_named(tmp_path: Path, source: str) -> None:
    write(tmp_path, "2_activations", answer("q2a1", source), check("q2a1", "sigmoid"))
    text = message("sigmoid", tmp_path, student.NotDoneYet)
    assert "2_activations.ipynb, cell q2a1" in text
    assert "Ctrl+S" in text


@pytest.mark.parametrize(
    "body",
    [
        "    if x is None:\n        raise NotImplementedError\n    return 7",
        "    return 7\n    raise NotImplementedError",
    ],
)
def test_an_answer_that_only_mentions_not_implemented_is_written(tmp_path: Path, body: str) -> None:
    write(tmp_path, "2_activations", answer("q2a1", f"def sigmoid(x):\n{body}"))
    assert student.load("sigmoid", tmp_path)(0) == 7


def test_an_unwritten_answer_that_another_needs_is_named(tmp_path: Path) -> None:
    write(tmp_path, "2_activations", answer("q2a1", STUB))
    write(tmp_path, "4_skipgram", answer("q2a4", "def skipgram(x):\n    return sigmoid(x)"))
    text = message("skipgram", tmp_path, student.NotDoneYet)
    assert "sigmoid, needed by 4_skipgram.ipynb[q2a4]," in text
    assert "2_activations.ipynb, cell q2a1" in text


Case = Callable[[Path], object]
WRONG: dict[str, tuple[Case, tuple[str, ...]]] = {
    "no notebook": (lambda folder: None, ("There is no notebook",)),
    "notebook missing": (
        lambda folder: write(folder, "1_softmax", answer("q2a2", "def naive(x):\n    return 1")),
        ("sigmoid", "Functions there: naive", "Notebooks there: 1_softmax.ipynb", "2_activations.ipynb"),
    ),
    "cell deleted": (
        lambda folder: write(folder, "2_activations", check("q2a1", "sigmoid")),
        ("2_activations.ipynb", "q2a1", "sigmoid", "is gone", "fresh copy"),
    ),
    "renamed": (
        lambda folder: write(folder, "2_activations", answer("q2a1", "def squash(x): 1"), check("q2a1", "sigmoid")),
        ("2_activations.ipynb, cell q2a1", "no function called sigmoid"),
    ),
    "syntax error": (
        lambda folder: write(folder, "2_activations", answer("q2a1", "import os\ndef sigmoid(x):\n    return (1")),
        ("syntax error", "2_activations.ipynb, cell q2a1", "line 3", "return (1", "Ctrl+S"),
    ),
    "syntax error in the line of the name": (
        lambda folder: write(folder, "2_activations", answer("q2a1", "df sigmoid(x):"), check("q2a1", "sigmoid")),
        ("syntax error", "2_activations.ipynb, cell q2a1", "line 1", "df sigmoid(x):"),
    ),
    "null byte": (
        lambda folder: write(folder, "2_activations", answer("q2a1", "def sigmoid(x):\n    return '\0'")),
        ("syntax error", "2_activations.ipynb, cell q2a1"),
    ),
    "not JSON": (
        lambda folder: (folder / "2_activations.ipynb").write_text("<<<<<<< HEAD", encoding="utf-8"),
        ("2_activations.ipynb", "not a notebook", "JupyterLab"),
    ),
    "JSON of something else": (
        lambda folder: (folder / "2_activations.ipynb").write_text("[1]", encoding="utf-8"),
        ("2_activations.ipynb", "not a notebook"),
    ),
    "not text": (
        lambda folder: (folder / "2_activations.ipynb").write_bytes(b"\xff\xfe\x00"),
        ("2_activations.ipynb", "not a notebook"),
    ),
    "not a function": (
        lambda folder: write(folder, "2_activations", answer("q2a1", "def sigmoid(x): 1\nsigmoid = sigmoid(2)")),
        ("2_activations.ipynb, cell q2a1", "not a function but a NoneType"),
    ),
    "the cell raises": (
        lambda folder: write(folder, "2_activations", answer("q2a1", "def sigmoid(x): 1\nsigmoid(1, 2)")),
        ("2_activations.ipynb, cell q2a1", "line 2: sigmoid(1, 2)", "TypeError", "Ctrl+S"),
    ),
    "the cell leaves": (
        lambda folder: write(folder, "2_activations", answer("q2a1", "def sigmoid(x): 1\nraise SystemExit")),
        ("2_activations.ipynb, cell q2a1", "SystemExit"),
    ),
    "needs what another cell computes": (
        lambda folder: write(
            folder,
            "2_activations",
            plain("import numpy as np\ndef train(): 1\n\nvectors = train()", "training"),
            answer("q2a1", "def sigmoid(x):\n    return vectors"),
        ),
        ("2_activations.ipynb, cell q2a1", "`vectors`", "cell training", "line 4", "argument"),
    ),
    "in a circle": (
        lambda folder: write(
            folder,
            "2_activations",
            answer("q2a1", "def sigmoid(x):\n    return other(x)"),
            answer("q9", "def other(x):\n    return sigmoid(x)"),
        ),
        ("circle", "2_activations.ipynb[q2a1] → 2_activations.ipynb[q9] → 2_activations.ipynb[q2a1]"),
    ),
    "needs an answer with a syntax error": (
        lambda folder: write(
            folder,
            "2_activations",
            answer("q2a1", "def sigmoid(x):\n    return other(x)"),
            answer("q9", "def other(x) return 1"),
        ),
        ("syntax error", "cell q9"),
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, case: str) -> None:
    arrange, expected = WRONG[case]
    arrange(tmp_path)
    with pytest.raises(student.StudentError) as caught:
        student.load("sigmoid", tmp_path)
    assert not isinstance(caught.value, student.NotDoneYet)
    assert [part for part in expected if part not in str(caught.value)] == []


def test_a_broken_notebook_costs_only_its_own_functions(tmp_path: Path) -> None:
    write(tmp_path, "2_activations", answer("q2a1", "def sigmoid(x):\n    return 7"))
    (tmp_path / "3_negative.ipynb").write_text("{", encoding="utf-8")
    assert student.load("sigmoid", tmp_path)(0) == 7
    with pytest.raises(student.StudentError, match=r"3_negative\.ipynb"):
        student.names(tmp_path)


def test_a_failed_load_leaves_nothing_behind(tmp_path: Path) -> None:
    write(tmp_path, "2_activations", answer("q2a1", STUB), answer("q3", "def f(x):\n    return sigmoid(x)"))
    first = message("f", tmp_path, student.NotDoneYet)
    assert message("f", tmp_path, student.NotDoneYet) == first


def test_mine_gives_the_students_own_function(tmp_path: Path) -> None:
    write(tmp_path, "2_activations", answer("q2a1", "def sigmoid(x):\n    return x + 1"))
    assert student.mine("sigmoid", tmp_path)(1) == 2


def test_mine_says_what_is_to_do_and_raises_only_when_called(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, "2_activations", answer("q2a1", STUB))
    sigmoid = student.mine("sigmoid", tmp_path)
    assert "2_activations" in capsys.readouterr().out
    assert sigmoid.__name__ == "sigmoid"
    with pytest.raises(NotImplementedError, match="q2a1"):
        sigmoid(1)


def test_an_answer_may_use_what_the_first_cell_takes_with_mine(tmp_path: Path) -> None:
    write(tmp_path, "2_activations", answer("q2a1", "def sigmoid(x):\n    return x + 1"))
    first = plain('from word2vec_lab import student\nsigmoid = student.mine("sigmoid")')
    write(tmp_path, "3_negative_sampling", first, answer("q2a3", "def loss(x):\n    return sigmoid(x) * 10"))
    assert student.load("loss", tmp_path)(1) == 20
    assert student.load("loss", tmp_path).__globals__["sigmoid"] is student.load("sigmoid", tmp_path)


def test_a_stub_inside_a_loop_is_still_to_do(tmp_path: Path) -> None:
    stub = "def sgd(f, x):\n    for _ in range(3):\n        raise NotImplementedError()\n    return x"
    write(tmp_path, "5_sgd", answer("q2b", stub))
    assert not student.answers(tmp_path)[0].done
    message("sgd", tmp_path, student.NotDoneYet)


def test_the_stand_in_bears_the_name_of_what_it_stands_for(tmp_path: Path) -> None:
    write(tmp_path, "2_activations", answer("q2a1", STUB))
    with pytest.raises(NotImplementedError) as caught:
        student.mine("sigmoid", tmp_path)(1)
    assert traceback.extract_tb(caught.value.__traceback__)[-1].name == "sigmoid"


# What lies beside the notebooks


@pytest.fixture
def _own_path(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test adds to the path goes with it."""
    monkeypatch.setattr("sys.path", list(sys.path))


@pytest.mark.usefixtures("_own_path")
@pytest.mark.parametrize(
    ("setup", "body"),
    [
        ("from beside_one import half", "return half(x)"),
        ("from beside_one import *", "return half(x)"),
        ("import beside_one as b", "return b.half(x)"),
        ("try:\n    from beside_one import half\nexcept ImportError:\n    half = None", "return half(x)"),
        ("%run scripts/halving.py", "return half(x)"),
        ("%run -i 'scripts/halving'", "return half(x)"),
        ("%run scripts/clashing.py", "return halved(x)"),
        ("import sys\nsys.path.append('scripts')\nfrom halving_too import half", "return half(x)"),
        (
            "import os, sys\nsys.path.insert(0, os.path.join('scripts'))",
            "import halving_too\n    return halving_too.half(x)",
        ),
        ("x = 1", "from beside_one import half\n    return half(x)"),
        ("TABLE = open('two.txt')", "return x / int(open('two.txt').read())"),
    ],
)
def test_modules_and_scripts_beside_the_notebooks_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setup: str, body: str
) -> None:
    half = "def half(x):\n    return x / 2\n"
    (tmp_path / "scripts").mkdir()
    for name in ("beside_one.py", "scripts/halving.py", "scripts/halving_too.py"):
        (tmp_path / name).write_text(half)
        sys.modules.pop(Path(name).stem, None)
    (tmp_path / "scripts" / "clashing.py").write_text("def sigmoid(x):\n    return x / 2\nhalved = sigmoid")
    (tmp_path / "two.txt").write_text("2")
    write(tmp_path, "2_activations", plain(setup), answer("q2a1", f"def sigmoid(x):\n    {body}"))
    function = student.load("sigmoid", tmp_path)
    monkeypatch.chdir(tmp_path)
    assert function(4) == 2


@pytest.mark.usefixtures("_own_path")
def test_an_answer_is_loaded_where_its_notebook_lies(tmp_path: Path) -> None:
    (tmp_path / "two.txt").write_text("2")
    before = Path.cwd()
    write(
        tmp_path,
        "2_activations",
        answer("q2a1", "TWO = int(open('two.txt').read())\ndef sigmoid(x):\n    return x / TWO"),
    )
    assert student.load("sigmoid", tmp_path)(4) == 2
    assert Path.cwd() == before


@pytest.mark.usefixtures("_own_path")
def test_the_own_folder_is_looked_through_first_and_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in (tmp_path / "a", tmp_path / "b", tmp_path / "a"):
        folder.mkdir(exist_ok=True)
        make_importable(folder)
        assert sys.path[0] == str(folder)
        assert sys.path.count(str(folder)) == 1
    monkeypatch.setattr("sys.path", ["", *sys.path])
    monkeypatch.chdir(tmp_path / "b")
    make_importable(tmp_path / "b")
    assert sys.path[0] == "", "as a kernel has it"


@pytest.mark.usefixtures("_own_path")
def test_a_change_of_the_path_that_fails_costs_nothing(tmp_path: Path) -> None:
    write(
        tmp_path,
        "2_activations",
        plain("import sys\nsys.path.append(nowhere)\nsys.path.remove('x')"),
        answer("q2a1", "def sigmoid(x):\n    return x + 1"),
    )
    assert student.load("sigmoid", tmp_path)(1) == 2
