"""Your own functions, as a module and as a command.

    from word2vec import naiveSoftmaxLossAndGradient    in a later notebook: the function that you wrote
    python word2vec.py naiveSoftmaxLossAndGradient      in a terminal: check it
    python word2vec.py                                  check all that you have so far

None of your code is in this file, and nothing here needs to be edited. Each function is loaded from the answer cell
of the notebook in which you wrote it, as it was when you last saved that notebook (Ctrl+S).
"""

import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent

try:
    from word2vec_lab import student
    from word2vec_lab.commands import word2vec
except ModuleNotFoundError as error:
    if error.name != "word2vec_lab":
        raise
    import start

    if __name__ == "__main__":
        sys.exit(start.run_again(sys.argv))
    raise ImportError(start.NOT_INSTALLED) from error


def __getattr__(name: str) -> object:
    """Your function `name`, or an error that names the notebook and the cell where it is still to do."""
    if name == "__all__":
        return [answer.name for answer in student.answers(FOLDER) if answer.done]
    if name.startswith("_"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return student.load(name, FOLDER)


def __dir__() -> list[str]:
    """What completion offers: the functions that your notebooks define."""
    try:
        return sorted(student.names(FOLDER))
    except student.StudentError:
        return []


if __name__ == "__main__":
    sys.exit(word2vec.main(sys.argv[1:], FOLDER))
