"""What a check says of an answer beside its points: how the answer behaved, and what was found in it.

A check's value is a number to nbgrader. It may have an `outcome`, in words, and `findings`. Each of these has a `kind`
("right", "wrong" or "advice"), a `name`, which is the same for the same mistake whoever makes it, a `title` and what it
`says`. They are written into the graded notebook, where the report on a class counts them. They are read in the trusted
process from what the course's own check has made: nothing that comes from a student process has such attributes.
"""

from collections.abc import Iterable
from typing import Any

MOST_FINDINGS = 50
LONGEST = 2_000
"""Characters of a title, or of what a finding says."""

Verdict = dict[str, Any]


def verdict(value: Any) -> Verdict | None:
    """What the value of a check says, as plain data; None if it is just a number."""
    outcome, findings = getattr(value, "outcome", None), getattr(value, "findings", None)
    if not isinstance(outcome, str) or not isinstance(findings, Iterable):
        return None
    told = [_finding(one) for _, one in zip(range(MOST_FINDINGS), findings, strict=False)]
    return {"outcome": str(outcome)[:LONGEST], "findings": told}


def _finding(one: Any) -> dict[str, str]:
    return {key: str(getattr(one, key, ""))[:LONGEST] for key in ("kind", "name", "title", "says")}
