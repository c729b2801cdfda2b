"""Makes the runs that the course ships, from the treebank: the reference run, and one whose vectors have learned more.

    python benchmarks/reference_run.py [FOLDER_OF_THE_TREEBANK]

The reference run has the handout's settings and seeds, with the original's random draws. It is kept twice in
`src/word2vec_lab/training`: the plotted words as they came out, with every 200th loss and their way through the run
(`reference_vectors.npz`), and all words, to 24 bits a number (`reference_vocabulary.npz`). The second run is in
`src/word2vec_lab/explorer/learned_vectors.npz`. About three minutes. That the losses are the published ones, and that
the files are these runs, is tested.
"""

import sys
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np

from word2vec_lab import training
from word2vec_lab.explorer.learned import FILE, FOLLOWED, PLAN, SEED
from word2vec_lab.explorer.learned import save as save_learned
from word2vec_lab.text import treebank
from word2vec_lab.training import longer_runs, word_vectors
from word2vec_lab.vectors import projection

EVERY = 200


def main() -> None:
    text = treebank.load(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
    if text.source != "treebank":
        sys.exit(text.describe())
    run = training.train_fast(text, training.Settings())
    save_plotted(run)
    word_vectors.save_vocabulary(run)
    told(word_vectors.REFERENCE, run)
    told(word_vectors.VOCABULARY, run)
    settings = replace(longer_runs.PLANS[PLAN], seed=SEED, start_seed=SEED)
    follow = [word for word in FOLLOWED if word in text.counts]
    second = training.train_fast(text, settings, follow=follow)
    save_learned(second)
    told(FILE, second)


def save_plotted(run: training.Run) -> None:
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


def told(path: Path, run: training.Run) -> None:
    print(f"{path.name}: {path.stat().st_size:,} bytes, loss {run.curve[-1]:.6f}", flush=True)


if __name__ == "__main__":
    main()
