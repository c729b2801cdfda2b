"""Your own `sgd`, as a module and as a command.

    from sgd import sgd    the function that you wrote in notebook 5_sgd
    python sgd.py          check it: it must find the minimum of x², and keep the order of its steps

None of your code is in this file, and nothing here needs to be edited. The function is loaded from the answer cell of
the notebook, as it was when you last saved that notebook (Ctrl+S).
"""

import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent

try:
    from word2vec_lab import student
    from word2vec_lab.commands import sgd as command
except ModuleNotFoundError as error:
    if error.name != "word2vec_lab":
        raise
    import start

    if __name__ == "__main__":
        sys.exit(start.run_again(sys.argv))
    raise ImportError(start.NOT_INSTALLED) from error


def __getattr__(name: str) -> object:
    """Your function `sgd`, or an error that names the notebook and the cell where it is still to do."""
    if name != "sgd":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return student.load(name, FOLDER)


if __name__ == "__main__":
    sys.exit(command.main(sys.argv[1:], FOLDER))
