"""What `skipgram` is handed, in words: a window, and a loss function of the check's own that notes how it is called.

So `skipgram` is judged alone: mistakes in the student's other functions neither cost nor earn anything here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from word2vec_lab.check.by_notebook.skipgram.cases import Window
from word2vec_lab.check.judging.calling import Call, call
from word2vec_lab.check.judging.handed import ToyDataset
from word2vec_lab.measure import numeric
from word2vec_lab.measure.guard import own_work

RETURNS = ("loss", "gradCenterVecs", "gradOutsideVectors")
PARAMETERS = (
    "currentCenterWord",
    "windowSize",
    "outsideWords",
    "word2Ind",
    "centerWordVectors",
    "outsideVectors",
    "dataset",
    "word2vecLossAndGradient",
)
WORDS = ("tea", "king", "rain", "cup", "hot", "queen", "snow", "milk", "and")


def arguments_of(window: Window, words: Sequence[str], *, dataset: Any, loss_and_gradient: Any) -> tuple[Any, ...]:
    """What `skipgram` is called with on a window whose rows are named by `words`: `PARAMETERS`."""
    return (
        words[window.center_idx],
        window.size,
        [words[o] for o in window.outside],
        # Not in the order of the rows: what counts is the number that stands beside a word, not the word's own place.
        {words[i]: i for i in reversed(range(len(window.center_vectors)))},
        window.center_vectors,
        window.outside_vectors,
        dataset,
        loss_and_gradient,
    )


@dataclass(frozen=True)
class Asked:
    """One call of the loss function: what it was handed, and its reply, the loss and two gradients."""

    vector: np.ndarray
    word: int
    vectors: np.ndarray
    loss: np.ndarray
    center: np.ndarray
    outside: np.ndarray


@dataclass
class Recorder:
    """A loss function for one window that notes how it is called; `function` is what `skipgram` is handed."""

    window: Window
    words: Sequence[str] = WORDS
    calls: list[int] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    refused: str = ""
    other_dataset: bool = False
    dataset: ToyDataset = field(init=False)

    def __post_init__(self) -> None:
        """Make a data set of all words."""
        self.dataset = ToyDataset(range(len(self.window.center_vectors)))

    def function(self) -> Callable[..., tuple[float, np.ndarray, np.ndarray]]:
        """A plain function: unlike an object it is not copied on the way to the student."""

        def lossAndGradient(
            centerWordVec: Any, outsideWordIdx: Any, outsideVectors: Any, dataset: Any
        ) -> tuple[float, np.ndarray, np.ndarray]:
            self.note(centerWordVec, outsideWordIdx, outsideVectors, dataset)
            center, vectors = np.array(centerWordVec, dtype=float), np.array(outsideVectors, dtype=float)
            o, loss = int(outsideWordIdx), self.window.loss
            with own_work():
                reply = (
                    loss(center, o, vectors),
                    numeric.gradient(lambda v: loss(v, o, vectors), center),
                    numeric.gradient(lambda u: loss(center, o, u), vectors),
                )
            self.asked.append(
                Asked(center, o % len(vectors), vectors, np.array(reply[0]), reply[1].copy(), reply[2].copy())
            )
            return reply

        # An error in a call of it is to name the parameter by which a student knows it.
        lossAndGradient.__name__ = lossAndGradient.__qualname__ = PARAMETERS[-1]
        return lossAndGradient

    def note(self, center: Any, outside_idx: Any, vectors: Any, dataset: Any) -> None:
        """Write the call down; raises TypeError for what no loss function could work with."""
        words, dimensions = self.window.outside_vectors.shape
        self.refuse("centerWordVec", _shape_of(center), f"an array of shape ({dimensions},)")
        whole = isinstance(outside_idx, (int, np.integer)) and not isinstance(outside_idx, bool)
        in_range = whole and -words <= int(outside_idx) < words
        self.refuse(
            "outsideWordIdx",
            "fine" if in_range else f"{outside_idx!r}",
            "fine",
            f"a whole number from 0 to {words - 1}",
        )
        self.refuse("outsideVectors", _shape_of(vectors), f"an array of shape ({words}, {dimensions})")
        self.other_dataset |= getattr(dataset, "asked", None) is not self.dataset.asked
        self.calls.append(int(outside_idx) % words)

    def refuse(self, name: str, found: str, wanted: str, wanted_in_words: str = "") -> None:
        """Raise TypeError, and remember why, unless what was found is what a loss function takes."""
        if found != wanted:
            self.refused = f"{name} was {found}; a loss function takes {wanted_in_words or wanted}."
            raise TypeError(self.refused)

    @property
    def arguments(self) -> tuple[Any, ...]:
        """What `skipgram` is called with on this window: `PARAMETERS`."""
        return arguments_of(self.window, self.words, dataset=self.dataset, loss_and_gradient=self.function())


def _shape_of(value: Any) -> str:
    shape = getattr(value, "shape", None)
    return f"an array of shape {shape}" if isinstance(shape, tuple) else type(value).__name__


def record(function: Any, window: Window, words: Sequence[str]) -> tuple[Call, Recorder]:
    """Call a student's `skipgram` on a window with a loss function that notes its calls; `words` names the rows."""
    recorder = Recorder(window, words)
    return call(function, *recorder.arguments), recorder
