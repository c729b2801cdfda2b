"""What `python word2vec.py [NAME]` does: check the functions of a student's notebooks from a terminal.

The findings are those that the notebook shows, from the same checks.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from safepage import console
from word2vec_lab import check, student
from word2vec_lab.check.derivations import derivation
from word2vec_lab.check.score import Score
from word2vec_lab.commands.folder import inside
from word2vec_lab.derivation.questions import asked
from word2vec_lab.items import items
from word2vec_lab.student.shadowing import shadowing

PASSED, FAILED, USAGE = 0, 1, 2
DERIVATIONS = "derivations"
"""The name that asks for the derivations in place of functions."""


@console.patient()
def main(arguments: list[str], folder: Path) -> int:
    """Check the functions named in `arguments` (none: all) of the notebooks in `folder` and print the findings.

    The name "derivations" stands for the derivations, each judged sign by sign.

    Returns the exit status: 0 if each earned its full points, 1 if one did not or is still to do, 2 for a name that
    there is no check for. Of derivations: 1 if a sign does not hold.
    """
    known = check.__all__
    parser = argparse.ArgumentParser(
        prog="word2vec.py",
        description="Check the functions that you wrote in the notebooks, as they were last saved.",
        epilog=f"The names are: {', '.join(known)}; {DERIVATIONS} reads your derivations, sign by sign.",
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="a function to check (none: all that there are)")
    wanted, others = parser.parse_known_args(arguments)
    there = (*known, DERIVATIONS)
    unknown = [name for name in (*wanted.names, *others) if name not in there]
    if unknown:
        print(f"There is no check for {', '.join(unknown)}. The names are: {', '.join(there)}.", file=sys.stderr)
        return USAGE
    functions = [name for name in wanted.names if name != DERIVATIONS]
    with inside(folder):
        found = [judge_derivations(folder)] if DERIVATIONS in wanted.names else []
        if functions or not found:
            found.append(check_functions(functions, folder))
        return max(found)


def judge_derivations(folder: Path) -> int:
    """Judge the derivations of the notebooks in `folder` and print what was found. Returns the exit status."""
    found = [derivation(question.id, folder) for question in asked()]
    print("\n\n".join(map(repr, found)))
    return FAILED if any(one.to_look_at for one in found) else PASSED


def check_functions(wanted: Sequence[str], folder: Path) -> int:
    """Check these functions (none: all that the notebooks have) and print the findings. Returns the exit status."""
    try:
        names = list(wanted) or _to_check(folder)
    except student.StudentError as error:
        print(error, file=sys.stderr)
        return FAILED
    scores = [_check(name, folder) for name in names]
    if not wanted:
        counted = [score for score in scores if score.item.id in items()]
        earned, points = sum(score.earned for score in counted), sum(score.points for score in counted)
        print(f"{earned:g} of the {points:g} points that these {len(names)} functions can earn.")
        if said := shadowing(folder):
            print(f"\n{said}")
    return PASSED if all(score.earned == score.points for score in scores) else FAILED


def _to_check(folder: Path) -> list[str]:
    """The names of the answers in `folder`, and of those that cannot be loaded though their notebook is there."""
    names = [name for name in student.names(folder) if name in check.__all__]
    for name in check.__all__:
        if name not in names:
            try:
                student.load(name, folder)
            except student.NoSuchFunction:
                continue
            except student.StudentError:
                names.append(name)
    return names


def _check(name: str, folder: Path) -> Score:
    """Check one function and print what was found. One that cannot be loaded scores as one that is not written."""
    judge = getattr(check, name)
    try:
        function = student.load(name, folder)
    except student.StudentError as error:
        print(f"{error}\n")
        return cast(Score, judge(_not_there))
    score: Score = judge(function)
    print(f"{score.report()}\n")
    return score


def _not_there(*_arguments: object) -> None:
    raise NotImplementedError
