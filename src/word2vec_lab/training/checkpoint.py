"""Keeps a run's state in a file, so that it can go on after an interruption as if there had been none.

The state is the parameters, the random states, and what the run has recorded so far. A file is written whole or not
at all, holds arrays only (reading one runs no code), and says what it belongs to: it is refused by any other run.
"""

from __future__ import annotations

import json
import random
import zipfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import numpy as np

from word2vec_lab.files import replacing
from word2vec_lab.text.treebank import Treebank
from word2vec_lab.training.settings import Functions, Settings, TrainingError

KIND = "word2vec from scratch: training checkpoint, 2"


class CheckpointError(TrainingError):
    """A checkpoint cannot be used for this run; the message says why and what to do."""


@dataclass(frozen=True)
class Owner:
    """What a checkpoint belongs to: settings, text and functions. Two texts or functions differ if their digests do."""

    settings: Settings
    text: str
    functions: str


@dataclass(frozen=True)
class Checkpoint:
    """A run after `iterations` iterations.

    parameters (2V, d)         centre vectors above outside vectors
    batches                    batches drawn
    python, numpy              states of the global random generators, as `random_states` gives them
    curve                      the smoothed loss every ten iterations
    level                      what the first iterations cost on average (see `diagnosis`)
    followed                   the m words whose way is kept
    moments, vectors (n, 2m, d)  their way so far: when, and their centre above outside vectors
    """

    iterations: int
    parameters: np.ndarray
    batches: int
    python: np.ndarray
    numpy: np.ndarray
    curve: np.ndarray
    level: float
    followed: np.ndarray
    moments: np.ndarray
    vectors: np.ndarray


ARRAYS = ("parameters", "python", "numpy", "curve", "followed", "moments", "vectors")
PLAIN = (int, float, complex, str, bytes, type(None), type(Ellipsis))
NUMBERS = ("iterations", "batches", "level")


def owner(settings: Settings, text: Treebank, functions: Functions | None) -> Owner:
    """What a run with these belongs to; `functions` is None for the fast lane."""
    words = sha256()
    for sentence in text.sentences:
        words.update((" ".join(sentence) + "\n").encode())
    written = "" if functions is None else digest(functions.sgd, functions.skipgram, functions.loss)
    return Owner(settings, words.hexdigest(), written)


def digest(*functions: Callable[..., Any]) -> str:
    """A fingerprint of what functions do: of their code, and that of the functions they call by a global name."""
    seen: set[Any] = set()
    total = sha256()

    def add(value: Any, names: dict[str, Any]) -> None:
        if isinstance(value, FunctionType):
            if value not in seen:
                seen.add(value)
                add(value.__code__, value.__globals__)
                add(value.__defaults__, names)
                add(tuple(sorted((value.__kwdefaults__ or {}).items())), names)
        elif isinstance(value, CodeType):
            total.update(value.co_code)
            add(value.co_varnames, names)
            add(value.co_consts, names)
            for name in value.co_names:
                add((name, names.get(name)), names)
        elif isinstance(value, tuple | list):
            total.update(b"(")
            for item in value:
                add(item, names)
            total.update(b")")
        elif isinstance(value, PLAIN):
            total.update(repr(value).encode())
        elif isinstance(value, frozenset):
            add(sorted(map(repr, value)), names)
        else:
            # Modules, arrays, objects: what they are called says nothing, and may differ from one start to the next.
            total.update(type(value).__name__.encode())

    for function in functions:
        add(function, {})
    return total.hexdigest()


def random_states() -> tuple[np.ndarray, np.ndarray]:
    """The states of Python's and NumPy's global generators, as arrays of numbers."""
    _, words, gauss = random.getstate()
    twister: Any = np.random.get_state(legacy=True)
    _, keys, position, has_gauss, cached = twister
    python = np.array([*words, gauss is not None, gauss or 0.0], dtype=float)
    return python, np.array([*keys.tolist(), position, has_gauss, cached], dtype=float)


def set_random_states(python: np.ndarray, numpy: np.ndarray) -> None:
    """Set both generators to states that `random_states` gave."""
    *words, known, gauss = python.tolist()
    random.setstate((3, tuple(map(int, words)), gauss if known else None))
    *keys, position, has_gauss, cached = numpy.tolist()
    np.random.set_state(("MT19937", np.array(keys, dtype=np.uint32), int(position), int(has_gauss), cached))


def save(path: Path, checkpoint: Checkpoint, belongs_to: Owner) -> None:
    """Write a checkpoint, whole or not at all. Raises NotWritten."""
    arrays: dict[str, Any] = {name: getattr(checkpoint, name) for name in ARRAYS}
    arrays["about"] = json.dumps({"kind": KIND, **_belongings(belongs_to)})
    arrays["numbers"] = np.array([getattr(checkpoint, name) for name in NUMBERS], dtype=float)
    with replacing(path) as file:
        np.savez(file, **arrays)


def load(path: Path, belongs_to: Owner) -> Checkpoint:
    """Read a checkpoint of this very run. Raises CheckpointError for one that is damaged or of another run."""
    remedy = f"To start anew, delete {path.name}"
    try:
        with np.load(path, allow_pickle=False) as file:
            about = json.loads(str(file["about"]))
            arrays = {name: file[name] for name in ARRAYS}
            numbers = dict(zip(NUMBERS, file["numbers"].tolist(), strict=True))
    except (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile) as error:
        raise CheckpointError(
            f"{path} cannot be read as a checkpoint of a training run ({type(error).__name__}: {error}): it is damaged,"
            f" or something else. {remedy}."
        ) from error
    if not isinstance(about, dict) or about.get("kind") != KIND:
        raise CheckpointError(f"{path} is not a checkpoint of this course's training. Move it away. {remedy}.")
    _refuse_strangers(path, about, belongs_to, remedy)
    checkpoint = Checkpoint(
        int(numbers["iterations"]), batches=int(numbers["batches"]), level=numbers["level"], **arrays
    )
    wanted = belongs_to.settings
    if checkpoint.parameters.ndim != 2 or checkpoint.parameters.shape[1] != wanted.dimension:
        raise CheckpointError(f"{path} holds vectors of another size than it says: it is damaged. {remedy}.")
    if checkpoint.iterations > wanted.iterations:
        raise CheckpointError(
            f"{path} is of a run that has made {checkpoint.iterations:,} iterations already, and {wanted.iterations:,}"
            f" are asked for. Ask for more to go on with it. {remedy}."
        )
    return checkpoint


def _belongings(belongs_to: Owner) -> dict[str, Any]:
    return {"settings": asdict(belongs_to.settings), "text": belongs_to.text, "functions": belongs_to.functions}


def _refuse_strangers(path: Path, about: dict[str, Any], belongs_to: Owner, remedy: str) -> None:
    try:
        settings = Settings(**about["settings"])
    except (TypeError, ValueError, KeyError) as error:
        raise CheckpointError(
            f"{path} holds settings that no run can have ({error}): it is damaged. {remedy}."
        ) from error
    if different := belongs_to.settings.differences(settings):
        raise CheckpointError(
            f"{path} belongs to a run with other settings: {', '.join(different)}. Go on with those settings, or:"
            f" {remedy[0].lower()}{remedy[1:]}."
        )
    if about.get("text") != belongs_to.text:
        raise CheckpointError(
            f"{path} belongs to a run on another text. To go on with it, make that text available again. {remedy}."
        )
    if about.get("functions") != belongs_to.functions:
        raise CheckpointError(
            f"{path} belongs to a run with other functions: sgd, skipgram, the loss, or something that they call, has"
            f" changed since. A run that is half old and half new would mean nothing. {remedy}."
        )
