"""Measures how fair the checks are, on answers that they have never seen.

    python benchmarks/fairness.py

It judges the lists in benchmarks/answers, and mutants of their right answers. A right answer should lose no point
without being told beforehand that this would cost it; a wrong one should not keep all its points; and of the wrong
ones that return something, each part that is wrong should be told what is wrong with it, not only that it is.
The table goes to the terminal, the figures to benchmarks/results/fairness.json, every exception by name. It takes
about ten minutes on two cores; `--item ITEM ...` and `--mutants 0` make it shorter, and then nothing is written.
"""

import argparse
import json
import os
import random
import sys
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "series")]

from answers_of import defined

from benchmarks.listed import Listed, read_lists
from benchmarks.mutants import does, mutants, same
from word2vec_lab import check
from word2vec_lab.check.score import Outcome, Score
from word2vec_lab.items import autograded, items

RESULTS = ROOT / "benchmarks" / "results" / "fairness.json"
SEEDS = (224, 40961)
"""A seed of numbers that students see, and one that they do not."""

FUNCTIONS = {item.id: item.check for item in autograded()}

UNNAMED = ("differs", "wrong-shape", "not-finite")
"""Findings that say that something is wrong, and not what."""

ANNOUNCED = ("python-loop", "count-switched-off", "shape-convention", "transposed")
"""Findings that cost points which the notebook announces."""


@dataclass(frozen=True)
class Judged:
    """What the checks made of an answer, with the seed that gave it less."""

    place: str
    earned: float
    points: float
    outcome: str
    wrong: tuple[str, ...]
    titles: tuple[str, ...]

    @property
    def full(self) -> bool:
        """Whether it lost nothing."""
        return self.earned == self.points

    @property
    def lost_unannounced(self) -> bool:
        """Whether it lost points, some of them for something that no notebook announces."""
        return not self.full and (not self.wrong or any(name not in ANNOUNCED for name in self.wrong))

    @property
    def returned(self) -> bool:
        """Whether it came to its end and gave something to be judged."""
        return self.outcome not in (Outcome.RAISED, Outcome.TOO_SLOW, Outcome.NOT_ATTEMPTED)

    @property
    def named(self) -> bool:
        """Whether each thing that is wrong with it is told by name."""
        return bool(self.wrong) and not any(name in UNNAMED for name in self.wrong)


def judge(item: str, source: str, place: str) -> Judged:
    """Have an answer judged with both seeds."""
    scores: list[Score] = []
    for seed in SEEDS:
        try:
            function = defined(source, place, FUNCTIONS[item])
        except Exception as error:
            return Judged(place, 0, items()[item].points, Outcome.RAISED, ("cell-raised",), (repr(error),))
        # The check below its veil: with numbers of the grader's a student would be told one word.
        scores.append(getattr(check, FUNCTIONS[item]).__wrapped__(function, seed=seed))
    least = min(scores)
    wrong = [finding for finding in least.findings if finding.kind == "wrong"]
    names, titles = tuple(f.name for f in wrong), tuple(f.title for f in wrong)
    return Judged(place, least.earned, least.points, str(least.outcome), names, titles)


def judge_listed(answer: Listed) -> Judged:
    """Have an answer of a list judged."""
    _quiet()
    return judge(answer.item, answer.source, answer.place)


@dataclass(frozen=True)
class Mutants:
    """What became of the mutants of one answer."""

    same: tuple[Judged, ...]
    changed: tuple[Judged, ...]


def judge_mutants(answer: Listed, most: int) -> Mutants:
    """Make up to `most` mutants of a right answer, and have them judged."""
    _quiet()
    function = FUNCTIONS[answer.item]
    original = does(defined(answer.source, answer.place, function), answer.item)
    made = list(mutants(answer.source))
    chosen = random.Random(answer.place).sample(made, min(most, len(made)))
    verdicts: tuple[list[Judged], list[Judged]] = ([], [])
    for mutant in chosen:
        place = f"{answer.place}: {_difference(answer.source, mutant)}"
        try:
            now = does(defined(mutant, place, function), answer.item)
        except Exception:
            now = None
        is_same = original is not None and now is not None and same(original, now)
        verdicts[0 if is_same else 1].append(judge(answer.item, mutant, place))
    return Mutants(tuple(verdicts[0]), tuple(verdicts[1]))


def _difference(source: str, mutant: str) -> str:
    pairs = zip(source.splitlines(), mutant.splitlines(), strict=False)
    return next((f"{a.strip()} -> {b.strip()}" for a, b in pairs if a != b), "")


def _quiet() -> None:
    """Send what answers print at their cell's top level nowhere."""
    sys.stdout = open(os.devnull, "w")  # noqa: SIM115


def figures(listed: list[Listed], judged: list[Judged], mutated: Iterable[Mutants]) -> dict[str, Any]:
    """All figures, with every exception by name."""
    pairs = list(zip(listed, judged, strict=True))
    right = [j for a, j in pairs if a.verdict == "right"]
    wrong = [j for a, j in pairs if a.verdict == "wrong"]
    returned = [j for j in wrong if j.returned and not j.full]
    same = [j for m in mutated for j in m.same]
    changed = [j for m in mutated for j in m.changed]
    told = [j for j in changed if j.returned and not j.full]
    return {
        "right": len(right),
        "wrong": len(wrong),
        "right_that_lost": [shown(j) for j in right if j.lost_unannounced],
        "wrong_with_all_points": [shown(j) for j in wrong if j.full],
        "wrong_that_returned": len(returned),
        "named_share": share(returned),
        "not_named": [shown(j) for j in returned if not j.named],
        "mutants": {
            "same": len(same),
            "changed": len(changed),
            "same_that_lost": [shown(j) for j in same if j.lost_unannounced],
            "changed_with_all_points": [shown(j) for j in changed if j.full],
            "changed_that_returned": len(told),
            "named_share": share(told),
        },
    }


def share(judged: list[Judged]) -> float:
    """The share of them that are named in every part."""
    return round(sum(j.named for j in judged) / max(1, len(judged)), 4)


def shown(judged: Judged) -> str:
    """An answer and what became of it, in a line."""
    return f"{judged.place}: {judged.earned:g} of {judged.points:g}, {', '.join(judged.wrong) or judged.outcome}"


def table(listed: list[Listed], judged: list[Judged]) -> str:
    """A line for each item."""
    lines = [f"{'item':<14}{'right':>6}{'lost':>6}{'wrong':>7}{'kept all':>10}{'returned':>10}{'named':>8}"]
    for item in FUNCTIONS:
        mine = [(a, j) for a, j in zip(listed, judged, strict=True) if a.item == item]
        right, wrong = ([j for a, j in mine if a.verdict == v] for v in ("right", "wrong"))
        returned = [j for j in wrong if j.returned and not j.full]
        lines.append(
            f"{item:<14}{len(right):>6}{sum(j.lost_unannounced for j in right):>6}{len(wrong):>7}"
            f"{sum(j.full for j in wrong):>10}{len(returned):>10}{share(returned):>8.0%}"
        )
    return "\n".join(lines)


def main() -> None:
    """Judge, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--item", nargs="+", choices=FUNCTIONS, help="judge the answers to these items only")
    parser.add_argument("--mutants", type=int, default=8, metavar="N", help="mutants of each right answer (8)")
    parser.add_argument("--lists", type=Path, help="a folder of lists, in place of benchmarks/answers")
    told = parser.parse_args()
    listed = [a for a in (read_lists(told.lists) if told.lists else read_lists()) if a.item in (told.item or FUNCTIONS)]
    right = [a for a in listed if a.verdict == "right"]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        judged = list(pool.map(judge_listed, listed, chunksize=4))
        mutated = list(pool.map(judge_mutants, right, [told.mutants] * len(right))) if told.mutants else []
    found = figures(listed, judged, mutated)
    print(table(listed, judged))
    for what in ("right_that_lost", "wrong_with_all_points", "not_named"):
        print(f"\n{what}: {len(found[what])}", *found[what], sep="\n    ")
    for what in ("same_that_lost", "changed_with_all_points"):
        print(f"\nmutants, {what}: {len(found['mutants'][what])}", *found["mutants"][what], sep="\n    ")
    print(f"\nnamed: {found['named_share']:.1%}; of the mutants {found['mutants']['named_share']:.1%}")
    if not (told.item or told.lists) and told.mutants:
        RESULTS.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        print(f"Written to {RESULTS.relative_to(ROOT)}.")


if __name__ == "__main__":
    main()
