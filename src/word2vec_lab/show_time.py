"""What `python run.py` does: trains word vectors, by default with the student's own functions, saves and plots them."""

import argparse
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np

from word2vec_lab import beyond, figures, projection, student, trained, training, treebank
from word2vec_lab.environment import reading_edition
from word2vec_lab.training import Settings, cost, progress
from word2vec_lab.training.trainer import OWN_LANE

LOSSES = {"negative-sampling": "negSamplingLossAndGradient", "naive-softmax": "naiveSoftmaxLossAndGradient"}
DONE, FAILED = 0, 1
COMPARED = (1_000, 5_000, 10_000, 20_000, 30_000, 40_000)
"""The iterations at which one's own loss stands beside the reference run's."""


@dataclass(frozen=True)
class Files:
    """What a kind of run leaves in the assignment's folder. Only the handout's run has the names without an ending."""

    vectors: Path
    plot: Path
    checkpoint: Path

    @classmethod
    def of(cls, folder: Path, fast: bool = False, loss: str = "negative-sampling") -> "Files":
        """The files of the own or the fast lane, with either loss."""
        ending = ("_fast" if fast else "") + ("_naive" if loss == "naive-softmax" else "")
        vectors = Path(trained.SAVED)
        return cls(
            folder / f"{vectors.stem}{ending}{vectors.suffix}",
            folder / f"word_vectors{ending}.png",
            folder / f"training_checkpoint{ending}.npz",
        )


def main(arguments: list[str], folder: Path) -> int:
    """Train, by default with the functions of the notebooks in `folder`, and leave vectors and plot there.

    Returns the exit status: 0 if all went well, 1 with a message if something is still to do or went wrong.
    """
    parser = argparse.ArgumentParser(
        prog="run.py", description="Train word vectors with the functions that you wrote, and plot 24 words."
    )
    parser.add_argument(
        "--iterations",
        type=_iterations,
        default=Settings.iterations,
        help=f"how many steps to train (the handout's {Settings.iterations:,} if nothing is said; 100 for a trial)",
    )
    parser.add_argument(
        "--fast", action="store_true", help="not with your functions, but with the fast lane: seconds, not minutes"
    )
    parser.add_argument(
        "--naive-softmax", action="store_true", help="with the naive-softmax loss; mind the estimate, it takes hours"
    )
    parser.add_argument("--anew", action="store_true", help="forget an interrupted run and begin again")
    wanted = parser.parse_args(arguments)
    loss: training.Loss = "naive-softmax" if wanted.naive_softmax else "negative-sampling"
    settings = Settings(iterations=wanted.iterations, loss=loss, draws="blocks" if wanted.fast else "original")
    functions = None
    if not wanted.fast:
        functions = load_functions(folder, loss)
        if functions is None:
            return FAILED
    try:
        return _train_and_keep(functions, settings, Files.of(folder, wanted.fast, loss), wanted.anew)
    except (treebank.TreebankError, training.TrainingError, trained.SavedVectorsError) as error:
        print(error, file=sys.stderr)
    except NotImplementedError as error:
        print(f"Something is still to do. {error}", file=sys.stderr)
    except KeyboardInterrupt:
        print(
            "\nStopped at once. Begin again, and it goes on from the last checkpoint, if there is one.", file=sys.stderr
        )
    return FAILED


def _train_and_keep(functions: training.Functions | None, settings: Settings, files: Files, anew: bool) -> int:
    if anew:
        files.checkpoint.unlink(missing_ok=True)
    text = treebank.load()
    print(text.describe(), flush=True)
    longer = _longer_run(files.vectors, settings.iterations)
    if functions is None:
        run = training.train_fast(text, settings, files.checkpoint)
    else:
        run = training.train(text, functions, settings, files.checkpoint)
    if longer > run.iterations:
        print(f"{files.vectors.name} holds a longer run, of {longer:,} iterations: it and the plot stay as they are.")
        return DONE
    if run.iterations < training.PRINTED_EVERY:
        print("That was too short to keep anything.")
        return DONE
    saved = trained.save(run, files.vectors)
    vectors = trained.load(saved).of(projection.WORDS)
    files.plot.write_bytes(plot_of(vectors.words, vectors.center).png)
    shows = " Run the rest of notebook 6 to see them." if functions else ""
    print(f"The plot is in {files.plot.name}, the vectors are in {saved.name}.{shows}")
    return DONE


def _longer_run(path: Path, iterations: int) -> int:
    """How many iterations the run that is saved in a file has, if those are more than `iterations`; else 0."""
    saved = trained.load(path).iterations if path.is_file() else 0
    return saved if saved > iterations else 0


def load_functions(folder: Path, loss: training.Loss = "negative-sampling") -> training.Functions | None:
    """The student's functions or, after saying which are still to do, None."""
    needed = ("sgd", "skipgram", LOSSES[loss])
    found = {}
    for name in needed:
        try:
            found[name] = student.load(name, folder)
        except student.StudentError as error:
            print(error, file=sys.stderr)
    if len(found) < len(needed):
        print(f"Training needs {', '.join(needed)}.", file=sys.stderr)
        return None
    return training.Functions(*(found[name] for name in needed))


def plot_of(words: tuple[str, ...], center: np.ndarray) -> figures.Picture:
    """The handout's plot; the notebook and `python run.py` draw the same."""
    return figures.word_vectors(words, center, title="Centre vectors of 24 words")


def random_vectors() -> np.ndarray:
    """As many random numbers as the reference run has in the plotted words' outside vectors: what luck looks like."""
    return np.random.default_rng(6).normal(size=trained.reference().outside.shape)


def one_of_two(name: Literal["A", "B"]) -> figures.Picture:
    """One of two plots of the 24 words, of which one shows trained vectors and the other random numbers."""
    reference = trained.reference()
    shown = {"A": random_vectors(), "B": reference.outside}[name]
    return figures.word_vectors(reference.words, shown, title=f"Plot {name}")


def course_of_the_loss(folder: Path | None = None) -> None:
    """Print the smoothed loss of the reference run, and beside it that of one's own run on the treebank."""
    reference, found = trained.reference(), trained.all_of_mine_or_reference(folder)
    every = reference.iterations // len(reference.curve)
    beside = found.own and found.source == "treebank" and found.iterations >= COMPARED[0]
    print("iteration   reference run" + ("      your run" if beside else ""))
    for iteration in COMPARED:
        line = f"{iteration:>9,}   {reference.curve[iteration // every - 1]:13.6f}"
        if beside and iteration <= found.iterations:
            line += f" {found.curve[iteration // training.PRINTED_EVERY - 1]:13.6f}"
        print(line)


def trial(functions: training.Functions, iterations: int = 20) -> None:
    """A short run on the embedded corpus, to see that the functions work together; says so if they cannot yet."""
    text = treebank.embedded("a trial is to take seconds")
    try:
        run = training.train(text, functions, Settings(iterations=iterations), display=training.Silent())
    except (NotImplementedError, training.TrainingError) as error:
        print(f"No trial yet. {error}")
        return
    for iteration in range(training.PRINTED_EVERY, iterations + 1, training.PRINTED_EVERY):
        print(f"iteration {iteration}: smoothed loss {run.smoothed_loss(iteration):.6f}")


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


def race(functions: training.Functions, iterations: int = 200) -> None:
    """Train twice on the embedded corpus with the same draws, in both lanes; say how fast each was, and how equal.

    The reading edition leaves the times out: they are another machine's.
    """
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


def cost_of_a_pair(functions: Mapping[training.Loss, training.Functions]) -> figures.Picture:
    """Measure what a pair costs with the student's functions, against V (about ten seconds), and draw it.

    The reading edition, grading, and whoever has not written both losses, get costs that were measured before.
    """
    if reading_edition() or progress.graded():
        return _recorded_costs("measured once, with a right solution")
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


def measure(wanted: bool, settings: Settings, seeds: Sequence[int] = (1, 2, 3)) -> figures.Picture | None:
    """Train with the fast lane on the treebank, once a seed, and draw the purities; only if `wanted`.

    Says so, and gives None, if it is not wanted, if nobody is in front of the notebook, or without the treebank.
    """
    if not wanted or reading_edition() or progress.graded():
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
        return figures.purities(beyond.measure(text, "your settings", settings, seeds))
    except (treebank.TreebankError, training.TrainingError) as error:
        print(error)
    except KeyboardInterrupt:
        print("Stopped.")
    return None


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
        main([], folder or Path.cwd())
    else:
        print("Not started.")


def _iterations(text: str) -> int:
    if not text.isdecimal() or int(text) < training.PRINTED_EVERY:
        raise argparse.ArgumentTypeError(f"{text} is not a number of iterations from {training.PRINTED_EVERY} on")
    return int(text)
