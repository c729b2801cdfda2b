"""What the vectors are good for: the class of a sentence, from very negative to very positive, by a softmax regression.

`load` gives sentences with their classes, `features` what a classifier sees of them, `train` trains one with the
student's own loss and gradient. `curve`, `taken_for`, `errors` and
`recorded` show what came of it.
"""

from word2vec_lab.sentiment.features import averages, bags, standardised
from word2vec_lab.sentiment.labels import CLASSES, Labelled, labelled, load
from word2vec_lab.sentiment.regression import Classifier, GradientError, confusion, train
from word2vec_lab.sentiment.showing import compare_if, curve, errors, recorded, taken_for, try_train, vectors_for
from word2vec_lab.sentiment.softmax import own_softmax

__all__ = [
    "CLASSES",
    "Classifier",
    "GradientError",
    "Labelled",
    "averages",
    "bags",
    "compare_if",
    "confusion",
    "curve",
    "errors",
    "labelled",
    "load",
    "own_softmax",
    "recorded",
    "standardised",
    "taken_for",
    "train",
    "try_train",
    "vectors_for",
]
