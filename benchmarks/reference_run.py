"""Makes the reference run that the course ships: the handout's settings and seeds, with the original's random draws.

    python benchmarks/reference_run.py [FOLDER_OF_THE_TREEBANK]

It keeps the plotted words only, every 200th loss, and these words' way through the run, in
`src/word2vec_lab/training/reference_vectors.npz`. About a minute. That the losses are the published ones is tested.
"""

import sys
from dataclasses import asdict
from pathlib import Path

import numpy as np

from word2vec_lab import training
from word2vec_lab.text import treebank
from word2vec_lab.training import word_vectors
from word2vec_lab.vectors import projection

EVERY = 200


def main() -> None:
    text = treebank.load(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
    if text.source != "treebank":
        sys.exit(text.describe())
    run = training.train_fast(text, training.Settings())
    rows = [run.words.index(word) for word in projection.WORDS]
    way = run.trajectory.of(projection.WORDS)
    about = asdict(run.settings)
    np.savez_compressed(
        word_vectors.REFERENCE,
        words=np.array(projection.WORDS),
        center=run.center[rows],
        outside=run.outside[rows],
        counts=run.counts[rows],
        curve=np.array(run.curve[EVERY // training.PRINTED_EVERY - 1 :: EVERY // training.PRINTED_EVERY]),
        source=np.array(run.source),
        lane=np.array(run.lane),
        way_words=np.array(way.words),
        way_iterations=way.iterations,
        way_center=way.center,
        way_outside=way.outside,
        allow_pickle=False,
        **about,
    )
    print(f"{word_vectors.REFERENCE.name}: {word_vectors.REFERENCE.stat().st_size:,} bytes, loss {run.curve[-1]:.6f}")


if __name__ == "__main__":
    main()
