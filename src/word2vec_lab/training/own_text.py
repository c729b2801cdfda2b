"""Trains on any plain text: says what it counted and what is too small, trains, and gives vectors for the explorer."""

from __future__ import annotations

from pathlib import Path

from word2vec_lab.expecting import expecting
from word2vec_lab.text import own
from word2vec_lab.training import trainer, word_vectors
from word2vec_lab.training.progress import Display
from word2vec_lab.training.settings import PRINTED_EVERY, Functions, Settings


@expecting("a text or the path of a file with one, and training.Functions or nothing for the fast lane")
def on_text(
    text: str | Path,
    functions: Functions | None = None,
    settings: Settings | None = None,
    checkpoint_file: Path | None = None,
    display: Display | None = None,
) -> word_vectors.WordVectors:
    """Train on a text of one's own, with the student's functions or, without any, with the fast lane.

    `text` is a file or the text itself. Progress, checkpoints and the stop button are those of `train` and
    `train_fast`. What comes back can be given to the explorer, or to `run.plot_of`. Raises `own.TextError` for a text
    that is too small or none.

    >>> found = on_text("Hot tea and cold rain. " * 30, settings=Settings(iterations=20, draws="blocks"))
    ... # doctest: +ELLIPSIS
    the text: 30 sentences, 180 words, 6 of them different; 6 occur 10 times or more, 0 once.
    That is too small to learn from...
    """
    if settings is not None and settings.iterations < PRINTED_EVERY:
        raise ValueError(f"{settings.iterations} iterations are too few: {PRINTED_EVERY} at least")
    cut = own.read(text) if isinstance(text, Path) else own.of(text)
    print(own.counted(cut), flush=True)
    if functions is None:
        run = trainer.train_fast(cut, settings, checkpoint_file, display)
    else:
        run = trainer.train(cut, functions, settings, checkpoint_file, display)
    return word_vectors.of_run(run)
