"""Lends an answer a right sigmoid while it is judged, so that one item does not cost another."""

import contextlib
from collections.abc import Iterator
from typing import Any

import numpy as np

from word2vec_lab.check.judging.arrays import as_array, show
from word2vec_lab.check.judging.calling import call_each
from word2vec_lab.check.judging.there import there
from word2vec_lab.check.score import Finding, Outcome
from word2vec_lab.measure import losses, numeric
from word2vec_lab.measure.guard import own_work, refuse_answers

_lent: list[contextlib.ExitStack] = []


def right_sigmoid(x: Any) -> Any:
    """σ(x) of numbers or arrays, without overflow. An answer can use it only while it is lent."""
    if not _lent:
        refuse_answers("lending.right_sigmoid")
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


def lend_sigmoid(function: Any) -> tuple[str, str, str, str] | None:
    """Give `function` a right sigmoid if its own is missing or wrong. The fault is returned as parts of a finding."""
    namespace = _namespace(function)
    fault = _fault(namespace["sigmoid"]) if "sigmoid" in namespace else None
    stack = contextlib.ExitStack()
    _lent.append(stack)
    if fault is None:
        return None
    stack.enter_context(replaced(function, sigmoid=right_sigmoid))
    return fault.name, fault.title, fault.says, fault.example


def take_sigmoid_back() -> None:
    """Undo the last `lend_sigmoid`."""
    if _lent:
        _lent.pop().close()


@contextlib.contextmanager
def judged_alone(function: Any) -> Iterator[list[Finding]]:
    """While this lasts, a sigmoid that is missing or wrong is replaced by a right one; the finding says so."""
    fault = there(function, lend_sigmoid, function)
    try:
        if fault:
            name, title, says, example = map(str, fault)
            yield [Finding("advice", name, title, says, example=example)]
        else:
            yield []
    finally:
        there(function, take_sigmoid_back)
