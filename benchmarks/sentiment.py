"""Sorts the treebank's sentences by sentiment, with word vectors of several kinds, and keeps how often that was right.

    python benchmarks/sentiment.py [FOLDER_OF_THE_TREEBANK]

About ten minutes on two cores, most of it for the naive softmax, whose last digits depend on the number of threads.
Notebook 8 shows the results, which are kept in `src/word2vec_lab/sentiment/treebank_results.json`. The gradient is that
of the notebook's solution.
"""

import json
import sys
from pathlib import Path
from typing import Any

import nbformat
import numpy as np

from word2vec_lab.sentiment import labels, showing
from word2vec_lab.text import treebank

NOTEBOOK = Path(__file__).parents[1] / "notebooks" / "8_sentiment.ipynb"


def main() -> None:
    text = treebank.load(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
    if text.source != "treebank":
        sys.exit(text.describe())
    found = showing.compare(of_the_notebook(), labels.labelled(text), everything=True)
    rows = [{"features": one.features, "strength": one.strength, **one.accuracy} for one in found]
    showing.RESULTS.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(showing.recorded())


def of_the_notebook() -> Any:
    """`softmaxRegression` as the reading edition has it, with the softmax that the notebook gives."""
    sources = {cell.id: cell.source for cell in nbformat.read(NOTEBOOK, as_version=4).cells}
    names: dict[str, Any] = {"np": np, "Array": np.ndarray}
    for cell in ("softmax", "softmax-regression"):
        exec(sources[cell], names)
    return names["softmaxRegression"]


if __name__ == "__main__":
    main()
