"""Lends an answer a right sigmoid while it is judged, so that one item does not cost another."""

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from word2vec_lab.check.judging.arrays import as_array, show
from word2vec_lab.check.judging.calling import call_each
from word2vec_lab.check.judging.there import there
from word2vec_lab.check.score import Finding, Outcome
from word2vec_lab.measure import losses, numeric
from word2vec_lab.measure.guard import own_work, refuse_answers

_lent: list[tuple[contextlib.ExitStack, Callable[[Any], Any]]] = []
"""What is lent now: how it is taken back, and the right sigmoid, which in grading is in the process of the check."""


def right_sigmoid(x: Any) -> Any:
    """σ(x) of numbers or arrays, without overflow. An answer can use it only while it is lent."""
    if _lent:
        return _lent[-1][1](x)
    refuse_answers("lending.right_sigmoid")
    return _sigmoid(x)


def _sigmoid(x: Any) -> Any:
    with own_work():
        return np.exp(losses.log_sigmoid(np.asarray(x, dtype=float)))[()]


def _fault(sigmoid: Any) -> Finding | None:
    """What is wrong with a student's sigmoid, if anything."""
    inputs = [np.array([-3.0, -0.5, 0.0, 0.25, 2.0, 6.0]), np.float64(0.7)]
    answers = call_each(sigmoid, ((x,) for x in inputs))
    beside = "A right one stood in for it here, so this item is judged by itself. Before you train, mend it there."
    last = answers[-1]
    if last.outcome is Outcome.NOT_ATTEMPTED:
        return Finding("advice", "sigmoid-missing", "sigmoid, of notebook 2_activations, is not there yet", beside)
    for x, answer in zip(inputs, answers, strict=False):
        got = as_array(answer.value)
        if got is None or not numeric.agree(np.asarray(right_sigmoid(x)), got):
            example = f"       x  {show(x)}\nexpected  {show(right_sigmoid(x))}\n   yours  "
            seen = show(answer.value) if answer.ok else answer.finding.title if answer.finding else ""
            title = "sigmoid, of notebook 2_activations, is not right yet"
            return Finding("advice", "sigmoid-wrong", title, beside, example=example + seen)
    return None


def _namespace(function: Any) -> dict[str, Any]:
    found = getattr(function, "__globals__", {})
    return found if isinstance(found, dict) else {}


@contextlib.contextmanager
def replaced(function: Any, **names: Any) -> Iterator[None]:
    """Give the globals of `function` other values for a while, as far as it has them."""
    namespace = _namespace(function)
    before = {name: namespace[name] for name in names if name in namespace}
    namespace.update({name: names[name] for name in before})
    try:
        yield
    finally:
        namespace.update(before)


def own_sigmoid(function: Any) -> Any:
    """The sigmoid that `function` uses; None if there is none."""
    return _namespace(function).get("sigmoid")


def lend_sigmoid(function: Any, sigmoid: Callable[[Any], Any], in_its_place: bool) -> None:
    """Lend the right `sigmoid`, and have `function` use it if its own is missing or wrong."""
    stack = contextlib.ExitStack()
    _lent.append((stack, sigmoid))
    if in_its_place:
        stack.enter_context(replaced(function, sigmoid=right_sigmoid))


def take_sigmoid_back() -> None:
    """Undo the last `lend_sigmoid`."""
    if _lent:
        _lent.pop()[0].close()


@contextlib.contextmanager
def judged_alone(function: Any) -> Iterator[list[Finding]]:
    """While this lasts, a sigmoid that is missing or wrong is replaced by a right one; the finding says so."""
    own = there(function, own_sigmoid, function)
    fault = None if own is None else _fault(own)
    there(function, lend_sigmoid, function, _sigmoid, fault is not None)
    try:
        yield [] if fault is None else [fault]
    finally:
        there(function, take_sigmoid_back)
