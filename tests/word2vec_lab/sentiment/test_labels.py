"""The classes of sentences: by two roads, which agree wherever both are open."""

import csv
import shutil
from pathlib import Path

import numpy as np
import pytest

from word2vec_lab.sentiment import labels
from word2vec_lab.text import treebank
from word2vec_lab.text.treebank import TreebankError, sentiment_class


def write_trees(text: treebank.Treebank, classes: np.ndarray, folder: Path) -> None:
    folder.mkdir()
    for split, name in labels.TREES.items():
        lines = []
        for place in text.split(split):
            words = text.written()[place].replace("(", "-LRB-").replace(")", "-RRB-").split(" ")
            leaves = " ".join(f"(2 {word})" for word in words)
            lines.append(f"({classes[place]} {leaves})\n")
        (folder / name).write_text("".join(lines), encoding="utf-8")


@pytest.mark.slow
def test_both_roads_lead_to_the_same_classes(tmp_path: Path) -> None:
    by_dictionary = labels.labelled(treebank.embedded())
    assert by_dictionary.labels == "dictionary.txt"
    assert set(by_dictionary.classes) == set(range(5))
    write_trees(by_dictionary.text, by_dictionary.classes, tmp_path / "trees")
    assert (labels.from_trees(by_dictionary.text, tmp_path / "trees") == by_dictionary.classes).all()


def test_the_splits_are_those_of_the_text() -> None:
    found = labels.labelled(treebank.embedded())
    assert [len(found.rows(split)) for split in labels.SPLITS] == [2155, 279, 566]
    assert found.describe().startswith("Sentences of the course's made-up corpus: train 2,155, dev 279, test 566.")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda trees: (trees / "dev.txt").unlink(), "cannot be read"),
        (lambda trees: (trees / "dev.txt").write_text("(2 (2 a))\n"), "has 1 trees for 279 sentences"),
        (
            lambda trees: (trees / "dev.txt").write_text((trees / "dev.txt").read_text().replace(")", "x)", 1)),
            "Line 1 of .* is not the tree of its sentence",
        ),
    ],
)
def test_trees_of_another_text_are_refused(tmp_path: Path, spoil: object, words: str) -> None:
    found = labels.labelled(treebank.embedded())
    write_trees(found.text, found.classes, tmp_path / "trees")
    spoil(tmp_path / "trees")  # type: ignore[operator]
    with pytest.raises(TreebankError, match=words):
        labels.from_trees(found.text, tmp_path / "trees")


@pytest.mark.slow
def test_on_the_treebank_the_trees_and_the_numbers_agree(published: Path) -> None:
    folder = published
    text = treebank.load(folder)
    found = labels.labelled(text)
    assert [len(found.rows(split)) for split in labels.SPLITS] == [8544, 1101, 2210]
    if (folder / treebank.DICTIONARY).is_file() and (folder / "trees").is_dir():
        assert (labels.from_trees(text, folder / "trees") == found.classes).all()
    numbers = folder / "sentence_labels_from_trees.csv"
    if numbers.is_file():
        with numbers.open(newline="") as file:
            for row in csv.DictReader(file):
                here = int(row["sentence_index"]) - 1
                assert found.classes[here] == int(row["class5"])
                if row["float_label_or_blank"]:
                    assert found.classes[here] == sentiment_class(float(row["float_label_or_blank"]))


def test_without_labels_it_is_said_what_to_do(tmp_path: Path, published: Path) -> None:
    for name in (treebank.SENTENCES, treebank.SPLITS, treebank.LABELS):
        shutil.copy(published / name, tmp_path / name)
    with pytest.raises(TreebankError, match=r"holds neither dictionary\.txt nor a folder trees"):
        labels.labelled(treebank.load(tmp_path))
