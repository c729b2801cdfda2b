"""What `python run.py` does: trains word vectors, by default with the student's own functions, saves and plots them."""

import argparse
import re
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from safepage import console
from word2vec_lab import figures, student, training
from word2vec_lab.commands.folder import AlreadyTraining, inside, training_in
from word2vec_lab.expecting import expecting
from word2vec_lab.files import NotWritten, replacing
from word2vec_lab.text import own, treebank
from word2vec_lab.training import Settings, word_vectors
from word2vec_lab.vectors import projection

LOSSES = {"negative-sampling": "negSamplingLossAndGradient", "naive-softmax": "naiveSoftmaxLossAndGradient"}
DONE, FAILED = 0, 1


@dataclass(frozen=True)
class Files:
    """What a kind of run leaves in the assignment's folder. Only the assignment's run has names without an ending."""

    vectors: Path
    plot: Path
    checkpoint: Path

    @classmethod
    def of(cls, folder: Path, settings: Settings, fast: bool = False, text: Path | None = None) -> "Files":
        """The files of the own or the fast lane, with either loss, on the treebank or on another text."""
        ending = ("_fast" if fast else "") + ("_original" if fast and settings.draws == "original" else "")
        ending += "_naive" if settings.loss == "naive-softmax" else ""
        ending += f"_text_{re.sub(r'[^0-9A-Za-z]+', '_', text.stem)}" if text is not None else ""
        vectors = Path(word_vectors.SAVED)
        return cls(
            folder / f"{vectors.stem}{ending}{vectors.suffix}",
            folder / f"word_vectors{ending}.png",
            folder / f"training_checkpoint{ending}.npz",
        )


@console.patient()
def main(arguments: list[str], folder: Path) -> int:
    """Train, by default with the functions of the notebooks in `folder`, and leave vectors and plot there.

    Returns the exit status: 0 if all went well, 1 with a message if something is still to do or went wrong.
    """
    wanted = _parser().parse_args(arguments)
    settings = Settings(
        iterations=wanted.iterations,
        loss="naive-softmax" if wanted.naive_softmax else "negative-sampling",
        draws="blocks" if wanted.fast and not wanted.original_draws else "original",
    )
    # Named from where the command was called, which need not be the course's folder.
    text = None if wanted.text is None else Path(wanted.text).expanduser().absolute()
    files = Files.of(folder, settings, wanted.fast, text)
    try:
        with inside(folder), training_in(folder):
            if wanted.plot:
                return _draw_anew(files)
            functions = None if wanted.fast else load_functions(folder, settings.loss)
            if functions is None and not wanted.fast:
                return FAILED
            return _train_and_keep(functions, settings, files, wanted.anew, wanted.follow, text)
    except (
        AlreadyTraining,
        treebank.TreebankError,
        own.TextError,
        training.TrainingError,
        word_vectors.SavedVectorsError,
        NotWritten,
    ) as error:
        print(error, file=sys.stderr)
    except NotImplementedError as error:
        print(f"Something is still to do. {error}", file=sys.stderr)
    except KeyboardInterrupt:
        print(
            "\nStopped at once. Begin again, and it goes on from the last checkpoint, if there is one.", file=sys.stderr
        )
    return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="run.py", description="Train word vectors with the functions that you wrote, and plot 24 words."
    )
    parser.add_argument(
        "--iterations",
        type=_iterations,
        default=Settings.iterations,
        help=f"how many steps to train (the assignment's {Settings.iterations:,} if nothing is said; 100 for a trial)",
    )
    parser.add_argument(
        "--fast", action="store_true", help="not with your functions, but with the fast lane: seconds, not minutes"
    )
    parser.add_argument(
        "--original-draws",
        action="store_true",
        help="with --fast: draw the random numbers that your functions draw, one after the other, and so end where they"
        " end; about a minute",
    )
    parser.add_argument(
        "--naive-softmax", action="store_true", help="with the naive-softmax loss; mind the estimate, it takes hours"
    )
    parser.add_argument(
        "--follow",
        nargs="+",
        default=[],
        metavar="WORD",
        help="words to watch on their way through the training, in the plot of notebook 6; those of the assignment's"
        " plot and the 500 most frequent are followed anyway",
    )
    parser.add_argument(
        "--text",
        metavar="FILE",
        help="not on the treebank, but on a plain text of your own; vectors and plot get its name",
    )
    parser.add_argument("--anew", action="store_true", help="forget an interrupted run and begin again")
    parser.add_argument(
        "--plot", action="store_true", help="do not train: draw the plot anew, from the vectors that are saved"
    )
    return parser


def _train_and_keep(
    functions: training.Functions | None,
    settings: Settings,
    files: Files,
    anew: bool,
    follow: list[str],
    path: Path | None,
) -> int:
    if anew:
        files.checkpoint.unlink(missing_ok=True)
    text = treebank.load() if path is None else own.read(path)
    print(text.describe() if path is None else own.counted(text), flush=True)
    kept = _kept(files.vectors)
    if functions is None:
        print(_DRAWS[settings.draws], flush=True)
        run = training.train_fast(text, settings, files.checkpoint, follow=follow)
    else:
        run = training.train(text, functions, settings, files.checkpoint, follow=follow)
    print(_beside_the_reference(run), end="")
    if run.iterations < training.PRINTED_EVERY:
        print("That was too short for vectors and a plot.")
        return DONE
    same = path is None or (kept is not None and kept.words == run.words)
    if kept is not None and same and _worth(kept.source, kept.iterations) > _worth(run.source, run.iterations):
        more = (
            f"a longer run, of {kept.iterations:,} iterations" if kept.source == run.source else "a run on the treebank"
        )
        print(f"{files.vectors.name} holds {more}: it and the plot stay as they are. ({kept.origin}.)")
        if not files.plot.is_file():
            write_plot(kept, files.plot)
        return DONE
    saved = word_vectors.load(word_vectors.save(run, files.vectors))
    write_plot(saved, files.plot)
    shows = " Run the rest of notebook 6 to see them." if functions and path is None else ""
    if path is not None:
        shows = f' In a notebook: explorer.Explorer(word_vectors.load(Path("{files.vectors.name}")))'
    print(f"The plot is in {files.plot.name}, the vectors are in {files.vectors.name}.{shows}")
    print(f"The plot says of itself: {saved.origin}.")
    return DONE


_DRAWS = {
    "blocks": "The fast lane draws its own random numbers, many at once. So it ends at another loss than your functions"
    " do. To draw those that your functions draw: python run.py --fast --original-draws",
    "original": "The fast lane draws the random numbers that your functions draw. So it ends at the same loss.",
}


def _beside_the_reference(run: training.Run) -> str:
    """A line about the reference run, for a run that can be held against it."""
    reference = word_vectors.reference()
    comparable = replace(run.settings, draws="original") == Settings() and run.source == reference.source
    if not comparable or not run.finished:
        return ""
    drew = "drew the same random numbers" if run.settings.draws == "original" else "drew other random numbers"
    return f"The course's reference run, which {drew}, ended at {reference.curve[-1]:.6f}.\n"


def _kept(path: Path) -> word_vectors.WordVectors | None:
    """The run that is saved in a file, if there is one."""
    return word_vectors.load(path) if path.is_file() else None


def _worth(source: str, iterations: int) -> tuple[bool, int]:
    """What a run is worth beside another: one on the treebank before one on the made-up corpus, then the longer one."""
    return source == "treebank", iterations


def _draw_anew(files: Files) -> int:
    kept = _kept(files.vectors)
    if kept is None:
        print(f"There is no {files.vectors.name} to draw a plot from. Train first, without --plot.", file=sys.stderr)
        return FAILED
    write_plot(kept, files.plot)
    print(f"The plot is in {files.plot.name}. It says of itself: {kept.origin}.")
    return DONE


def write_plot(vectors: word_vectors.WordVectors, path: Path) -> None:
    """Draw the assignment's plot of these vectors to a file. Raises NotWritten, and SavedVectorsError if words lack."""
    content = plot_of(vectors).png
    with replacing(path) as file:
        file.write(content)


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


@expecting("trained vectors, such as word_vectors.mine_or_reference()")
def plot_of(vectors: word_vectors.WordVectors) -> figures.Picture:
    """The assignment's plot, which says where it comes from; the notebook and `python run.py` draw the same."""
    plotted, origin = vectors.of(vectors.plotted if vectors.source == own.SOURCE else projection.WORDS), vectors.origin
    return figures.word_vectors(
        plotted.words,
        plotted.center,
        title=f"Centre vectors of {len(plotted.words)} words",
        footer=f"{origin}.",
        texts=origin.texts(),
    )


def _iterations(text: str) -> int:
    if not (text.isascii() and text.isdecimal()) or int(text) < training.PRINTED_EVERY:
        raise argparse.ArgumentTypeError(f"{text} is not a number of iterations from {training.PRINTED_EVERY} on")
    return int(text)
