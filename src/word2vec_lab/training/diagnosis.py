"""Sees that something is wrong with a run, and says at which item to look.

Three things a right run never does: its loss becomes infinite or many times what it was, and, with the assignment's
settings, it still lies on its first plateau after 5,000 iterations. (It does lie there for the first 3,000: vectors
near zero have gradients near zero.)
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from word2vec_lab.training.settings import PRINTED_EVERY, Settings, TrainingError

LEVEL_FROM = 100
"""Iterations whose mean loss is the level of the start."""

EXPLODED = 5.0
"""Times the starting level: a right run's smoothed loss stays below 1.3 times."""

PLATEAU = 0.97
"""Of the starting level: a right run is at 0.8 of it after 5,000 iterations."""

PATIENCE = 5_000
"""Iterations of the assignment's step; a smaller step gets so many times more."""

Trouble = Literal["infinite", "exploded", "plateau"]


@dataclass
class Watch:
    """Keeps the level of the start, and tells trouble from the smoothed loss."""

    settings: Settings
    level: float = 0.0

    @property
    def patience(self) -> int:
        """The iteration at which the loss must have left its plateau."""
        slower = max(1.0, Settings.step / self.settings.step)
        return math.ceil(PATIENCE * slower / PRINTED_EVERY) * PRINTED_EVERY

    def see(self, iteration: int, loss: float, smoothed: float) -> Trouble | None:
        """What is wrong after this iteration, if anything. `smoothed` is looked at every ten iterations."""
        if not math.isfinite(loss):
            return "infinite"
        if iteration <= LEVEL_FROM:
            self.level += loss / LEVEL_FROM
        elif iteration % PRINTED_EVERY == 0:
            if smoothed > EXPLODED * self.level:
                return "exploded"
            if iteration == self.patience and smoothed > PLATEAU * self.level:
                return "plateau"
        return None


@dataclass
class Moves:
    """How the parameters moved in the last update, beside the gradient that was handed to `sgd`."""

    updates: int = 0
    along: float = 0.0
    moved: bool = True

    def note(self, before: np.ndarray, after: np.ndarray, gradient: np.ndarray) -> None:
        """Rows before and after an update, and their gradient."""
        self.updates += 1
        change = after - before
        self.along = float(np.vdot(change, gradient))
        self.moved = bool(change.any()) or not gradient.any()


def of_the_fast_lane(trouble: Trouble, iteration: int, smoothed: float, settings: Settings) -> TrainingError:
    """Why the fast lane stopped: its functions are right, so it is the settings."""
    if trouble == "plateau":
        return TrainingError(
            f"After {iteration:,} iterations the smoothed loss is {smoothed:.3f}, where it began. With a step of"
            f" {settings.step} nothing moves: try a larger one (the assignment's is {Settings.step})."
        )
    return TrainingError(
        f"At iteration {iteration:,} the loss is {_said(smoothed)}: the vectors run away, and a step of"
        f" {settings.step} is too large for these settings. Try a smaller one (the assignment's is {Settings.step})."
    )


def of_your_functions(
    trouble: Trouble, iteration: int, smoothed: float, settings: Settings, moves: Moves
) -> TrainingError:
    """Why training with the student's functions stopped, with the item to look at."""
    loss_item = "2(a)(iii)" if settings.loss == "negative-sampling" else "2(a)(ii)"
    if not moves.updates:
        where = (
            "no update has been made yet, so it is not sgd: look at the value of the loss in"
            f" {loss_item}, and at what skipgram adds up, 2(a)(iv)."
        )
    elif not moves.moved:
        where = "sgd leaves its parameters as they are, although it gets a gradient: look at the update in 2(b)."
    elif moves.along > 0:
        where = "the last update went along the gradient, which is uphill: look at the sign of the update in sgd, 2(b)."
    else:
        where = (
            f"sgd does go against the gradient it gets, so it is the gradient: look at the loss's gradients in"
            f" {loss_item}, and at what skipgram adds up, 2(a)(iv)."
        )
    where += " The checks below those cells, and the microscope, say more."
    if trouble == "plateau":
        return TrainingError(
            f"After {iteration:,} iterations the smoothed loss is {smoothed:.3f}, where it began; with right functions"
            f" it has fallen by a tenth at least. What was seen: {where}"
        )
    return TrainingError(f"At iteration {iteration:,} the loss is {_said(smoothed)}. What was seen: {where}")


def _said(smoothed: float) -> str:
    return f"{smoothed:,.1f}, many times what it was at the start" if math.isfinite(smoothed) else "not a finite number"
