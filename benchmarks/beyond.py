"""Trains beyond the handout's budget, five seeds each, and measures whether words of a kind come together.

    python benchmarks/beyond.py [FOLDER_OF_THE_TREEBANK]

About twenty minutes. Notebook 6 shows the results, which are kept in `src/word2vec_lab/training/longer_runs.json`.
"""

import sys
from pathlib import Path

from word2vec_lab.text import treebank
from word2vec_lab.training import longer_runs

SEEDS = (1, 2, 3, 4, 5)


def main() -> None:
    text = treebank.load(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
    if text.source != "treebank":
        sys.exit(text.describe())
    results = []
    for name, settings in longer_runs.PLANS.items():
        results += longer_runs.measure(text, name, settings, SEEDS)
    longer_runs.save(results, longer_runs.RESULTS)


if __name__ == "__main__":
    main()
