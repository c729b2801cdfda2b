"""Keeps the numbers of hidden cases hidden, whatever the student's function does with them.

Findings show what a function was called with, what it returned and what its errors say. A function that knows when it
is being graded could carry a hidden case out by any of these. So a check with a seed of its own says what kind of
mistake it found, and nothing that went through the function.
"""

import functools
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from word2vec_lab.check.softmax import PUBLIC_SEED
from word2vec_lab.score import Finding, Score

SAYS = "The check tries other numbers than those that you see in your notebook. These are not shown."


def veiled(check: Callable[..., Score]) -> Callable[..., Score]:
    """The check, with findings that tell no number, no name and no text where its seed is not the public one."""

    @functools.wraps(check)
    def checked(function: Any, seed: int = PUBLIC_SEED) -> Score:
        score = check(function, seed)
        return score if seed == PUBLIC_SEED else replace(score, findings=_veiled(score.findings))

    return checked


def _veiled(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    names = dict.fromkeys((finding.kind, finding.name) for finding in findings if finding.kind != "right")
    return tuple(Finding(kind, name, f"With other numbers: {name.replace('-', ' ')}", SAYS) for kind, name in names)
