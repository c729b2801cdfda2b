"""What `python sgd.py` does: checks the student's `sgd` from a terminal."""

import argparse
from pathlib import Path

from safepage import console
from word2vec_lab.commands.folder import inside
from word2vec_lab.commands.word2vec import check_functions


@console.patient()
def main(arguments: list[str], folder: Path) -> int:
    """Check the `sgd` of the notebooks in `folder`, and print the findings. Returns the exit status."""
    argparse.ArgumentParser(
        prog="sgd.py",
        description="Check the sgd that you wrote in notebook 5_sgd, as it was last saved. It takes no arguments.",
    ).parse_args(arguments)
    with inside(folder):
        return check_functions(["sgd"], folder)
