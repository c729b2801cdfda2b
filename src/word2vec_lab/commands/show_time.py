"""What the cells of notebook 6 show around the training run: which of two plots is trained, trials, costs, the run."""

import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

import numpy as np

from word2vec_lab import figures, training
from word2vec_lab.check.judging.earlier import notice
from word2vec_lab.commands import run
from word2vec_lab.edition import graded, reading_edition
from word2vec_lab.expecting import expecting
from word2vec_lab.text import treebank
from word2vec_lab.training import Settings, cost, longer_runs, word_vectors
from word2vec_lab.training.origin import OWN_LANE

COMPARED = (1_000, 5_000, 10_000, 20_000, 30_000, 40_000)
"""The iterations at which one's own loss stands beside the reference run's."""


def random_vectors() -> np.ndarray:
    """As many random numbers as the reference run has in the plotted words' outside vectors: what luck looks like."""
    return np.random.default_rng(6).normal(size=word_vectors.reference().outside.shape)


@expecting("'A' or 'B'")
def one_of_two(name: Literal["A", "B"]) -> figures.Picture:
    """One of two plots of the 24 words, of which one shows trained vectors and the other random numbers."""
    reference = word_vectors.reference()
    shown = {"A": random_vectors(), "B": reference.outside}[name]
    return figures.word_vectors(reference.words, shown, title=f"Plot {name}")


def course_of_the_loss(folder: Path | None = None) -> None:
    """Print the smoothed loss of the reference run, and beside it that of one's own run on the treebank."""
    reference, found = word_vectors.reference(), word_vectors.all_of_mine_or_reference(folder)
    every = reference.iterations // len(reference.curve)
    beside = found.own and found.source == "treebank" and found.iterations >= COMPARED[0]
    print("iteration   reference run" + ("      your run" if beside else ""))
    for iteration in COMPARED:
        line = f"{iteration:>9,}   {reference.curve[iteration // every - 1]:13.6f}"
        if beside and iteration <= found.iterations:
            line += f" {found.curve[iteration // training.PRINTED_EVERY - 1]:13.6f}"
        print(line)


@expecting("training.Functions with your sgd, skipgram and loss, each of which passes its check")
def trial(functions: training.Functions, iterations: int = 20) -> None:
    """A short run on the embedded corpus, to see that the functions work together; says so if they cannot yet."""
    _say_if_earlier(functions)
    text = treebank.embedded("a trial is to take seconds")
    try:
        run = training.train(text, functions, Settings(iterations=iterations), display=training.Silent())
    except (NotImplementedError, training.TrainingError) as error:
        print(f"No trial yet. {error}")
        return
    for iteration in range(training.PRINTED_EVERY, iterations + 1, training.PRINTED_EVERY):
        print(f"iteration {iteration}: smoothed loss {run.smoothed_loss(iteration):.6f}")


def _say_if_earlier(*given: training.Functions) -> None:
    """Say so, if one of the functions is an earlier one: its notebook was saved with another since it was loaded."""
    found = notice(*(one for functions in given for one in (functions.sgd, functions.skipgram, functions.loss)))
    if found is not None:
        print("\n".join(found.lines()))


class _Stopwatch(training.Silent):
    """Takes the processor time of iterations, without the first ten, before which the text is thinned out."""

    def __init__(self) -> None:
        self.ticks: list[tuple[int, float]] = []

    def update(self, iteration: int, curve: Sequence[float]) -> None:
        """Note the time."""
        self.ticks.append((iteration, time.process_time()))

    @property
    def pace(self) -> float:
        """Iterations a second."""
        (first, begun), (last, ended) = self.ticks[0], self.ticks[-1]
        return (last - first) / (ended - begun)


@expecting("training.Functions with your sgd, skipgram and loss, each of which passes its check")
def race(functions: training.Functions, iterations: int = 200) -> None:
    """Train twice on the embedded corpus with the same draws, in both lanes; say how fast each was, and how equal.

    The reading edition leaves the times out: they are another machine's.
    """
    _say_if_earlier(functions)
    text = treebank.embedded("a race is to take seconds")
    settings = Settings(iterations=iterations, draws="blocks")
    watches = _Stopwatch(), _Stopwatch()
    try:
        # Compiling, if need be, is not part of the race.
        training.train_fast(text, Settings(iterations=10, draws="blocks"), display=training.Silent())
        mine = training.train(text, functions, settings, display=watches[0])
        fast = training.train_fast(text, settings, display=watches[1])
    except (NotImplementedError, training.TrainingError) as error:
        print(f"No race yet. {error}")
        return
    apart = max(float(abs(mine.center - fast.center).max()), float(abs(mine.outside - fast.outside).max()))
    if not reading_edition():
        for lane, watch in (("your functions", watches[0]), (f"fast lane, {fast.lane}", watches[1])):
            print(f"{lane}: {watch.pace:,.0f} iterations a second")
    equal = "less than 1e-10" if apart < 1e-10 else f"{apart:.1e}"
    print(f"Largest difference between any two numbers of the two sets of vectors: {equal}.")


@expecting("training.Functions for each of the two losses")
def cost_of_a_pair(functions: Mapping[training.Loss, training.Functions]) -> figures.Picture:
    """Measure what a pair costs with the student's functions, against V (about ten seconds), and draw it.

    The reading edition, and whoever has not written both losses, get costs that were measured before.
    """
    if reading_edition():
        return _recorded_costs("measured once, with a right solution")
    _say_if_earlier(*functions.values())
    try:
        costs = cost.of_your_functions(functions, cost.SIZES)
    except (NotImplementedError, training.TrainingError) as error:
        print(f"Not measured with your functions yet. {error}")
        return _recorded_costs("not yours: measured before, with a right solution")
    for line in _too_dear(costs):
        print(line)
    return figures.cost_of_a_pair(costs, "your functions, this machine")


def _too_dear(costs: Sequence[cost.Cost]) -> Iterator[str]:
    """What was not measured, and where to look."""
    for loss in sorted({one.loss for one in costs}):
        measured = {one.words for one in costs if one.loss == loss}
        missing = [words for words in cost.SIZES if words not in measured]
        if missing:
            seconds = cost.expected(costs, loss, OWN_LANE, missing[0])
            power = cost.growth(costs, loss, OWN_LANE)
            yield (
                f"{loss.replace('-', ' ')}, V = {missing[0]:,}: not measured. Your function would take about"
                f" {seconds:.1g} s for one pair; its time grows like V to the power {power:.1f}. An array of V × V"
                " numbers does that, such as np.eye(V), or an outer product that nothing needs."
            )


def _recorded_costs(where: str) -> figures.Picture:
    return figures.cost_of_a_pair([found for found in cost.recorded() if found.lane == "your functions"], where)


@expecting("True or False, training.Settings and a list of seeds")
def measure(wanted: bool, settings: Settings, seeds: Sequence[int] = (1, 2, 3)) -> figures.Picture | None:
    """Train with the fast lane on the treebank, once a seed, and draw the purities; only if `wanted`.

    Says so, and gives None, if it is not wanted, if nobody is in front of the notebook, or without the treebank.
    """
    if not wanted or reading_edition() or graded():
        print("Not started. Change False to True and run the cell: it trains once for each seed, with the fast lane.")
        return None
    try:
        text = treebank.load()
        if text.source != "treebank":
            print(
                f"This needs the treebank: in the embedded corpus the words to compare do not occur. {text.describe()}"
            )
            return None
        print(f"Training begins, {settings.iterations:,} iterations for each of {len(seeds)} seeds.", flush=True)
        return figures.purities(longer_runs.measure(text, "your settings", settings, seeds))
    except (treebank.TreebankError, training.TrainingError) as error:
        print(error)
    except KeyboardInterrupt:
        print("Stopped.")
    return None


@expecting("True or False")
def ask_and_train(wanted: bool, folder: Path | None = None) -> None:
    """Train from a notebook: only if `wanted`, and only if somebody is there and says yes.

    So neither a build nor a grader, which run every cell with nobody at the keyboard, ever trains.
    """
    if not wanted:
        print("Not started. In a terminal: python run.py. Here: change False to True and run the cell.")
        return
    try:
        answer = input("Train now? It takes minutes; the first line will say how many. [yes/no] ")
    except (EOFError, NotImplementedError, RuntimeError):
        # Jupyter raises its own error, a NotImplementedError or RuntimeError, where nobody can be asked.
        print("Not started: there is nobody here to ask.")
        return
    if answer.strip().lower() in ("y", "yes"):
        run.main([], folder or Path.cwd())
    else:
        print("Not started.")
