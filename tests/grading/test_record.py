"""What the instructor's guide says of the attacks is what `benchmarks/results/attacks.json` holds, for the submissions of today."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from grading.cases import ALL

ROOT = Path(__file__).parents[2]


def record() -> list[dict[str, Any]]:
    text = (ROOT / "benchmarks" / "results" / "attacks.json").read_text(encoding="utf-8")
    submissions: list[dict[str, Any]] = json.loads(text)["submissions"]
    return submissions


def test_every_submission_of_the_tests_is_in_the_record_and_got_what_it_deserves() -> None:
    assert {row["name"]: row["kind"] for row in record()} == {case.name: case.kind for case in ALL}
    assert all(row["points"] == row["deserved"] and not row["harm"] for row in record())


def test_readme_gives_the_figures_of_the_record() -> None:
    rows = record()
    kinds = Counter(row["kind"] for row in rows)
    stock = [(row["stock_points"] or 0, row["deserved"], row["stock_harm"]) for row in rows]
    expected = [
        len(rows),
        *(kinds[kind] for kind in ("hostile", "broken", "honest")),
        sum(points > deserved for points, deserved, _ in stock),
        sum(points < deserved for points, deserved, _ in stock),
        sum("run stopped" in harm for _, _, harm in stock),
        sum("not graded, no feedback" in harm for _, _, harm in stock),
    ]
    passage = re.search(
        r"How well that holds .*? or feedback\.", (ROOT / "website" / "instructors.md").read_text("utf-8"), re.DOTALL
    )
    assert passage
    assert [int(number) for number in re.findall(r"\d+", passage[0])] == expected


def test_readme_gives_the_figures_of_fairness() -> None:
    found = json.loads((ROOT / "benchmarks" / "results" / "fairness.json").read_text(encoding="utf-8"))
    expected = [found["right"], found["wrong"], len(found["wrong_with_all_points"]), round(100 * found["named_share"])]
    passage = re.search(
        r"How fair the checks are .*? each part\.", (ROOT / "website" / "instructors.md").read_text("utf-8"), re.DOTALL
    )
    assert passage
    assert [int(number) for number in re.findall(r"\d+", passage[0])] == expected
    assert not found["right_that_lost"]
