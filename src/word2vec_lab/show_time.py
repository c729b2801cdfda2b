"""What `python run.py` does: trains word vectors with the student's own functions, saves them and draws the plot."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

from word2vec_lab import figures, projection, student, trained, training, treebank

NEEDED = ("sgd", "skipgram", "negSamplingLossAndGradient")
DONE, FAILED = 0, 1


def main(arguments: list[str], folder: Path) -> int:
    """Train with the functions of the notebooks in `folder`, and leave the vectors and the plot there.

    Returns the exit status: 0 if all went well, 1 with a message if something is still to do or went wrong.
    """
    parser = argparse.ArgumentParser(
        prog="run.py", description="Train word vectors with the functions that you wrote, and plot 24 words."
    )
    handout = training.Settings()
    parser.add_argument(
        "--iterations",
        type=_iterations,
        default=handout.iterations,
        help=f"how many steps to train (the handout's {handout.iterations:,} if nothing is said; 100 for a trial)",
    )
    wanted = parser.parse_args(arguments)
    functions = load_functions(folder)
    if functions is None:
        return FAILED
    try:
        text = treebank.load()
        print(text.describe(), flush=True)
        longer = _longer_run(folder, wanted.iterations)
        run = training.train(text, functions, replace(handout, iterations=wanted.iterations), _say)
        if longer:
            print(f"{trained.SAVED} holds a longer run, of {longer:,} iterations: it and the plot stay as they are.")
            return DONE
        saved = trained.save(run, folder)
        vectors = trained.load(saved).of(projection.WORDS)
        plot = draw_plot(vectors, folder)
    except (treebank.TreebankError, training.TrainingError, trained.SavedVectorsError) as error:
        print(error, file=sys.stderr)
        return FAILED
    except NotImplementedError as error:
        print(f"Something is still to do. {error}", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        print("\nStopped. Nothing was saved.", file=sys.stderr)
        return FAILED
    print(f"The plot is in {plot.name}, the vectors are in {saved.name}. Notebook 6 shows them.")
    return DONE


def _longer_run(folder: Path, iterations: int) -> int:
    """How many iterations the run that is saved in `folder` has, if those are more than `iterations`; else 0."""
    path = folder / trained.SAVED
    saved = trained.load(path).iterations if path.is_file() else 0
    return saved if saved > iterations else 0


def load_functions(folder: Path) -> training.Functions | None:
    """The student's functions or, after saying which are still to do, None."""
    found = {}
    for name in NEEDED:
        try:
            found[name] = student.load(name, folder)
        except student.StudentError as error:
            print(error, file=sys.stderr)
    if len(found) < len(NEEDED):
        print(f"Training needs {', '.join(NEEDED)}.", file=sys.stderr)
        return None
    return training.Functions(found["sgd"], found["skipgram"], found["negSamplingLossAndGradient"])


def draw_plot(vectors: trained.WordVectors, folder: Path) -> Path:
    """Write `word_vectors.png`, the handout's plot of the centre vectors, and return the file."""
    path = folder / trained.PLOT
    path.write_bytes(plot_of(vectors.words, vectors.center).png)
    return path


def plot_of(words: tuple[str, ...], center: np.ndarray) -> figures.Picture:
    """The handout's plot; the notebook and `python run.py` draw the same."""
    return figures.word_vectors(words, center, title="Centre vectors of 24 words")


def trial(functions: training.Functions, iterations: int = 20) -> None:
    """A short run on the embedded corpus, to see that the functions work together; says so if they cannot yet."""
    text = treebank.embedded("a trial is to take seconds")
    try:
        run = training.train(text, functions, training.Settings(iterations=iterations), lambda _: None)
    except (NotImplementedError, training.TrainingError) as error:
        print(f"No trial yet. {error}")
        return
    for iteration in range(training.PRINTED_EVERY, iterations + 1, training.PRINTED_EVERY):
        print(f"iteration {iteration}: smoothed loss {run.smoothed_loss(iteration):.6f}")


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


def _say(line: str) -> None:
    print(line, flush=True)


def _iterations(text: str) -> int:
    if not text.isdecimal() or int(text) < training.PRINTED_EVERY:
        raise argparse.ArgumentTypeError(f"{text} is not a number of iterations from {training.PRINTED_EVERY} on")
    return int(text)
