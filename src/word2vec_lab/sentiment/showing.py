"""What notebook 8 shows of a classifier: figures, a gallery of errors, and how vectors compare."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from word2vec_lab import training
from word2vec_lab.edition import graded, reading_edition
from word2vec_lab.figures import Picture
from word2vec_lab.figures import classes as drawing
from word2vec_lab.figures.table import Row, Table
from word2vec_lab.sentiment.features import Features, averages, bags, standardised
from word2vec_lab.sentiment.labels import CLASSES, SPLITS, Labelled
from word2vec_lab.sentiment.regression import Classifier, GradientError, LossAndGradient, confusion, train
from word2vec_lab.training import Settings, word_vectors
from word2vec_lab.vectors import projection

RESULTS = Path(__file__).with_name("treebank_results.json")
"""What `benchmarks/sentiment.py` found on the treebank."""

ASSIGNMENT = Settings(draws="blocks")
SHORT = 4_000
"""Iterations of both losses where they are compared: with a large vocabulary the naive softmax is dear."""

PLANS: Mapping[str, Settings] = {
    "the assignment's": ASSIGNMENT,
    "50 dimensions": replace(ASSIGNMENT, dimension=50),
    "50 dimensions, step 3.0": replace(ASSIGNMENT, dimension=50, step=3.0),
    "negative sampling, 4,000 × step 3.0": replace(ASSIGNMENT, iterations=SHORT, step=3.0),
    "naive softmax, 4,000 × step 3.0": replace(
        ASSIGNMENT, iterations=SHORT, step=3.0, loss="naive-softmax", precision="single"
    ),
}
"""The vectors that are compared, by how they are trained."""

FEW_WORDS = 5_000
"""With a vocabulary larger than this the naive softmax takes too long for a notebook."""

SEED = 8
NONE_YET = "There is no classifier yet: write softmaxRegression above, and train."


@dataclass(frozen=True)
class Compared:
    """Some features, and the accuracies of the best classifier on them."""

    features: str
    accuracy: Mapping[str, float]
    strength: float


def vectors_for(data: Labelled, folder: Path | None = None) -> np.ndarray | None:
    """Word vectors for the text, (V, 2d), centre and outside one's own, the reference's or the fast lane's.

    Says which they are. None, with the reason, where nothing may be trained: while notebooks are graded.
    """
    found = word_vectors.all_of_mine_or_reference(folder)
    if found.words == data.text.vocabulary:
        print(found.describe())
        return np.hstack([found.center, found.outside])
    if graded():
        print("Nothing is trained while notebooks are graded.")
        return None
    print(
        f"There is no run of yours on this text: the fast lane trains one, "
        f"{_affordable(data, ASSIGNMENT).iterations:,} iterations."
    )
    return _trained(data, ASSIGNMENT)


def try_train(function: LossAndGradient, data: Labelled, features: Features) -> Classifier | None:
    """Train, and say how good it is; say what is missing, and give None, if the function is not there yet."""
    try:
        classifier = train(function, data, features)
    except (GradientError, NotImplementedError) as error:
        print(f"No classifier yet: softmaxRegression is to be written, or mended. {error}".rstrip())
        return None
    said = ", ".join(f"{split} {share:.1%}" for split, share in classifier.accuracy.items() if split != "test")
    print(f"Best for dev is the strength {classifier.strengths[classifier.best]:g}. Right: {said}.")
    return classifier


def curve(data: Labelled, classifier: Classifier | None) -> Picture | None:
    """The accuracies in "train" and "dev" against the strength of the regularisation."""
    if classifier is None:
        print(NONE_YET)
        return None
    dev = np.bincount(data.classes[data.rows("dev")])
    curves = {"train": classifier.train, "dev": classifier.dev}
    return drawing.accuracies(classifier.strengths, curves, classifier.best, float(dev.max() / dev.sum()))


def taken_for(data: Labelled, classifier: Classifier | None, split: str = "test") -> Picture | None:
    """The confusion matrix."""
    if classifier is None:
        print(NONE_YET)
        return None
    return drawing.confusion(confusion(data, classifier.said, split), CLASSES, split)


def errors(data: Labelled, classifier: Classifier | None, count: int = 6, split: str = "test") -> None:
    """Print the sentences that were taken for another class with the greatest confidence, the surest error first."""
    if classifier is None:
        print(NONE_YET)
        return
    rows = data.rows(split)
    scores = classifier.scores[rows]
    chances = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances /= chances.sum(axis=1, keepdims=True)
    said, truth = chances.argmax(axis=1), data.classes[rows]
    wrong = np.flatnonzero(said != truth)
    surest = wrong[np.argsort(-chances[wrong, said[wrong]], kind="stable")][:count]
    written = data.text.written()
    for place in surest:
        print(f"{CLASSES[truth[place]]}, taken for {CLASSES[said[place]]} ({chances[place, said[place]]:.0%}):")
        print(f"    {written[rows[place]]}")
    print(f"{len(wrong):,} of {len(rows):,} sentences of {split} were taken for another class.")


def compare(function: LossAndGradient, data: Labelled, everything: bool = False) -> list[Compared]:
    """Train a classifier on each kind of features, all with the fast lane's vectors.

    `everything` has the naive softmax too where that takes an hour.
    """
    rng, places = np.random.default_rng(SEED), data.rows("train")
    words = len(data.text.vocabulary)
    found = []

    def tried(name: str, features: np.ndarray) -> None:
        classifier = train(function, data, standardised(features, places))
        found.append(_compared(name, classifier))

    classes = np.bincount(data.classes[places])
    common = {split: float((data.classes[data.rows(split)] == classes.argmax()).mean()) for split in SPLITS}
    found.append(Compared("always the commonest class", common, 0.0))
    for dimension in (20, 100):
        tried(f"random vectors, {dimension} numbers", averages(data.text, rng.normal(size=(words, dimension))))
    for name, settings in PLANS.items():
        if settings.loss == "naive-softmax" and words > FEW_WORDS and not everything:
            continue
        vectors = _trained(data, settings)
        tried(name, averages(data.text, vectors))
        if settings.iterations > SHORT or words <= FEW_WORDS:
            tried(f"{name}, each of length 1", averages(data.text, _halves_of_length_one(vectors)))
    found.append(_compared("bag of words", train(function, data, bags(data.text))))
    return found


def compare_if(wanted: bool, function: LossAndGradient, data: Labelled) -> Table | None:
    """The comparison on this text, only if it is `wanted`: it trains several sets of vectors."""
    if not wanted or reading_edition() or graded():
        print("Not started. Change False to True and run the cell: it trains vectors of several kinds, for minutes.")
        return None
    try:
        return table(compare(function, data), "Right classes in %, on this text.")
    except (GradientError, NotImplementedError, training.TrainingError) as error:
        print(f"No comparison yet. {error}")
    except KeyboardInterrupt:
        print("Stopped.")
    return None


def table(found: list[Compared], title: str) -> Table:
    """What was compared, as a table of percentages."""
    rows = tuple(
        Row(one.features, tuple(f"{100 * one.accuracy[split]:.1f}" for split in SPLITS), _strength(one))
        for one in found
    )
    return Table(title, tuple(SPLITS), rows, "strength")


def recorded() -> Table:
    """The same comparison on the treebank, measured once by the course."""
    return table(list(load(RESULTS)), "Right classes in %, on the Stanford Sentiment Treebank. Measured once.")


def load(path: Path) -> Iterator[Compared]:
    """Read the file that benchmarks/sentiment.py wrote."""
    for row in json.loads(path.read_text(encoding="utf-8")):
        yield Compared(row["features"], {split: row[split] for split in SPLITS}, row["strength"])


def _compared(name: str, classifier: Classifier) -> Compared:
    return Compared(name, classifier.accuracy, classifier.strengths[classifier.best])


def _strength(one: Compared) -> str:
    return f"{one.strength:g}" if one.strength else ""


def _trained(data: Labelled, settings: Settings) -> np.ndarray:
    run = training.train_fast(data.text, _affordable(data, settings), display=training.Silent())
    return np.hstack([run.center, run.outside])


def _affordable(data: Labelled, settings: Settings) -> Settings:
    """On the small corpus, a tenth of the iterations will do, and the reading edition is made on any machine."""
    small = len(data.text.vocabulary) <= FEW_WORDS or reading_edition()
    return replace(settings, iterations=min(settings.iterations, SHORT)) if small else settings


def _halves_of_length_one(vectors: np.ndarray) -> np.ndarray:
    """Each word's centre vector and each word's outside vector brought to length 1, side by side."""
    return np.hstack([projection.normalised(half) for half in np.hsplit(vectors, 2)])
