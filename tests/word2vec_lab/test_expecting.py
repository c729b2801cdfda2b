"""What a notebook calls with a student's own values answers odd ones in words, without a traceback through our code."""

import ast
import json
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from word2vec_lab import check, environment, explorer, figures, microscope, student, submission, training, widgets
from word2vec_lab.commands import run, show_time
from word2vec_lab.expecting import UnexpectedValueError, expecting
from word2vec_lab.items import autograded
from word2vec_lab.measure import numeric
from word2vec_lab.training import word_vectors
from word2vec_lab.widgets import valley

SOURCE = Path(__file__).resolve().parents[2] / "source" / "word2vec"
ODD = [None, ..., "tea", 3, float("nan"), ["zzz", 1], {"a": "b"}, np.zeros((2, 3)), 10**400, [], lambda *_: None]
REFERENCE = word_vectors.reference()
TEXT = "Hot tea and cold rain. " * 30
BRIEF = training.Settings(iterations=20, draws="blocks")


def sgd(f: Any, x: Any, step: Any, iterations: int, *_more: Any, **_named: Any) -> Any:
    for _ in range(iterations):
        x = x - step * f(x)[1]
    return x


def square(x: float) -> tuple[float, float]:
    return x**2, 2 * x


def one(*_: Any, **__: Any) -> int:
    return 1


def total(x: Any) -> float:
    return float(x.sum())


CALLS: dict[str, list[Callable[[Any], Any]]] = {
    **{f"check.{item.check}": [getattr(check, item.check)] for item in autograded()},
    "check.gradient_of_squares": [check.gradient_of_squares],
    "check.derivation": [check.derivation],
    "microscope.naive_softmax": [microscope.naive_softmax],
    "microscope.own_loss": [microscope.own_loss],
    "microscope.sigmoid": [microscope.sigmoid, lambda v: microscope.sigmoid(np.tanh, v)],
    "microscope.negative_sampling": [microscope.negative_sampling],
    "microscope.skipgram": [microscope.skipgram],
    "microscope.own_window": [lambda v: microscope.own_window(v, one), lambda v: microscope.own_window(one, v)],
    "microscope.compare": [
        lambda v: microscope.compare(v, one, "tea", ["hot"]),
        lambda v: microscope.compare(one, one, v, ["hot"]),
        lambda v: microscope.compare(one, one, "tea", v),
    ],
    "microscope.trace": [
        lambda v: microscope.trace(v, square, 0.0, 0.1, 10),
        lambda v: microscope.trace(sgd, v, 0.0, 0.1, 10),
        lambda v: microscope.trace(sgd, square, v, 0.1, 10),
        lambda v: microscope.trace(sgd, square, 0.0, v, 10),
        lambda v: microscope.trace(sgd, square, 0.0, 0.1, v),
    ],
    "microscope.filling": [microscope.filling],
    "microscope.softmax_regression": [microscope.softmax_regression],
    "training.on_text": [
        lambda v: training.on_text(v, settings=BRIEF, display=training.Silent()),
        lambda v: training.on_text(TEXT, v, settings=BRIEF, display=training.Silent()),
        lambda v: training.on_text(TEXT, settings=BRIEF if v is None else v, display=training.Silent()),
    ],
    "figures.surprise": [figures.surprise, lambda v: figures.surprise({"a": v})],
    "widgets.window": [widgets.window],
    "widgets.order_lines": [widgets.order_lines],
    "valley.look": [valley.look, lambda v: valley.look([1, v])],
    "valley.reveal": [valley.reveal, lambda v: valley.reveal([1, v])],
    "student.mine": [student.mine],
    "numeric.gradient": [lambda v: numeric.gradient(v, np.ones(2)), lambda v: numeric.gradient(total, v)],
    "numeric.gradcheck": [
        lambda v: numeric.gradcheck(v, np.ones(2)),
        lambda v: numeric.gradcheck(lambda x: (total(x), np.ones_like(x)), v),
    ],
    "explorer.Explorer": [
        explorer.Explorer,
        lambda v: explorer.Explorer(REFERENCE, v),
        *(
            lambda v, name=name: explorer.Explorer(REFERENCE, **{name: v})
            for name in ("words", "groups", "kind", "components", "axes_of", "moment", "analogy", "unit_length", "no")
        ),
        lambda v: setattr(explorer.Explorer(REFERENCE), "settings", v),
    ],
    "explorer.Vectors": [lambda v: explorer.Vectors(v, v), lambda v: explorer.Vectors(("a", "b"), v)],
    "show_time.trial": [
        show_time.trial,
        lambda v: show_time.trial(training.Functions(v, v, v)),
        lambda v: show_time.trial(training.Functions(sgd, one, one), v),
    ],
    "show_time.race": [show_time.race],
    "show_time.cost_of_a_pair": [show_time.cost_of_a_pair],
    "show_time.one_of_two": [show_time.one_of_two],
    "show_time.measure": [
        lambda v: show_time.measure(v, training.Settings()),
        lambda v: show_time.measure(True, v),
    ],
    "show_time.ask_and_train": [show_time.ask_and_train],
    "training.Settings": [
        lambda v: training.Settings(step=v),
        lambda v: training.Settings(dimension=v),
        lambda v: training.Settings(draws=v),
    ],
    "training.Functions": [lambda v: show_time.trial(training.Functions(v, v, v))],
    "run.plot_of": [run.plot_of],
    "board.against": [lambda v: submission.scoreboard().against(v)],
}
NOTHING_OF_THE_STUDENTS = {
    *("environment.report", "treebank.embedded", "treebank.load", "items.summary", "longer_runs.load"),
    *("word_vectors.reference", "word_vectors.mine_or_reference", "word_vectors.all_of_mine_or_reference"),
    *("submission.last_check", "submission.scoreboard", "submission.code_zip", "submission.written"),
    *("show_time.course_of_the_loss", "show_time.random_vectors", "figures.purities"),
    *("projection.normalised", "projection.cosines", "projection.cluster_separation", "projection.principal_axes"),
    *("projection.without", "projection.neighbour_purity"),
    *(
        "guessing.number",
        "guessing.numbers",
        "guessing.bets",
        "guessing.choice",
        "guessing.measured",
    ),  # test_guessing.py
}
"""Called without arguments, or with what the course itself has made."""


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty folder, on the small corpus, with nobody at the keyboard."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WORD2VEC_TREEBANK", "embedded")
    monkeypatch.setattr("builtins.input", lambda _: "no")


def test_every_call_of_the_notebooks_is_tried() -> None:
    modules = {name.split(".")[0] for name in (*CALLS, *NOTHING_OF_THE_STUDENTS)}
    called = set()
    for path in SOURCE.glob("*.ipynb"):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            tree = ast.parse("".join(cell["source"]) if cell["cell_type"] == "code" else "")
            calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
            given = [ast.unparse(call.func) for call in calls if call.args or call.keywords]
            called |= {name for name in given if name.split(".")[0] in modules}
    assert called - NOTHING_OF_THE_STUDENTS <= set(CALLS)
    assert "guessing.bets" in called


@pytest.mark.slow
@pytest.mark.parametrize("name", CALLS)
def test_odd_values_are_answered_in_words(name: str) -> None:
    for call in CALLS[name]:
        for value in ODD:
            try:
                call(value)
            except UnexpectedValueError as error:
                [text] = error._render_traceback_()
                assert len(text.split()) > 4, f"{name} says too little of {value!r}: {text}"


def test_an_error_of_the_students_own_code_stays_as_it_is() -> None:
    def broken(x: Any) -> Any:
        raise KeyError(f"mine {x}")

    with pytest.raises(KeyError, match="mine") as caught:
        numeric.gradcheck(broken, np.ones(2))
    assert traceback.extract_tb(caught.value.__traceback__)[-1].name == "broken"


def test_own_words_stand_alone_and_a_library_is_explained() -> None:
    with pytest.raises(UnexpectedValueError, match=r"^A probability lies above 0 and is at most 1; 'a' has 3\.$"):
        figures.surprise({"a": 3})
    with pytest.raises(UnexpectedValueError, match=r"^surprise cannot do this \(AttributeError: .* It expects"):
        figures.surprise(3)  # type: ignore[arg-type]
    assert expecting("nothing")(environment.report).__name__ == "report"
