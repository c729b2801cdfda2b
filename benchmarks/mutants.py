"""Makes mutants of right answers, and tells those that still do the same from those that do not.

A mutant is the answer with one operator, number, comparison or loop changed, by cosmic-ray's operators. Whether it
still does the same is found out without the checks: both are run on random inputs of the item's kind, and what they
return and save is compared.
"""

import contextlib
import io
import os
import random
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import cosmic_ray.plugins
import numpy as np
from cosmic_ray.mutating import mutate_code

from word2vec_lab.check.judging.time_limit import TimeLimit, TooSlowError
from word2vec_lab.training.saved_params import save_params

TRIALS = 30
TRIALS_OF_SGD = 8
SECONDS = 2.0
MOST_OF_A_KIND = 40
"""Places in one answer at which one operator is tried."""

UNUSED = (
    "core/NoOp",
    "core/RemoveDecorator",
    "core/ExceptionReplacer",
    "core/VariableInserter",
    "core/VariableReplacer",
)
"""Operators that change nothing, or that need to be told names."""


def mutants(source: str) -> Iterator[str]:
    """All mutants of an answer, each once."""
    seen = {source}
    for name in sorted(cosmic_ray.plugins.operator_names()):
        if name in UNUSED:
            continue
        operator = cosmic_ray.plugins.get_operator(name)()
        for place in range(MOST_OF_A_KIND):
            mutant = mutate_code(source, operator, place)
            if mutant is None:
                break
            if mutant not in seen:
                seen.add(mutant)
                yield mutant


# --- What an answer is tried on --------------------------------------------------------------------------------------


class Words:
    """A dataset that draws words in a given order, round and round."""

    def __init__(self, words: list[int]) -> None:
        self.words, self.drawn = words, 0

    def sampleTokenIdx(self) -> int:
        """The next word."""
        self.drawn += 1
        return self.words[(self.drawn - 1) % len(self.words)]


def _prediction(rng: np.random.Generator, words: int) -> tuple[int, np.ndarray, np.ndarray]:
    observed = int(rng.integers(words))
    return observed, np.eye(words)[observed], rng.dirichlet(np.ones(words))


def _grad_v_c(rng: np.random.Generator) -> tuple[Any, ...]:
    _, y, y_hat = _prediction(rng, 6)
    return y, y_hat, rng.normal(size=(3, 6))


def _grad_u_w(rng: np.random.Generator) -> tuple[Any, ...]:
    observed, y, y_hat = _prediction(rng, 6)
    word = observed if rng.random() < 0.5 else int(rng.integers(6))
    return word, observed, y, y_hat, rng.normal(size=3)


def _grad_U(rng: np.random.Generator) -> tuple[Any, ...]:
    _, y, y_hat = _prediction(rng, 6)
    return y, y_hat, rng.normal(size=3)


def _naive_softmax(rng: np.random.Generator) -> tuple[Any, ...]:
    return rng.normal(size=3), int(rng.integers(6)), rng.normal(size=(6, 3)), Words([0, 1, 2])


def _slope_of_relu(rng: np.random.Generator) -> tuple[Any, ...]:
    return float(rng.normal()), float(rng.uniform(0.05, 0.95))


def _slope_of_sigmoid(rng: np.random.Generator) -> tuple[Any, ...]:
    return (float(rng.uniform(0.05, 0.95)),)


def _sigmoid(rng: np.random.Generator) -> tuple[Any, ...]:
    return (rng.normal(size=(2, 3), scale=rng.choice([1.0, 900.0])),)


def _neg_gradients(rng: np.random.Generator) -> tuple[Any, ...]:
    return int(rng.integers(5)), rng.normal(size=3), rng.normal(size=3), rng.normal(size=(3, 5))


def _common_vector(rng: np.random.Generator) -> tuple[Any, ...]:
    return rng.normal(size=3), rng.normal(size=(3, 6))


def _repeated(rng: np.random.Generator) -> tuple[Any, ...]:
    samples = rng.integers(4, size=6)
    return int(rng.integers(6)), samples, rng.normal(size=3), rng.normal(size=3)


def _negative_sampling(rng: np.random.Generator) -> tuple[Any, ...]:
    words = [int(word) for word in rng.integers(8, size=12)] + list(range(8))
    return rng.normal(size=3), int(rng.integers(8)), rng.normal(size=(8, 3)), Words(words), 7


def _window_U(rng: np.random.Generator) -> tuple[Any, ...]:
    return (rng.normal(size=(4, 3, 5)),)


def _window_v_c(rng: np.random.Generator) -> tuple[Any, ...]:
    return (rng.normal(size=(4, 3)),)


def _window_v_w(rng: np.random.Generator) -> tuple[Any, ...]:
    return rng.normal(size=(4, 3, 5)), rng.normal(size=(4, 3))


def _skipgram(rng: np.random.Generator) -> tuple[Any, ...]:
    words = "abcdef"
    order = [int(place) for place in rng.permutation(len(words))]
    outside = [words[int(place)] for place in rng.integers(len(words), size=5)]

    def loss(center: np.ndarray, outside_idx: int, vectors: np.ndarray, dataset: Words) -> tuple[float, Any, Any]:
        gradient = np.zeros_like(vectors)
        gradient[outside_idx] = center * (outside_idx + 1) + dataset.sampleTokenIdx()
        return float(center @ vectors[outside_idx]), vectors[outside_idx] * 2.0, gradient

    return (
        *(words[int(rng.integers(len(words)))], len(outside), outside, dict(zip(words, order, strict=True))),
        *(rng.normal(size=(len(words), 3)), rng.normal(size=(len(words), 3)), Words([1, 2, 3]), loss),
    )


def _sgd(rng: np.random.Generator) -> tuple[Any, ...]:
    matrix = rng.normal(size=(3, 3))

    def f(x: np.ndarray) -> tuple[float, np.ndarray]:
        return float(((matrix @ x) ** 2).sum()) + random.random(), matrix.T @ (matrix @ x)

    saving = bool(rng.random() < 0.75)
    return f, rng.normal(size=3), 1e-4, 30_011, (np.tanh if rng.random() < 0.5 else None), saving, 5_003


INPUTS: dict[str, Callable[[np.random.Generator], tuple[Any, ...]]] = {
    "q1b1-formula": _grad_v_c,
    "q1d-formula": _grad_u_w,
    "q1e": _grad_U,
    "q2a2": _naive_softmax,
    "q1f-formula": _slope_of_relu,
    "q1g-formula": _slope_of_sigmoid,
    "q2a1": _sigmoid,
    "q1h1-formula": _neg_gradients,
    "q1h2": _common_vector,
    "q1i-formula": _repeated,
    "q2a3": _negative_sampling,
    "q1j1": _window_U,
    "q1j2": _window_v_c,
    "q1j3": _window_v_w,
    "q2a4": _skipgram,
    "q2b": _sgd,
}


def does(function: Callable[..., Any], item: str) -> list[Any] | None:
    """What the function returns, leaves in its inputs and saves, on random inputs; None if it raises or hangs.

    What `sgd` prints is not compared: it is judged by where it goes.
    """
    seen: list[Any] = []
    for trial in range(TRIALS_OF_SGD if item == "q2b" else TRIALS):
        random.seed(trial)
        rng = np.random.default_rng((trial, 7))
        try:
            with _scratch_folder(), contextlib.redirect_stdout(io.StringIO()), np.errstate(all="ignore"):
                if item == "q2b" and trial % 2:  # it goes on where an earlier run has ended
                    save_params(25_000, rng.normal(size=3))
                with TimeLimit(SECONDS).running():
                    arguments = INPUTS[item](rng)
                    value = function(*arguments)
                saved = {path.name: path.stat().st_size for path in sorted(Path().iterdir())}
        except (Exception, TooSlowError, SystemExit):
            return None
        arrays = [argument for argument in arguments if isinstance(argument, np.ndarray)]
        seen.append((value, arrays, saved))
    return seen


def same(one: Any, other: Any) -> bool:
    """Whether two results are the same but for rounding."""
    if isinstance(one, (tuple, list)) and isinstance(other, (tuple, list)):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, (dict, str)) or isinstance(other, (dict, str)):
        return bool(one == other)
    try:
        a, b = np.asarray(one, dtype=float), np.asarray(other, dtype=float)
    except (TypeError, ValueError):
        return bool(one is other)
    return a.shape == b.shape and np.allclose(a, b, rtol=1e-7, atol=1e-9, equal_nan=True)


@contextlib.contextmanager
def _scratch_folder() -> Iterator[None]:
    before = os.getcwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(before)
