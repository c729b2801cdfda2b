"""What was found in a derivation as plain data: for graders, who put it beside the answer, and for statistics.

Whoever grades names this function in a setting, "word2vec_lab.derivation.summary:judge_text", and imports nothing else.
It runs on plain text, on the trusted side, with the limits of `reading` and `terms`.
"""

from typing import Any

from word2vec_lab.derivation.judging import ALARMS, REMARKS, Verdict, judge
from word2vec_lab.derivation.naming import named
from word2vec_lab.derivation.questions import QUESTIONS


def judge_text(item_id: str, text: str) -> dict[str, Any] | None:
    r"""What was found in the text of a derivation's cell, as plain data; None for an item that is no derivation.

    `signs` are counted, `read` and `hold` are how many of them could be read and hold. `first` is the first one that
    does not hold: its `tex`, its `verdict`, the `name` of the mistake if it has one, and what is said of it. `ends`
    says of each derivative that is asked for whether the end is it: "right", "transposed", "wrong", "unread" or "none".
    `problem` says why nothing was read, if so. It never raises an error.

    >>> judge_text("q1g-derivation", r"$$\sigma'(x) = \frac{e^{-x}}{(1 + e^{-x})^2}$$")["ends"]
    {'σ′(x)': 'right'}
    """
    question = QUESTIONS.get(item_id)
    if question is None or question.family == "window":
        return None
    try:
        judged = judge(question, text)
        signs = judged.signs
        first = None
        if (at := judged.first(ALARMS | REMARKS)) is not None:
            line, number = at
            found = named(judged, line.signs[number]) if at == judged.first(ALARMS) else None
            first = {
                "tex": f"{line.chain.sides[number].tex} = {line.chain.sides[number + 1].tex}",
                "verdict": line.signs[number].verdict.value,
                "name": found.name if found else "",
                "says": found.says if found else line.signs[number].why,
            }
        return {
            "signs": len(signs),
            "read": sum(sign.verdict is not Verdict.UNREAD for sign in signs),
            "hold": sum(sign.verdict in (Verdict.HOLDS, Verdict.TURNED) for sign in signs),
            "alarms": sum(sign.verdict in ALARMS for sign in signs),
            "first": first,
            "ends": {end.target: end.state for end in judged.ends} if signs else {},
            "problem": judged.problem,
        }
    except Exception as error:  # a grader's batch goes on, whatever a text does to its reader
        return {"signs": 0, "read": 0, "hold": 0, "alarms": 0, "first": None, "ends": {},
                "problem": f"It could not be read ({type(error).__name__})."}  # fmt: skip
