"""`save_params` and `load_saved_params`, which notebook 5 gives to the student, whose `sgd` calls them.

With them a long descent can go on where it was interrupted. (The course's own training keeps its state by itself, in
a `checkpoint`.) A saved file holds arrays and nothing else: reading one runs no code that somebody put into it.
"""

import random
import re
import zipfile
from pathlib import Path
from typing import Any

import numpy as np

from word2vec_lab.files import replacing

NAME = "saved_params_{}.npz"
PATTERN = re.compile(r"saved_params_(\d+)\.npz")


def save_params(iteration: int, params: Any) -> None:
    """Save `params` (a number or an array) and the state of Python's `random` in the working folder.

    The file appears under its name only when it is complete: an interruption while saving costs nothing.
    """
    version, words, gauss = random.getstate()
    with replacing(Path(NAME.format(iteration))) as file:
        np.savez(
            file,
            params=np.asarray(params),
            version=np.array(version),
            words=np.array(words, dtype=np.uint64),
            gauss=np.array([] if gauss is None else [gauss]),
        )


def load_saved_params() -> tuple[int, Any, Any]:
    """The newest save in the working folder: its iteration, the parameters, and the state for `random.setstate`.

    A file that cannot be read is passed over for the one before it. Without any, (0, None, None).
    """
    saves = {int(match[1]): path for path in Path().iterdir() if (match := PATTERN.fullmatch(path.name))}
    for iteration in sorted(saves, reverse=True):
        try:
            with np.load(saves[iteration], allow_pickle=False) as file:
                words = tuple(int(word) for word in file["words"])
                gauss = float(file["gauss"][0]) if file["gauss"].size else None
                # [()] turns an array without axes back into a number.
                return iteration, file["params"][()], (int(file["version"]), words, gauss)
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
            print(f"{saves[iteration].name} cannot be read and is passed over: {error}")
    return 0, None, None
