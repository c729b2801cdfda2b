"""Measures how well derivations are judged, on chains of many hands with verdicts by hand.

    python benchmarks/derivations.py

Three kinds of chains. The variants are test data, tests/word2vec_lab/derivation/variants.json. What lies in
benchmarks/derivations/seen was written by people who did not know the parser, and the parser was mended on it. What
lies in benchmarks/derivations/unseen was written after the last change of the parser, and is what counts. Then right
steps are spoiled by a tool: a sign, a hat, an index, a sum changed. The figures go to the terminal and to
benchmarks/results/derivations.json, every exception by name.
"""

import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT)]

from word2vec_lab.derivation.judging import Judged, Line, Sign, Verdict, judge
from word2vec_lab.derivation.questions import BY_PART
from word2vec_lab.derivation.reading import Chain, Side
from word2vec_lab.derivation.terms import MOST_VISITS
from word2vec_lab.derivation.tex import UnreadableError, tokens

CHAINS = ROOT / "benchmarks" / "derivations"
VARIANTS = ROOT / "tests" / "word2vec_lab" / "derivation" / "variants.json"
RESULTS = ROOT / "benchmarks" / "results" / "derivations.json"

LETTERS = {
    Verdict.HOLDS: "T",
    Verdict.TURNED: "t",
    Verdict.FALSE: "F",
    Verdict.INDEX: "I",
    Verdict.CAPTURED: "C",
    Verdict.ONLY_SAME: "O",
    Verdict.ONLY_OTHER: "P",
    Verdict.ONLY_ABOVE: "P",
    Verdict.ONLY_BELOW: "P",
    Verdict.UNREAD: "U",
}
"""The letters of the files, and P for what holds in the other case only, U for what was not read."""
ALARMS = "FOP"
FLAGS = "FOPIC"
TURNED_SLIP = re.compile(r"transp|order of the|wrong order|U\^T in place", re.IGNORECASE)
"""Slips that are a matter of shapes; "holds up to transposition" is the right verdict on them."""


def cost(wanted: str, found: str) -> float:
    """How badly two verdicts fit; the cheapest alignment tells which sign is which."""
    if wanted == found:
        return 0.0
    if found == "U":
        return 0.6
    if {wanted, found} <= set("Tt"):
        return 0.2
    if wanted in FLAGS and found in FLAGS:
        return 0.3
    return 0.1 if wanted == "A" else 1.0


def aligned(wanted: str, found: str) -> list[tuple[int | None, int | None]]:
    """Which sign of one row is which of the other: a sign may be counted as a step by one side only."""
    best: dict[tuple[int, int], tuple[float, tuple[int, int] | None]] = {(0, 0): (0.0, None)}
    for i in range(len(wanted) + 1):
        for j in range(len(found) + 1):
            ways = []
            if i and j:
                ways.append((best[i - 1, j - 1][0] + cost(wanted[i - 1], found[j - 1]), (i - 1, j - 1)))
            if i:
                ways.append((best[i - 1, j][0] + 0.8, (i - 1, j)))
            if j:
                ways.append((best[i, j - 1][0] + (0.8 if found[j - 1] in "TU" else 0.95), (i, j - 1)))
            if ways:
                best[i, j] = min(ways)
    pairs: list[tuple[int | None, int | None]] = []
    at: tuple[int, int] | None = (len(wanted), len(found))
    while at is not None and at != (0, 0):
        before = best[at][1]
        assert before is not None
        pairs.append((before[0] if before[0] < at[0] else None, before[1] if before[1] < at[1] else None))
        at = before
    return pairs[::-1]


def steps(judged: Judged) -> list[tuple[Line, int, Sign]]:
    """The signs that are steps, each with its chain."""
    return [(line, n, s) for line in judged.lines for n, s in enumerate(line.signs) if s.verdict in LETTERS]


def measured(files: list[Path]) -> dict[str, Any]:
    """All figures of some files of chains."""
    count: Counter[str] = Counter()
    exceptions: list[str] = []
    slowest = 0.0
    for path in files:
        for number, entry in enumerate(json.loads(path.read_text(encoding="utf-8"))):
            place = f"{path.stem}[{number}] {entry['item']}"
            start = time.perf_counter()
            judged = judge(BY_PART[entry["item"]], entry["text"])
            slowest = max(slowest, time.perf_counter() - start)
            exceptions += [f"{place}: {said}" for said in _one(entry, judged, count)]
    rights, slips = count["right steps read"], count["slips"]
    return {
        "cells": count["cells"],
        "signs": count["signs"],
        "read_share": share(count["read"], count["signs"]),
        "false_alarm_share": share(count["false alarms"], rights) if rights else 0.0,
        "false_remark_share": share(count["false remarks"], rights) if rights else 0.0,
        "slips": slips,
        "slips_found_share": share(count["slips found"], slips),
        "wrong_finals": count["wrong finals"],
        "wrong_finals_found_share": share(count["wrong finals found"], count["wrong finals"]),
        "right_finals": count["right finals"],
        "right_finals_called_wrong": count["right finals called wrong"],
        "slowest_cell_seconds": round(slowest, 1),
        "exceptions": exceptions,
    }


def share(part: int, whole: int) -> float:
    """A share, as it is written down."""
    return round(part / whole, 4) if whole else 1.0


def slip_at(words: str, wanted: str) -> int | None:
    """At which sign a slip is: the one that its words name, or else the first that is neither right nor open."""
    if not words:
        return None
    named = re.search(r"sign:? (\d+)", words)
    if named and int(named[1]) < len(wanted):
        return int(named[1])
    return next((at for at, letter in enumerate(wanted) if letter not in "TtA"), None)


def _one(entry: dict[str, Any], judged: Judged, count: Counter[str]) -> Iterator[str]:
    wanted = entry["verdicts"].replace(" ", "")
    found = "".join(LETTERS[sign.verdict] for _, _, sign in steps(judged))
    count["cells"] += 1
    count["signs"] += len(wanted)
    place: dict[int, str] = {}
    turned = bool(TURNED_SLIP.search(entry["slip"]))
    for i, j in aligned(wanted, found):
        want, got = wanted[i] if i is not None else None, found[j] if j is not None else None
        if i is not None and got is not None:
            place[i] = got
        if want is None:
            count["further signs"] += 1
            if (got or "-") in ALARMS and set(wanted) <= set("Tt"):
                count["false alarms"] += 1
                yield f"a false alarm at a sign that is not listed ({j})"
            continue
        if got is None or got == "U":
            yield f"sign {i} ({want}) is not {'found' if got is None else 'read'}"
            continue
        count["read"] += 1
        if want in "Tt":
            count["right steps read"] += 1
            count["false alarms"] += got in ALARMS
            count["false remarks"] += got in "IC"
            if got in FLAGS:
                yield f"sign {i} is right, and said to be {got}"
    if (slip := slip_at(entry["slip"], wanted)) is not None:
        got = place.get(slip, "")
        there = bool(got) and (got in FLAGS or (got == "t" and (turned or wanted[slip] == "t")))
        count["slips"] += 1
        count["slips found"] += there
        if not there:
            yield f"the slip at sign {slip} is not found ({entry['slip'][:80]})"
    if entry["final"] == "wrong":
        there = judged.end == "wrong" or (turned and judged.end == "transposed")
        count["wrong finals"] += 1
        count["wrong finals found"] += there
        if not there:
            yield f"the wrong end is not found: {judged.end}"
    elif entry["final"] in ("right", "transposed"):
        count["right finals"] += 1
        if judged.end == "wrong":
            count["right finals called wrong"] += 1
            yield "a right end is called wrong"


def variants() -> dict[str, Any]:
    """How many of the variants' signs get the verdict that they should."""
    signs = right = 0
    exceptions = []
    for entry in json.loads(VARIANTS.read_text(encoding="utf-8")):
        judged = judge(BY_PART[entry["part"]], entry["text"])
        found = "".join(VARIANT[sign.verdict] for line in judged.lines for sign in line.signs)
        signs += len(entry["verdicts"])
        right += (
            sum(a == b for a, b in zip(entry["verdicts"], found, strict=False))
            if len(found) == len(entry["verdicts"])
            else 0
        )
        if found != entry["verdicts"]:
            exceptions.append(f"{entry['name']}: {found} for {entry['verdicts']}")
    return {"variants": signs, "variants_right": right, "variants_wrong": exceptions}


VARIANT = {
    **LETTERS,
    Verdict.INDEX: "N",
    Verdict.CAPTURED: "N",
    Verdict.DEFINES: "D",
    Verdict.CONDITION: "C",
    **dict.fromkeys((Verdict.ONLY_SAME, Verdict.ONLY_OTHER, Verdict.ONLY_ABOVE, Verdict.ONLY_BELOW), "F"),
}


# Right steps, spoiled by a tool.

SPOILERS: tuple[tuple[str, str, str], ...] = (
    ("sign", r"(?<=[\w})\]])\s*\+(?!\s*\\(?:dots|cdots|ldots))", " -"),
    ("sign", r"(?<=[\w})\]])\s*-(?!\s*\\(?:dots|cdots|ldots))", " +"),
    ("hat", r"\\hat\{\\boldsymbol\{?\s*y\}?\}", "y"),
    ("hat", r"\\hat\{?\s*y\}?", "y"),
    ("hat", r"(?<![\w\\{])y(?=_)", r"\\hat y"),
    ("index", r"(?<=_)o(?![A-Za-z])", "{x}"),
    ("index", r"(?<=_)w(?![A-Za-z])", "o"),
    ("sum", r"\\sum(?:\\limits)?(?:_\{(?:[^{}]|\{[^{}]*\})*\}|_\w)(?:\^\{(?:[^{}]|\{[^{}]*\})*\}|\^\w)?", ""),
    ("inside σ", r"\\sigma\s*(\\left|\\bigl|\\big)?\(\s*-", r"\\sigma\1("),
    ("exp", r"\\exp(?![A-Za-z])", ""),
    ("log", r"\\(?:log|ln)(?![A-Za-z])", ""),
    ("power", r"\)\^\{?2\}?", ")"),
    ("factor", r"\\frac\{1\}", r"\\frac{2}"),
    ("one minus", r"\b1\s*-", "2 -"),
    ("vector", r"v_c(?![A-Za-z])(?!\))", "u_o"),
)
"""What each takes away or puts in, as a replacement in the TeX of a right side."""


def spoiled(tex: str) -> Iterator[tuple[str, str]]:
    """The right side with one thing changed."""
    for name, pattern, new in SPOILERS:
        for match in re.finditer(pattern, tex):
            yield name, tex[: match.start()] + match.expand(new) + tex[match.end() :]


def mutations(files: list[Path], most: int = 1500) -> dict[str, Any]:
    """How many spoiled right steps are caught where the value has changed."""
    from word2vec_lab.derivation.judging import _Judge  # the pieces of a judgement, which nobody else needs
    from word2vec_lab.derivation.reading import read

    rng = random.Random(7)
    cases = []
    for path in files:
        for number, entry in enumerate(json.loads(path.read_text(encoding="utf-8"))):
            cases.append((path.stem, number, entry))
    rng.shuffle(cases)
    count: Counter[str] = Counter()
    missed: list[str] = []
    for stem, number, entry in cases:
        question = BY_PART[entry["item"]]
        judging = _Judge(question, read(entry["text"], of_x=question.family in ("leaky", "sigmoid")))
        judged = judging.judged()
        for line, at, sign in steps(judged):
            if sign.verdict is not Verdict.HOLDS or len(line.chain.sides) <= at + 1:
                continue
            left, right = line.chain.sides[at], line.chain.sides[at + 1]
            tries = list(spoiled(right.tex))
            for name, tex in rng.sample(tries, min(2, len(tries))):
                if count["tried"] >= most:
                    break
                try:
                    side = Side(tuple(tokens(tex)), tex)
                except UnreadableError:
                    continue
                chain = Chain(
                    [left, side], ["="], case=line.chain.case_of(at), hints=line.chain.hints, block=line.chain.block
                )
                judging.work.left = MOST_VISITS
                unchanged = judging.sign(right, side, chain, 0).verdict
                if unchanged is Verdict.HOLDS:
                    continue
                verdict = judging.sign(left, side, chain, 0).verdict
                if verdict is Verdict.UNREAD:
                    count["not read"] += 1
                    continue
                count["tried"] += 1
                caught = verdict not in (Verdict.HOLDS, Verdict.TURNED)
                count["caught"] += caught
                if not caught:
                    missed.append(f"{stem}[{number}] {name}: {' '.join(left.tex.split())} = {' '.join(tex.split())}")
    return {
        "mutations": count["tried"],
        "mutations_caught_share": share(count["caught"], count["tried"]),
        "mutations_not_read": count["not read"],
        "mutations_missed": missed[:40],
    }


def notebook_seconds() -> float:
    """How long the slowest notebook's derivations take, with the model answers."""
    slowest = 0.0
    for path in sorted((ROOT / "source" / "word2vec").glob("*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        there = {question.id: question for question in BY_PART.values()}
        texts = [(there[c["id"]], "".join(c["source"])) for c in cells if c.get("id") in there]
        start = time.perf_counter()
        for question, text in texts:
            judge(question, text)
        slowest = max(slowest, time.perf_counter() - start)
    return round(slowest, 1)


def main() -> None:
    """Measure all, and write it down."""
    seen, unseen = (sorted((CHAINS / kind).glob("*.json")) for kind in ("seen", "unseen"))
    of_seen, of_unseen = measured(seen), measured(unseen)
    counts = of_unseen if unseen else of_seen
    results = {
        **variants(),
        "read_share_unseen": of_unseen["read_share"] if unseen else None,
        **{name: counts[name] for name in ("false_alarm_share", "slips_found_share", "wrong_finals_found_share")},
        **mutations([*seen, *unseen]),
        "notebook_seconds": notebook_seconds(),
        "unseen": of_unseen,
        "seen": of_seen,
    }
    RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    for name, value in results.items():
        print(
            f"{name}: {value if not isinstance(value, list | dict) else json.dumps(value, ensure_ascii=False)[:1500]}"
        )


if __name__ == "__main__":
    main()
