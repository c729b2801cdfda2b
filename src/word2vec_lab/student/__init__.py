"""The student's own work: their notebooks as they were saved, and the functions in the answer cells."""

from word2vec_lab.student.loading import (
    Answer,
    NoSuchFunction,
    NotDoneYet,
    StudentError,
    answers,
    load,
    mine,
    names,
)

__all__ = ["Answer", "NoSuchFunction", "NotDoneYet", "StudentError", "answers", "load", "mine", "names"]
