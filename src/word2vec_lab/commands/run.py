"""What `python run.py` does: trains word vectors, by default with the student's own functions, saves and plots them."""

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from word2vec_lab import figures, student, training
from word2vec_lab.expecting import expecting
from word2vec_lab.files import NotWritten, replacing
from word2vec_lab.text import treebank
from word2vec_lab.training import Settings, word_vectors
from word2vec_lab.vectors import projection

LOSSES = {"negative-sampling": "negSamplingLossAndGradient", "naive-softmax": "naiveSoftmaxLossAndGradient"}
DONE, FAILED = 0, 1


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
        vectors = Path(word_vectors.SAVED)
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
    except (treebank.TreebankError, training.TrainingError, word_vectors.SavedVectorsError, NotWritten) as error:
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
    saved = word_vectors.save(run, files.vectors)
    vectors = word_vectors.load(saved).of(projection.WORDS)
    with replacing(files.plot) as file:
        file.write(plot_of(vectors.words, vectors.center).png)
    shows = " Run the rest of notebook 6 to see them." if functions else ""
    print(f"The plot is in {files.plot.name}, the vectors are in {saved.name}.{shows}")
    return DONE


def _longer_run(path: Path, iterations: int) -> int:
    """How many iterations the run that is saved in a file has, if those are more than `iterations`; else 0."""
    saved = word_vectors.load(path).iterations if path.is_file() else 0
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


@expecting("words and a matrix with one vector for each word of the plot")
def plot_of(words: tuple[str, ...], center: np.ndarray) -> figures.Picture:
    """The handout's plot; the notebook and `python run.py` draw the same."""
    return figures.word_vectors(words, center, title="Centre vectors of 24 words")


def _iterations(text: str) -> int:
    if not text.isdecimal() or int(text) < training.PRINTED_EVERY:
        raise argparse.ArgumentTypeError(f"{text} is not a number of iterations from {training.PRINTED_EVERY} on")
    return int(text)
