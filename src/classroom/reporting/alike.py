"""Finds answers that are nearly the same and unlike all others: a reason to look at them, and no more than that.

Code is compared by its structure: names, comments and layout are taken out, so renaming hides nothing. Texts are
compared by their words. What students were given is taken out first. What is left is cut into runs of a few pieces, and
a run counts for more the fewer students have it: the formula that half the class writes says nothing.

A short answer, or one of a kind that several write, tells nothing alone. Two students who have the same such answer to
most items are worth a look all the same, so that is counted over all items.

Answers are never compared each with each. Those that share a rare run are looked up by it, and a run that many have is
not rare, so the time grows with the class and not with its square.
"""

import ast
import math
import re
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

RUN = 5
"""Pieces in a run."""
RARE = 20
"""A run that more different answers have is not looked at."""
SHARED = 0.65
"""How much of the rare runs of two answers must be the same."""
LEAST_CODE, LEAST_WORDS = 30, 12
"""Runs that two answers must share: shorter ones meet by chance."""
WORD = 2.0
"""How much more a run of words says than one of code: there are more ways to say a thing."""
LEAST = 8.0
"""What the runs that they share must be worth (see `_worth`)."""
TELLING = 20.0
"""And what those of all items of two students must be worth together."""
MOST_TOGETHER = 8
"""Students in a group that is shown: who is near one of them may be near others, who are near yet others."""
LONGEST = 20_000
"""Characters of an answer that are looked at."""
MOST_DEEP = 200

Runs = frozenset[tuple[str, ...]]


@dataclass(frozen=True)
class Alike:
    """Students whose answers to an item are nearly the same. `weight` says how much of it nobody else has."""

    students: tuple[str, ...]
    weight: float


def structure(source: str) -> list[str]:
    """The structure of a piece of code, as pieces in its order; that of its words where it is no Python."""
    try:
        tree = ast.parse(textwrap.dedent(source[:LONGEST]))
        pieces: list[str] = []
        _walk(tree, pieces, 0)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return re.findall(r"\w+|[^\w\s]", source[:LONGEST])
    return pieces


def _walk(node: ast.AST, pieces: list[str], depth: int) -> None:
    """Add a node and what is below it. Names are left out, but for those that a library gave."""
    if depth > MOST_DEEP or isinstance(node, ast.expr_context):
        return
    match node:
        case ast.Attribute():
            pieces.append(f".{node.attr}")
        case ast.Constant():
            pieces.append(type(node.value).__name__ if isinstance(node.value, str) else repr(node.value))
        case ast.keyword():
            pieces.append(f"{node.arg}=")
        case ast.arg():
            pieces.append("arg")
            return  # its annotation says nothing
        case _:
            pieces.append(type(node).__name__)
    for child in ast.iter_child_nodes(node):
        is_docstring = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
        if not is_docstring:
            _walk(child, pieces, depth + 1)


def words(text: str) -> list[str]:
    """The words of a text, in small letters; lines that quote something are left out."""
    lines = [line for line in text[:LONGEST].split("\n") if not line.lstrip().startswith(">")]
    return re.findall(r"\\?\w+", "\n".join(lines).casefold())


def runs(pieces: Sequence[str]) -> Runs:
    """All runs of so many pieces that follow each other."""
    return frozenset(tuple(pieces[at : at + RUN]) for at in range(len(pieces) - RUN + 1))


def own_code(answers: Mapping[str, str], given: Iterable[str]) -> dict[str, Runs]:
    """The runs of the code that each student wrote, without those of `given`, which all of them were given."""
    return _own({name: structure(text) for name, text in answers.items()}, map(structure, given))


def own_texts(answers: Mapping[str, str], given: Iterable[str]) -> dict[str, Runs]:
    """The same of texts, by their words."""
    return _own({name: words(text) for name, text in answers.items()}, map(words, given))


def _own(answers: Mapping[str, Sequence[str]], given: Iterable[Sequence[str]]) -> dict[str, Runs]:
    known = frozenset().union(*map(runs, given))
    return {student: runs(pieces) - known for student, pieces in answers.items()}


def alike_code(own: Mapping[str, Runs]) -> list[Alike]:
    """The groups of students whose code has nearly the same structure, the most telling first."""
    return _alike(own, LEAST_CODE, 1.0)


def alike_texts(own: Mapping[str, Runs]) -> list[Alike]:
    """The groups of students whose texts have nearly the same words, the most telling first."""
    return _alike(own, LEAST_WORDS, WORD)


def _alike(own: Mapping[str, Runs], least: int, each: float) -> list[Alike]:
    who: defaultdict[Runs, list[str]] = defaultdict(list)
    for student, found in own.items():
        if found:
            who[found].append(student)
    different = list(who)
    having: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, found in enumerate(different):
        for run in found:
            having[run].append(number)
    weights = {
        run: each * _worth(sum(len(who[different[number]]) for number in numbers), len(own))
        for run, numbers in having.items()
    }
    near = _near(different, having, weights, least)
    told: list[Alike] = []
    for numbers in _joined(len(different), near, len(different)):
        students = sorted(student for number in numbers for student in who[different[number]])
        same = [different[number] for number in numbers if len(who[different[number]]) > 1]
        same += [different[one] & different[other] for one, other in near if one in numbers]
        worths = [sum(weights[run] for run in shared) for shared in same if len(shared) >= least]
        weight = max(worths, default=0.0)
        if weight >= LEAST:
            told.append(Alike(tuple(students), weight))
    return sorted(told, key=lambda one: (-one.weight, one.students))


def _worth(having: int, students: int) -> float:
    """What it says that some share a run, if so many of the students have it.

    It is how often they halve the class, less a few times: a run that an eighth of a large class has says nothing. Two
    more students are counted than there are: among very few, that two have the same is still something.
    """
    most = math.log2((students + 2) / 2)
    return max(0.0, math.log2((students + 2) / having) - min(3.0, most / 3)) / RUN


def _near(
    different: Sequence[Runs],
    having: Mapping[tuple[str, ...], list[int]],
    weights: Mapping[tuple[str, ...], float],
    least: int,
) -> list[tuple[int, int]]:
    """The pairs of different answers that share most of what is rare in them."""
    rare = {run for run, numbers in having.items() if len(numbers) <= RARE}
    shared: Counter[tuple[int, int]] = Counter()
    for run in rare:
        for pair in combinations(having[run], 2):
            shared[pair] += 1
    sizes = [sum(run in rare for run in found) for found in different]
    pairs = []
    for (one, other), count in shared.items():
        if count >= SHARED * (sizes[one] + sizes[other] - count):
            both = different[one] & different[other]
            of_all = len(both) / len(different[one] | different[other])
            if of_all >= SHARED and len(both) >= least and sum(weights[run] for run in both) >= LEAST:
                pairs.append((one, other))
    return pairs


def _joined(count: int, pairs: Iterable[tuple[int, int]], most: int) -> list[set[int]]:
    """The numbers below `count` in groups: two are in one group if pairs lead from one to the other.

    No group gets more than `most`: a pair that would make a larger one is passed over.
    """
    leader = list(range(count))
    sizes = [1] * count

    def led_by(number: int) -> int:
        while leader[number] != number:
            leader[number] = leader[leader[number]]
            number = leader[number]
        return number

    for pair in pairs:
        one, other = map(led_by, pair)
        if one != other and sizes[one] + sizes[other] <= most:
            leader[one] = other
            sizes[other] += sizes[one]
    groups: defaultdict[int, set[int]] = defaultdict(set)
    for number in range(count):
        groups[led_by(number)].add(number)
    return list(groups.values())


Pairs = Mapping[tuple[str, str], Mapping[str, float]]
"""What two students share: the items, each with what that is worth."""


def throughout(own: Mapping[str, Mapping[str, Runs]]) -> Pairs:
    """Who wrote the same as a whole to most of the items that both wrote something to.

    `own` has the runs of each student's answer, by item. Each item is worth as much as few others have that answer.
    """
    shared: defaultdict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    wrote: defaultdict[str, set[str]] = defaultdict(set)
    for item, answers in own.items():
        same: defaultdict[Runs, list[str]] = defaultdict(list)
        for student, found in answers.items():
            if found:
                same[found].append(student)
                wrote[student].add(item)
        for students in same.values():
            if len(students) <= RARE:
                worth = RUN * _worth(len(students), len(answers))
                for pair in combinations(sorted(students), 2):
                    shared[pair][item] = worth
    return {
        (one, other): items
        for (one, other), items in shared.items()
        if sum(items.values()) >= TELLING and 2 * len(items) >= len(wrote[one] & wrote[other])
    }


@dataclass(frozen=True)
class Look:
    """Students each of whom is near another one in some of these items; `weight` is that of the nearest two."""

    students: tuple[str, ...]
    items: tuple[str, ...]
    weight: float
    nearest: tuple[str, str]
    example: str
    """The item in which these two share most."""
    pairs: Pairs
    """Which two of them are near each other, and in what."""


def together(found: Mapping[str, Sequence[Alike]], same: Pairs) -> list[Look]:
    """Who is near whom over all items, the most telling first. A single short answer that two share is none.

    `found` has the groups of each item, and `same` who wrote the same throughout.
    """
    shared: defaultdict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for item, groups in found.items():
        for one in groups:
            for pair in combinations(one.students, 2):
                shared[pair][item] = one.weight
    for pair, worths in same.items():
        shared[pair] = {item: max(worths.get(item, 0.0), shared[pair].get(item, 0.0)) for item in found}
        shared[pair] = {item: worth for item, worth in shared[pair].items() if worth}
    telling = {pair: items for pair, items in shared.items() if sum(items.values()) >= TELLING}
    students = sorted({name for pair in telling for name in pair})
    number = {name: at for at, name in enumerate(students)}
    nearest_first = sorted(telling, key=lambda pair: (-sum(telling[pair].values()), pair))
    looks = []
    for group in _joined(len(students), [(number[one], number[other]) for one, other in nearest_first], MOST_TOGETHER):
        mine = {pair: telling[pair] for pair in nearest_first if {number[name] for name in pair} <= group}
        if not mine:
            continue  # near to some of a group that is full; the table has it
        nearest = next(iter(mine))
        items = tuple(item for item in found if any(item in shared for shared in mine.values()))
        names = tuple(students[at] for at in sorted(group))
        example = max(mine[nearest], key=lambda item: mine[nearest][item])
        looks.append(Look(names, items, sum(mine[nearest].values()), nearest, example, mine))
    return sorted(looks, key=lambda look: (-look.weight, look.students))
