"""Adds up what the parts of an answer earned: shared by the checks of every notebook."""

from collections.abc import Sequence
from dataclasses import replace

from word2vec_lab.check.judging.calling import Call, remarks
from word2vec_lab.check.judging.compare import Verdict
from word2vec_lab.check.judging.growth import COUNT_SWITCHED_OFF, PYTHON_LOOP
from word2vec_lab.check.score import Finding, Outcome, Score
from word2vec_lab.items import Item


def unanswered(item: Item, calls: Sequence[Call]) -> Score | None:
    """The score of an answer that did not return, if that is so."""
    bad = next((c for c in calls if not c.ok), None)
    if bad is None:
        return None
    assert bad.finding is not None
    return Score(item, 0, bad.outcome, (bad.finding, *remarks([bad])))


def total(
    item: Item, parts: Sequence[tuple[float, Verdict]], calls: list[Call], modified: list[Finding], loop: list[Finding]
) -> Score:
    """Add up the parts; half a point off for a bent shape, for modified inputs and for a loop; never below 0.

    Each part comes with its weight. What the weights add up to stands for the item's points in the table.
    `loop` is what `growth.loop_findings` found: after a loop the answer is still right.
    """
    bent = any(verdict.bent_shape for _, verdict in parts)
    spoiled = bent or modified or any(finding.name not in (PYTHON_LOOP, COUNT_SWITCHED_OFF) for finding in loop)
    right = all(verdict.share == 1 for _, verdict in parts) and not spoiled
    whole = sum(weight for weight, _ in parts)
    earned = item.points * sum(weight * verdict.share for weight, verdict in parts) / whole
    earned = max(0.0, earned - 0.5 * (bent + len(modified) + len(loop)))
    findings = [finding for _, verdict in parts for finding in verdict.findings]
    outcome = Outcome.PASSED if right else Outcome.FAILED
    return Score(item, earned, outcome, (*_said_once(findings), *modified, *loop, *remarks(calls)))


def _said_once(findings: Sequence[Finding]) -> list[Finding]:
    """The findings, with an input that several of them are about printed with the first of them only."""
    seen: list[str] = []
    once = []
    for finding in findings:
        again = bool(finding.given) and finding.given in seen
        once.append(replace(finding, given="(the same input as above)") if again else finding)
        seen.append(finding.given)
    return once


def changed_inputs(calls: Sequence[Call], names: Sequence[str], formula: bool = False) -> list[Finding]:
    """The finding for arguments that a call changed in place, if any; `names` are the parameters' names.

    In a formula it is advice: nothing else uses the arrays there, and no notebook forbids it.
    """
    changed = sorted({i for c in calls for i in c.changed})
    if not changed:
        return []
    says = "Whoever called it still has these arrays: in training, the word vectors and what is made from them. "
    cost = "In a formula it costs nothing." if formula else "It costs half a point."
    return [
        Finding(
            "advice" if formula else "wrong",
            "inputs-modified",
            f"Your function changes its input: {', '.join(names[i] for i in changed)}",
            says=says + cost,
            asks="Which line writes into an array that you were handed? Who still needs the old numbers?",
        )
    ]


def formula_total(item: Item, parts: Sequence[tuple[float, Verdict]], calls: list[Call], names: Sequence[str]) -> Score:
    """The score of a formula, which may use up its arguments; `names` are the parameters' names."""
    score = total(item, parts, calls, [], [])
    return with_findings(score, changed_inputs(calls, names, formula=True))


def with_findings(score: Score, more: Sequence[Finding]) -> Score:
    """The score with more findings; to an answer that is not written yet there is nothing to add."""
    return score if score.outcome is Outcome.NOT_ATTEMPTED else replace(score, findings=(*score.findings, *more))
