"""Answers that are nearly the same are found, those that only look for the same thing are not, and it takes no time."""

import random
import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

from classroom.reporting import alike
from classroom.reporting.alike import (
    LEAST,
    LONGEST,
    MOST_TOGETHER,
    RARE,
    TELLING,
    Alike,
    alike_code,
    alike_texts,
    own_code,
    own_texts,
    runs,
    structure,
    throughout,
    together,
)

GIVEN = """def total(numbers):
    \"\"\"The sum of the squares of the numbers that are not negative, from the largest down.\"\"\"
    raise NotImplementedError()"""
ONE = """def total(numbers):
    ordered = sorted(numbers, reverse=True)
    result = 0.0
    for place, number in enumerate(ordered):
        if number < 0:
            break
        result += number ** 2 if place < 1000 else number * number
    return result"""
RENAMED = """def total(n):
    '''mine'''
    a = sorted(n, reverse = True)  # as I thought
    b = 0.0

    for i, x in enumerate(a):
        if x < 0:
            break
        b += x ** 2 if i < 1000 else x * x
    return b"""
OTHERS = [
    "def total(numbers):\n    return sum(x * x for x in numbers if x >= 0)",
    "def total(numbers):\n    kept = [x for x in numbers if not x < 0]\n    return float(np.dot(kept, kept))",
    "def total(numbers):\n    numbers = np.asarray(numbers)\n    return (numbers[numbers >= 0] ** 2).sum()",
    "def total(numbers):\n    out = 0\n    while numbers:\n        x = numbers.pop()\n        out += max(x, 0) ** 2\n"
    "    return out",
]
ANSWERS = Path(__file__).parents[3] / "benchmarks" / "answers"


def test_renaming_commenting_and_spacing_hide_nothing() -> None:
    assert structure(ONE) == structure(RENAMED)
    answers = {"ann": ONE, "bob": RENAMED} | {f"x{at}": other for at, other in enumerate(OTHERS * 5)}
    found = alike_code(own_code(answers, [GIVEN]))
    assert found[0].students == ("ann", "bob")
    assert found[0].weight > LEAST


def test_what_was_given_counts_for_nobody() -> None:
    answers = {"ann": ONE, "bob": ONE} | {f"x{at}": other for at, other in enumerate(OTHERS * 5)}
    assert alike_code(own_code(answers, [GIVEN])) != []
    assert alike_code(own_code(answers, [GIVEN, ONE])) == []


def test_what_half_the_class_writes_says_nothing() -> None:
    answers = {f"s{at:02}": ONE if at % 2 else OTHERS[at % 4] for at in range(60)}
    assert alike_code(own_code(answers, [GIVEN])) == []


def test_a_text_is_compared_by_its_words_without_what_it_quotes() -> None:
    question = "Why does the loss of one pair look at one word only, whatever the others are?"
    own = "Because the label is a one hot vector every other term of the sum is multiplied by zero and only one stays"
    copied = own.replace("Because", "because  ").replace("zero", "ZERO")
    quoting = f"> {question}\n\n{own}"
    texts = {"ann": own, "bob": f"{copied}!", "cid": quoting, "dan": f"> {question}", "eve": question}
    texts |= {f"x{at}": f"My own {at} words on it say {at} different things in {at} ways" for at in range(30)}
    found = alike_texts(own_texts(texts, [question]))
    assert [one.students for one in found] == [("ann", "bob", "cid")]


@pytest.mark.parametrize(
    "text", ["def f(:", "", "\0", "(" * 5000, "x = " + "-" * 50_000 + "1", "1" * 100_000, "f" + "(1)" * 3000]
)
def test_no_answer_is_too_strange_to_be_compared(text: str) -> None:
    assert len(structure(text)) <= LONGEST
    assert isinstance(runs(structure(text)), frozenset)


def test_independent_right_answers_are_not_taken_for_copies() -> None:
    """Hundreds of right answers in other styles, of writers who had read the notebooks only: none is near another."""
    compared = 0
    for path in sorted(ANSWERS.glob("*/right.py")):
        cells = re.split(r"^# %% ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
        found = alike_code(own_code({str(at): cell.partition("\n")[2] for at, cell in enumerate(cells)}, []))
        assert found == [], path
        compared += len(cells)
    assert compared > 400


def test_short_answers_add_up_over_items() -> None:
    pair = Alike(("ann", "bob"), TELLING / 2)
    assert together({"a": [pair], "b": []}, {}) == []
    [look] = together({"a": [pair], "b": [Alike(("ann", "bob", "cid"), TELLING / 2)]}, {})
    assert (look.students, look.items, look.nearest) == (("ann", "bob"), ("a", "b"), ("ann", "bob"))
    assert look.weight == TELLING


def test_who_is_near_somebody_near_is_in_the_same_group() -> None:
    found = {"a": [Alike(("ann", "bob"), 30.0)], "b": [Alike(("bob", "cid"), 40.0)], "c": [Alike(("x", "y"), 90.0)]}
    looks = together(found, {})
    assert [(look.students, look.items) for look in looks] == [
        (("x", "y"), ("c",)),
        (("ann", "bob", "cid"), ("a", "b")),
    ]
    assert looks[1].nearest == ("bob", "cid")


@pytest.mark.slow
@pytest.mark.parametrize("numbers", [9, 900])
def test_the_work_grows_with_the_class_and_not_with_its_square(monkeypatch: pytest.MonkeyPatch, numbers: int) -> None:
    """Pairs are only made of those that share a rare run, whether the class writes much of the same or little."""
    chance = random.Random(7)
    students, lines, pairs = 400, 20, 0

    def counted(these: list[int], size: int) -> Iterator[tuple[int, ...]]:
        nonlocal pairs
        for pair in combinations(these, size):
            pairs += 1
            yield pair

    def made() -> str:
        own = (f"    v{at} = {chance.randrange(numbers)} * np.log(x)" for at in range(lines))
        return "\n".join(["def total(x):", *own, f"    return {chance.randrange(10**9)}"])

    monkeypatch.setattr(alike, "combinations", counted)
    answers = {f"s{at:04}": made() for at in range(students)}
    alike_code(own_code(answers, [GIVEN]))
    most_runs = sum(len(runs(structure(answer))) for answer in answers.values())
    assert pairs <= most_runs * RARE / 2 < students**2 * lines / 2


def answered(kinds: dict[str, list[int]]) -> dict[str, dict[str, alike.Runs]]:
    """Answers of which only is known which are the same: one item for each number of a student's list."""
    items = len(next(iter(kinds.values())))
    return {
        f"q{at}": {name: frozenset({(str(kind[at]),)}) for name, kind in kinds.items() if kind[at]}
        for at in range(items)
    }


def test_who_hands_in_the_answers_of_another_is_found_though_each_of_them_is_a_common_one() -> None:
    chance = random.Random(3)
    kinds = {f"s{at:02}": [chance.randrange(1, 12) for _ in range(28)] for at in range(60)}
    kinds["s07"] = kinds["s31"][:20] + [0] * 8  # eight were left out
    same = throughout(answered(kinds))
    assert list(same) == [("s07", "s31")]
    [look] = together({f"q{at}": [] for at in range(28)}, same)
    assert (look.students, len(look.items)) == (("s07", "s31"), len(same["s07", "s31"]))
    assert look.example in look.items
    # What the whole class writes is no reason to look, and neither are a few items of many.
    everybody = {name: [1] * 28 for name in kinds}
    assert throughout(answered(everybody)) == {}
    kinds["s07"] = kinds["s31"][:8] + [99 + at for at in range(20)]
    assert throughout(answered(kinds)) == {}


def test_no_group_swallows_the_class_and_everybody_is_beside_the_nearest() -> None:
    """Each is near the next one: that leads from the first to the last, who have nothing in common."""
    chain = {"a": [Alike((f"s{at:02}", f"s{at + 1:02}"), TELLING + at % 2) for at in range(0, 39)]}
    looks = together(chain, {})
    assert all(len(look.students) <= MOST_TOGETHER for look in looks)
    for look in looks:
        assert look.weight == TELLING + 1
    shown = [name for look in looks for name in look.students]
    assert len(shown) == len(set(shown))
    assert {f"s{at:02}" for at in range(1, 39)} <= set(shown)
