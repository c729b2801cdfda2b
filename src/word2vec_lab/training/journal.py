"""What every run records while it goes on, whichever lane computes it.

Before each iteration it is shown the parameters, after each the loss. Out of that come the smoothed loss, the way of
some words, checkpoints, the progress display, and an end when the stop button was pressed or something is wrong.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from word2vec_lab.files import NotWritten
from word2vec_lab.training import checkpoint, diagnosis
from word2vec_lab.training.checkpoint import Checkpoint, Owner
from word2vec_lab.training.diagnosis import Trouble
from word2vec_lab.training.progress import Display
from word2vec_lab.training.settings import CHECKPOINT_EVERY, PRINTED_EVERY, Settings, TrainingError
from word2vec_lab.training.stopping import StopButton
from word2vec_lab.vectors.trajectory import Trajectory

SMOOTHING = 0.95

SHARE = 100
"""A checkpoint file is written when at least so many times as long as the last one took has passed since."""


class Stopped(BaseException):
    """The run ended early, between two iterations, at these parameters (2V, d)."""

    def __init__(self, parameters: np.ndarray) -> None:
        super().__init__()
        self.parameters = parameters


class Journal:
    """The record of one run.

    words     the vocabulary
    followed  those whose way is kept: see `followed`
    owner     what the checkpoints belong to
    path      where they go; None keeps none
    display   is shown the progress
    button    the stop button
    explain   turns trouble (with iteration and smoothed loss) into the error to raise
    """

    def __init__(
        self,
        words: tuple[str, ...],
        followed: tuple[str, ...],
        owner: Owner,
        path: Path | None,
        display: Display,
        button: StopButton,
        explain: Callable[[Trouble, int, float], TrainingError],
    ) -> None:
        self.owner, self.path, self.display, self.button, self.explain = owner, path, display, button, explain
        self.settings: Settings = owner.settings
        self.iteration = 0
        self.curve: list[float] = []
        self._words = words
        self._follow(followed)
        self._moments: list[int] = []
        self._vectors: list[np.ndarray] = []
        self._watch = diagnosis.Watch(self.settings)
        self._written = time.perf_counter()
        self._took = 0.0

    def resume(self) -> Checkpoint | None:
        """Read the checkpoint of this run, if there is one, and go on with its record. Raises CheckpointError."""
        if self.path is None or not self.path.exists():
            return None
        found = checkpoint.load(self.path, self.owner)
        before = tuple(found.followed.tolist())
        late = [word for word in self.followed if word not in before]
        if late:
            self.display.say(
                f"This run began without following {', '.join(late[:5])}{' …' if len(late) > 5 else ''}, so it goes on"
                " without. To follow other words, begin anew."
            )
        self._follow(before)
        self.iteration = found.iterations
        self.curve = found.curve.tolist()
        self._watch.level = found.level
        self._moments = found.moments.astype(int).tolist()
        self._vectors = list(found.vectors)
        return found

    def before(self, parameters: np.ndarray, batches: int) -> None:
        """Look at the parameters before an iteration. Raises Stopped if stop was pressed."""
        if self.iteration % CHECKPOINT_EVERY == 0:
            self._keep(parameters)
            if self.iteration and time.perf_counter() - self._written > SHARE * self._took:
                self._write(parameters, batches)
        if self.button.pressed:
            self._write(parameters, batches)
            raise Stopped(parameters)

    def after(self, loss: float) -> None:
        """Take in an iteration's loss. Raises TrainingError when something is wrong with it."""
        self.iteration += 1
        if self.iteration % PRINTED_EVERY == 0:
            self.curve.append(SMOOTHING * self.curve[-1] + (1 - SMOOTHING) * loss if self.curve else loss)
            self.display.update(self.iteration, self.curve)
        smoothed = self.curve[-1] if self.curve else loss
        trouble = self._watch.see(self.iteration, loss, smoothed)
        if trouble is not None:
            raise self.explain(trouble, self.iteration, smoothed if trouble != "infinite" else loss)

    def trajectory(self, parameters: np.ndarray) -> Trajectory:
        """The way of the words followed, ending with these parameters."""
        self._keep(parameters)
        way = np.stack(self._vectors)
        half = len(self.followed)
        return Trajectory(self.followed, np.array(self._moments), way[:, :half], way[:, half:])

    def close(self) -> None:
        """The run is complete: its checkpoint has served."""
        if self.path is not None:
            self.path.unlink(missing_ok=True)

    def _follow(self, words: tuple[str, ...]) -> None:
        place = {word: index for index, word in enumerate(self._words)}
        rows = np.array([place[word] for word in words], dtype=int)
        self.followed = words
        self._rows = np.concatenate([rows, rows + len(self._words)])

    def _keep(self, parameters: np.ndarray) -> None:
        """The vectors of the words followed, unless this very moment is kept already."""
        if not self._moments or self._moments[-1] < self.iteration:
            self._moments.append(self.iteration)
            self._vectors.append(parameters[self._rows].astype(np.float32))

    def _write(self, parameters: np.ndarray, batches: int) -> None:
        if self.path is None or self.iteration == 0:
            return
        begun = time.perf_counter()
        python, numpy = checkpoint.random_states()
        moments = [moment for moment in self._moments if moment % CHECKPOINT_EVERY == 0]
        state = Checkpoint(
            iterations=self.iteration,
            parameters=parameters,
            batches=batches,
            python=python,
            numpy=numpy,
            curve=np.array(self.curve),
            level=self._watch.level,
            followed=np.array(self.followed, dtype=str),
            moments=np.array(moments),
            vectors=np.stack(self._vectors[: len(moments)]),
        )
        try:
            checkpoint.save(self.path, state, self.owner)
        except NotWritten as error:
            # A full disk is no reason to lose a run that goes well otherwise.
            self.display.say(f"{error} This run, if stopped, cannot be gone on with.")
            self.path = None
            return
        self._written = time.perf_counter()
        self._took = self._written - begun
