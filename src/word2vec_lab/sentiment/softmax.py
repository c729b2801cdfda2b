"""The student's own softmax, if there is one that can be used here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, cast

import numpy as np

from word2vec_lab import student

Softmax = TypeVar("Softmax", bound=Callable[..., np.ndarray])


def own_softmax(given: Softmax, folder: Path | None = None) -> Softmax:
    """The `softmax` that an answer cell in `folder` defines, if it takes a row for each sentence; else the given one.

    The assignment gives one. Some write their own in 2(a)(ii), and it may be made for a single word's scores.
    """
    try:
        own = cast("Softmax", student.load("softmax", folder))
        scores = np.array([[0.0, 1.0, -2.0], [3.0, 0.5, 0.5]])
        if np.allclose(own(scores.copy()), given(scores)):
            print("This notebook uses your own softmax.")
            return own
        print("Your own softmax does not take a row for each sentence, so this notebook uses the one of notebook 1.")
    except student.StudentError:
        print("This notebook uses the softmax of notebook 1.")
    except Exception as error:
        print(f"Your own softmax raised {type(error).__name__}: {error}. So this notebook uses the one of notebook 1.")
    return given
