"""Reads the answers that the tests hand in: one Python file each, right ones and wrong ones, by item.

A file may open with comment lines that say what the answer must earn (`# earns: 0.5`; nothing means full points)
and by which finding it must be named (`# named: sign-flipped`).
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from word2vec_lab.measure.numeric import Array
from word2vec_lab.training.saved_params import load_saved_params, save_params

ANSWERS = Path(__file__).parent / "answers"


@dataclass(frozen=True)
class Answer:
    """One answer to one item; `earns` is None for the item's full points."""

    item: str
    kind: str
    slug: str
    source: str
    earns: float | None
    named: str | None


def header(source: str, key: str) -> str | None:
    """What the comment `# key: …` of an answer says; None if there is none."""
    prefix = f"# {key}: "
    return next((line.removeprefix(prefix) for line in source.splitlines() if line.startswith(prefix)), None)


def answers(kind: str) -> list[Answer]:
    """All answers of a kind, "right" or "wrong", sorted by item and name."""
    found = []
    for path in sorted(ANSWERS.glob(f"*/{kind}/*.py")):
        source = path.read_text(encoding="utf-8")
        earns = header(source, "earns")
        found.append(
            Answer(
                path.parts[-3],
                kind,
                path.stem,
                source,
                None if earns is None else float(earns),
                header(source, "named"),
            )
        )
    return found


def softmax(x: np.ndarray) -> np.ndarray:
    """The softmax that notebook 1 gives: over the last axis, the largest score taken out first."""
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return np.asarray(e / e.sum(axis=-1, keepdims=True))


def naiveSoftmaxLossAndGradient(*arguments: Any) -> Any:
    """Stands in for the student's function of notebook 1, which notebook 4 takes for a default argument."""
    right = next(a for a in answers("right") if a.item == "q2a2")
    return run(right, "naiveSoftmaxLossAndGradient")(*arguments)


def sigmoid(x: Any) -> Any:
    """What the student's own function, of notebook 2, gives when it is right."""
    return 1 / (1 + np.exp(-x))


def getNegativeSamples(outsideWordIdx: int, dataset: Any, K: int) -> list[int]:
    """The sampling function that notebook 3 gives."""
    samples: list[int] = []
    while len(samples) < K:
        word = dataset.sampleTokenIdx()
        if word != outsideWordIdx:
            samples.append(word)
    return samples


GIVEN = (
    softmax,
    naiveSoftmaxLossAndGradient,
    sigmoid,
    getNegativeSamples,
    load_saved_params,
    save_params,
)
TYPES: dict[str, Any] = {
    **{"Any": Any, "Callable": Callable, "Array": Array},
    **{"LossFunction": Callable[..., Any], "LossAndGradients": tuple[float, Array, Array]},
}
OF_SGD: dict[str, Any] = {"random": random, "ANNEAL_EVERY": 20_000, "SAVE_PARAMS_EVERY": 5_000}


def run(answer: Answer, function: str) -> Any:
    """Execute the answer's source with what its notebook gives, and return the function it defines."""
    return defined(answer.source, f"{answer.item}/{answer.slug}.py", function)


def kept(path: str, function: str, **others: Any) -> Any:
    """The function of the answer "item/kind/slug", with some `others` in place of what its notebook gives."""
    return defined((ANSWERS / f"{path}.py").read_text(encoding="utf-8"), f"{path}.py", function, **others)


def defined(source: str, file: str, function: str, **others: Any) -> Any:
    """Execute a source with what its notebook gives, and return the function it defines."""
    names: dict[str, Any] = {"np": np, **TYPES, **{given.__name__: given for given in GIVEN}, **others}
    if function == "sgd":  # only its notebook imports `random`
        names = OF_SGD | names
    exec(compile(source, file, "exec"), names)
    return names[function]
