"""Sentences with the class that people gave them: 0 very negative, 1 negative, 2 neutral, 3 positive, 4 very positive.

There are two roads to the classes. The treebank's own zip has a label for each phrase; a sentence is looked up in
`dictionary.txt` and its number in `sentiment_labels.txt`. The authors also published the treebank as labelled trees, of
which the root's digit is the class. Whichever is there will do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from word2vec_lab.text import treebank
from word2vec_lab.text.treebank import DEV, DICTIONARY, TEST, TRAIN, Treebank, TreebankError, mend, sentiment_class

CLASSES = ("very negative", "negative", "neutral", "positive", "very positive")
TREES = {TRAIN: "train.txt", DEV: "dev.txt", TEST: "test.txt"}
SPLITS = {"train": TRAIN, "dev": DEV, "test": TEST}

_LEAF = re.compile(r"\(\d ([^() ]+)\)")  # a leaf may hold a space that does not break


@dataclass(frozen=True, eq=False)
class Labelled:
    """A text, the class of each of its sentences, (n,), and where the classes come from."""

    text: Treebank
    classes: np.ndarray = field(repr=False)
    labels: str

    def rows(self, split: str) -> np.ndarray:
        """The places of the sentences of "train", "dev" or "test"."""
        return np.array(self.text.split(SPLITS[split]))

    def describe(self) -> str:
        """Say how many sentences of each split there are, and how often each class occurs in "train"."""
        sizes = ", ".join(f"{name} {len(self.rows(name)):,}" for name in SPLITS)
        often = np.bincount(self.classes[self.rows("train")], minlength=len(CLASSES))
        shares = ", ".join(f"{name} {one:.0%}" for name, one in zip(CLASSES, often / often.sum(), strict=True))
        what = "the Stanford Sentiment Treebank" if self.text.source == "treebank" else "the course's made-up corpus"
        return f"Sentences of {what}: {sizes}.\nClasses, by {self.labels}, in train: {shares}."


def load() -> Labelled:
    """The treebank's sentences with their classes, or the made-up corpus's where there is none or it has no labels."""
    text = treebank.load()
    try:
        return labelled(text)
    except TreebankError as error:
        print(f"{error}\nUntil then the course's made-up corpus stands in.")
        return labelled(treebank.embedded("the treebank has no labels here"))


def labelled(text: Treebank) -> Labelled:
    """The text with its classes; raises TreebankError, with what to do, where neither road is open.

    >>> from word2vec_lab.text import treebank
    >>> found = labelled(treebank.embedded())
    >>> found.labels, len(found.classes)
    ('dictionary.txt', 3000)
    """
    folder = text.folder
    if folder is None or (folder / DICTIONARY).is_file():
        return Labelled(text, np.array([sentiment_class(value) for value in text.labels()]), DICTIONARY)
    trees = next((place for place in (folder / "trees", folder.parent / "trees") if place.is_dir()), None)
    if trees is None:
        raise TreebankError(
            f"The sentiment of the sentences is not known: {folder} holds neither {DICTIONARY} nor a folder trees with"
            f" {', '.join(TREES.values())}. The published zip holds {DICTIONARY}: {treebank.GET_IT}."
        )
    return Labelled(text, from_trees(text, trees), "the labelled trees")


def from_trees(text: Treebank, folder: Path) -> np.ndarray:
    """The classes from the labelled trees in `folder`, (n,), by the sentences of the text.

    Raises TreebankError for trees that are not those of these sentences.
    """
    classes, written = np.full(len(text.sentences), -1), text.written()
    for split, name in TREES.items():
        path = folder / name
        try:
            lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
        except (OSError, UnicodeDecodeError) as error:
            raise TreebankError(f"The labelled trees in {path} cannot be read: {error}. {_REMEDY}") from error
        sentences = text.split(split)
        if len(lines) != len(sentences):
            raise TreebankError(f"{path} has {len(lines):,} trees for {len(sentences):,} sentences. {_REMEDY}")
        for number, (place, line) in enumerate(zip(sentences, lines, strict=True), start=1):
            if written[place] != mend(" ".join(_LEAF.findall(line))) or line[1:2] not in "01234":
                raise TreebankError(f"Line {number} of {path} is not the tree of its sentence. {_REMEDY}")
            classes[place] = int(line[1])
    return classes


_REMEDY = f"Delete that folder; or, for the labels of the published zip, {treebank.GET_IT}."
