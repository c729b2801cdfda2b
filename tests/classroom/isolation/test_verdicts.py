"""What a check says beside its points gets into the graded notebook, and nobody but a check can say it."""

import logging
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest

from classroom.isolation import servers
from classroom.isolation.job import CellToRun, Job
from classroom.isolation.run import Run
from classroom.isolation.verdicts import LONGEST, MOST_FINDINGS, verdict

JUDGE = """from types import SimpleNamespace as Named
class Judged(float):
    outcome = "failed"
    findings = [Named(kind="wrong", name="not-twice", title="It is not twice", says="It is once.")]
def judge(f):
    return Judged(0.5 if f(1) != 2 else 1)"""


@dataclass
class Judged:
    """Looks like the value of a check."""

    outcome: Any = "failed"
    findings: Any = field(default_factory=list)


def test_outcome_and_findings_become_plain_data() -> None:
    found = SimpleNamespace(kind="wrong", name="sign-flipped", title="The sign is flipped", says="All of it.", more=1)
    assert verdict(Judged(findings=[found])) == {
        "outcome": "failed",
        "findings": [
            {"kind": "wrong", "name": "sign-flipped", "title": "The sign is flipped", "says": "All of it."},
        ],
    }


@pytest.mark.parametrize("value", [0.5, None, "text", {"outcome": "passed", "findings": []}, Judged(outcome=1)])
def test_what_is_no_verdict_says_nothing(value: Any) -> None:
    assert verdict(value) is None


def test_a_verdict_has_a_size() -> None:
    told = verdict(Judged(findings=[SimpleNamespace(title="x" * 10 * LONGEST)] * 10 * MOST_FINDINGS))
    assert told is not None
    assert len(told["findings"]) == MOST_FINDINGS
    assert told["findings"][0] == {"kind": "", "name": "", "title": "x" * LONGEST, "says": ""}


@pytest.mark.slow
def test_a_check_says_it_and_an_answer_cannot(tmp_path: Any) -> None:
    wanted = servers.Wanted(tmp_path, (), (), 2048, 60)
    cells = [
        ("given", JUDGE),
        ("student", "class Forged(float):\n    outcome, findings = 'passed', []\ndef f(x): return Forged(7)"),
        ("check", "judge(f)"),
        ("check", "f(1)"),
        ("check", "raise ValueError"),
    ]
    job = Job(
        tuple(CellToRun(number, role, source) for number, (role, source) in enumerate(cells)),  # type: ignore[arg-type]
        ("f",), {}, (), (), 10, 60,
    )  # fmt: skip
    run = Run(job, servers.running_servers(wanted), {}, logging.getLogger())
    run.results()
    assert {number: said["findings"][0]["name"] for number, said in run.verdicts.items()} == {2: "not-twice"}
    assert run.verdicts[2]["outcome"] == "failed"
    assert run.seconds > 0
