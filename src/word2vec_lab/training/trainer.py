"""The two lanes of training: with the student's own functions, and the same mathematics over whole batches at once."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import numpy as np

from word2vec_lab.closest import closest
from word2vec_lab.edition import autograding
from word2vec_lab.text.dataset import Dataset
from word2vec_lab.text.treebank import Treebank
from word2vec_lab.training import checkpoint, diagnosis, fast, progress
from word2vec_lab.training.checkpoint import Checkpoint
from word2vec_lab.training.diagnosis import Moves
from word2vec_lab.training.draws import Source, source
from word2vec_lab.training.journal import Journal, Stopped
from word2vec_lab.training.origin import COMPILED_LANE, NUMPY_LANE, OWN_LANE
from word2vec_lab.training.own import Objective
from word2vec_lab.training.row_sparse import RowSparse
from word2vec_lab.training.settings import CHECKPOINT_EVERY, FOLLOWED, Functions, Run, Settings, TrainingError
from word2vec_lab.training.stopping import stop_button
from word2vec_lab.vectors import projection

TRIAL_ITERATIONS = 20
TRIAL_SECONDS = 3.0


def train(
    text: Treebank,
    functions: Functions,
    settings: Settings | None = None,
    checkpoint_file: Path | None = None,
    display: progress.Display | None = None,
    follow: Sequence[str] = (),
) -> Run:
    """Train on `text` with the student's functions, and say first how long it will take.

    In `checkpoint_file`, if given, a run of more than 1,000 iterations keeps its state. A later call with the same
    text, settings and functions goes on from it and gives, bit for bit, what an uninterrupted run gives; the file of a
    complete run is removed. The stop button ends the run between two iterations; what was trained is returned.

    The way of some words is kept, to be looked at afterwards: of those of the plot, the most frequent, and `follow`.

    How often the step is halved and the number of negative samples are written in the student's functions themselves.
    The global random generators of Python and NumPy are seeded, as in the original. Raises ValueError for settings
    that the functions do not obey, TrainingError where they give what cannot be right, and whatever they raise.
    """
    settings = settings or Settings()
    _obeyed(settings)
    display = display or progress.choose()
    seconds = _estimate(text, functions, settings)
    iterations = f"{settings.iterations:,} iterations on this machine: {progress.in_words(seconds)}"
    display.say(f"{iterations}, by a trial of your functions.")
    moves = Moves()

    def explain(trouble: diagnosis.Trouble, iteration: int, smoothed: float) -> TrainingError:
        return diagnosis.of_your_functions(trouble, iteration, smoothed, settings, moves)

    def compute(journal: Journal, start: _Start) -> np.ndarray:
        objective = Objective(start.dataset, functions, settings, start.source)
        return _descend(functions, settings, objective, journal, start, moves)

    return _run(text, settings, checkpoint_file, functions, display, explain, compute, OWN_LANE, follow)


def train_fast(
    text: Treebank,
    settings: Settings | None = None,
    checkpoint_file: Path | None = None,
    display: progress.Display | None = None,
    compiled: bool = True,
    follow: Sequence[str] = (),
) -> Run:
    """Train on `text` with the fast lane: the mathematics of `train`, over all pairs of a batch at once.

    Without settings, the assignment's with `draws="blocks"`. `compiled` uses numba where it is installed. Checkpoints,
    stop button, `follow` and errors are as for `train`; all settings are obeyed.

    >>> from word2vec_lab.text import treebank
    >>> run = train_fast(treebank.embedded(), Settings(iterations=20), display=progress.Silent(), compiled=False)
    >>> run.center.shape == (len(run.words), 10) and run.finished
    True
    """
    if autograding():
        raise TrainingError(
            "While notebooks are graded there is no fast lane, so that no answer can take its gradients from there."
        )
    settings = settings or Settings(draws="blocks")
    display = display or progress.choose()
    step = fast.step_for(settings, compiled)
    lane = NUMPY_LANE if step.__module__ == fast.__name__ else COMPILED_LANE

    def explain(trouble: diagnosis.Trouble, iteration: int, smoothed: float) -> TrainingError:
        return diagnosis.of_the_fast_lane(trouble, iteration, smoothed, settings)

    def compute(journal: Journal, start: _Start) -> np.ndarray:
        parameters = start.parameters.astype(np.float32 if settings.precision == "single" else np.float64)
        while journal.iteration < settings.iterations:
            journal.before(parameters, start.source.batches)
            batch = start.source.batch()
            journal.after(step(parameters, batch, settings.step_after(journal.iteration)))
        return parameters

    return _run(text, settings, checkpoint_file, None, display, explain, compute, lane, follow)


def starting_point(words: int, settings: Settings) -> np.ndarray:
    """Centre vectors above outside vectors, (2V, d): uniform in ±0.5 / d from NumPy's global state, and zeros."""
    center = (np.random.rand(words, settings.dimension) - 0.5) / settings.dimension
    return np.concatenate([center, np.zeros_like(center)])


def followed(text: Treebank, named: Sequence[str] = ()) -> tuple[str, ...]:
    """The words whose way through a run is kept: those of the plot, those that are named, and the most frequent.

    Raises TrainingError for a name that the text does not hold: it would be missed when the run is over.
    """
    if isinstance(named, str):
        raise TrainingError(f"The words to follow are one text, {named!r}: give a list of words.")
    counts = text.counts
    unknown = [word for word in named if word not in counts]
    if unknown:
        raise TrainingError(
            f"These words cannot be followed, since the text does not hold them: {', '.join(map(repr, unknown))}."
            f"{closest(unknown[0], counts)} Words are written in small letters."
        )
    plotted = [word for word in projection.WORDS if word in counts]
    frequent = sorted(text.vocabulary, key=lambda word: -counts[word])[:FOLLOWED]
    return tuple(dict.fromkeys([*plotted, *named, *frequent]))


class _Start:
    """Where a run begins: seeded, at the starting point or at a checkpoint."""

    def __init__(self, text: Treebank, settings: Settings, found: Checkpoint | None) -> None:
        self.dataset = Dataset(text)
        self.source: Source = source(self.dataset, settings)
        np.random.seed(settings.start_seed)
        self.parameters = starting_point(len(text.vocabulary), settings)
        if found is not None:
            self.parameters = found.parameters.copy()
            self.source.resume(found.batches)
            checkpoint.set_random_states(found.python, found.numpy)


def _run(
    text: Treebank,
    settings: Settings,
    path: Path | None,
    functions: Functions | None,
    display: progress.Display,
    explain: Callable[[diagnosis.Trouble, int, float], TrainingError],
    compute: Callable[[Journal, _Start], np.ndarray],
    lane: str,
    follow: Sequence[str],
) -> Run:
    """What both lanes have in common: resume, compute, and gather what came out."""
    words = text.vocabulary
    ways = followed(text, follow)
    if settings.iterations <= CHECKPOINT_EVERY:
        path = None
    with stop_button() as button:
        journal = Journal(words, ways, checkpoint.owner(settings, text, functions), path, display, button, explain)
        found = journal.resume()
        if found is not None:
            display.say(f"Going on after {found.iterations:,} iterations, from {path}.")
        start = _Start(text, settings, found)
        display.begin(journal.iteration, settings.iterations)
        line = "Training ended with an error."
        try:
            final = compute(journal, start)
            journal.close()
            line = f"{settings.iterations:,} iterations, final smoothed loss {_last(journal)}."
        except Stopped as stopped:
            final = stopped.parameters
            kept = f" The run is kept in {journal.path}; start it again and it goes on." if journal.path else ""
            line = (
                f"Stopped after {journal.iteration:,} of {settings.iterations:,} iterations, and nothing is lost.{kept}"
            )
        finally:
            display.end(journal.iteration, journal.curve, line)
    V = len(words)
    return Run(
        words=words,
        center=final[:V],
        outside=final[V:],
        counts=np.array([text.counts[word] for word in words]),
        iterations=journal.iteration,
        curve=tuple(journal.curve),
        trajectory=journal.trajectory(final),
        settings=settings,
        source=text.source,
        lane=lane,
    )


def _last(journal: Journal) -> str:
    return f"{journal.curve[-1]:.6f}" if journal.curve else "not printed yet"


def _obeyed(settings: Settings) -> None:
    """Refuse settings that the student's functions would not follow."""
    for name in ("negatives", "halved_every"):
        own, asked = getattr(Settings(), name), getattr(settings, name)
        if own != asked:
            raise ValueError(
                f"{name} is {own:,} in your functions themselves; {asked:,} can be had of the fast lane (train_fast)"
            )
    if settings.precision != "double":
        raise ValueError('your functions compute in double precision; precision="single" is the fast lane\'s')


def _descend(
    functions: Functions, settings: Settings, objective: Objective, journal: Journal, start: _Start, moves: Moves
) -> np.ndarray:
    """Hand the objective to the student's sgd. Gives the final (2V, d).

    To go on from a checkpoint, sgd begins at its parameters and counts all iterations, of which those that were made
    before get a gradient of zeros: they change nothing, and sgd itself halves its step when it always does.
    """
    shape = start.parameters.shape
    made_before = journal.iteration
    calls = 0
    rows = np.zeros(0, dtype=int)
    seen: np.ndarray = np.zeros((0, shape[1]))
    descent: np.ndarray = seen

    def f(x: np.ndarray) -> tuple[float, RowSparse | np.ndarray]:
        nonlocal calls, rows, seen, descent
        calls += 1
        if np.shape(x) != shape:
            raise TrainingError(
                f"sgd called its function with something of shape {np.shape(x)} for a starting point of shape {shape}."
                " Look at 2(b)."
            )
        if calls <= made_before:
            return 0.0, RowSparse(shape, rows, seen)
        if calls == made_before + 1 and made_before and not np.array_equal(x, start.parameters):
            raise TrainingError(
                "sgd changed its parameters although the gradient was zero. Look at the update in 2(b)."
            )
        journal.before(x, start.source.batches)
        if len(rows):
            moves.note(seen, x[rows], descent)
        loss, gradient = objective(x)
        if isinstance(gradient, RowSparse):
            rows, descent = gradient.index, gradient.rows.copy()
        else:
            rows, descent = np.arange(len(x)), gradient.copy()
        seen = x[rows]
        journal.after(loss)
        return loss, gradient

    # The student's own printed lines are switched off: a line every ten iterations would be 4,000 of them.
    final = functions.sgd(
        f, start.parameters.copy(), settings.step, settings.iterations, None, False, PRINT_EVERY=settings.iterations + 1
    )
    if np.shape(final) != shape:
        raise TrainingError(
            f"sgd returned something of shape {np.shape(final)} for a starting point of shape {shape}. Look at 2(b):"
            " it returns the parameters after the last iteration."
        )
    if calls != settings.iterations:
        raise TrainingError(
            f"sgd called its function {calls:,} times in {settings.iterations:,} iterations. Look at 2(b):"
            " once in each."
        )
    return np.asarray(final, dtype=float)


def _estimate(text: Treebank, functions: Functions, settings: Settings) -> float:
    """Seconds that the run will take, from a few real iterations: twenty, or as many as fit into three seconds."""
    ends: list[float] = []

    class Enough(Exception):  # noqa: N818 - not an error: the trial has seen enough
        pass

    trial = replace(settings, iterations=min(TRIAL_ITERATIONS, settings.iterations) + 1)
    start = _Start(text, trial, None)
    objective = Objective(start.dataset, functions, trial, start.source)
    # The first evaluation thins out the text as well, which is done once in a run.
    objective(start.parameters)

    def f(x: np.ndarray) -> tuple[float, RowSparse | np.ndarray]:
        ends.append(time.perf_counter())
        if len(ends) > 1 and ends[-1] - ends[0] > TRIAL_SECONDS:
            raise Enough
        return objective(x)

    with suppress(Enough):
        functions.sgd(f, start.parameters, trial.step, trial.iterations, None, False, PRINT_EVERY=trial.iterations + 1)
    # Some may have been disturbed: the median counts.
    return float(np.median(np.diff(ends))) * settings.iterations if len(ends) > 1 else 0.0
