"""Trains word vectors: with the student's own functions in minutes, or with the same mathematics in seconds.

`train` calls the student's `sgd`, `skipgram` and loss unchanged. `train_fast` computes whole batches at once, compiled
where numba is installed. Given the same draws both give the same vectors, to rounding. `on_text` does either with
any plain text.
"""

from word2vec_lab.training.checkpoint import CheckpointError
from word2vec_lab.training.own_text import on_text
from word2vec_lab.training.progress import Display, Lines, Silent, in_words
from word2vec_lab.training.settings import PRINTED_EVERY, Functions, Loss, Run, Settings, TrainingError
from word2vec_lab.training.trainer import train, train_fast

__all__ = [
    "PRINTED_EVERY",
    "CheckpointError",
    "Display",
    "Functions",
    "Lines",
    "Loss",
    "Run",
    "Settings",
    "Silent",
    "TrainingError",
    "in_words",
    "on_text",
    "train",
    "train_fast",
]
