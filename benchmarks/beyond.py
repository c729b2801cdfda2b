"""Trains beyond the handout's budget, five seeds each, and measures whether words of a kind come together.

    python benchmarks/beyond.py [FOLDER_OF_THE_TREEBANK]

About twenty minutes. Notebook 6 shows the results, which are kept in `src/word2vec_lab/beyond_results.json`.
"""

import sys
from pathlib import Path

from word2vec_lab import beyond, treebank

SEEDS = (1, 2, 3, 4, 5)


def main() -> None:
    text = treebank.load(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
    if text.source != "treebank":
        sys.exit(text.describe())
    results = []
    for name, settings in beyond.PLANS.items():
        results += beyond.measure(text, name, settings, SEEDS)
    beyond.save(results, beyond.RESULTS)


if __name__ == "__main__":
    main()
