"""Which words a run keeps the way of, and its plot shows: the assignment's 24, or the telling ones of another text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from word2vec_lab.text import own
from word2vec_lab.text.treebank import UNKNOWN
from word2vec_lab.vectors import projection

MOST = len(projection.WORDS)
COMMON = 0.004
"""Words with a larger share of the text stand beside everything: "the", "of", "and"."""


def plotted(words: Sequence[str], counts: Mapping[str, int], source: str) -> tuple[str, ...]:
    """The words to plot, of those that there are.

    Of one's own text these are the most frequent ones that are longer than two letters and not everywhere. UNK is
    never one of them: no sentence holds it, so its vector stays where it began, far from all that have moved.
    """
    if source != own.SOURCE:
        known = set(words)
        return tuple(word for word in projection.WORDS if word in known)
    total = sum(counts.values())
    written = (word for word in words if word.isalpha() and word != UNKNOWN)
    ranked = sorted(written, key=lambda word: (-counts[word], word))
    telling = [word for word in ranked if len(word) > 2 and counts[word] <= COMMON * total]
    others = [word for word in ranked if word not in set(telling)]
    return tuple((telling + others)[:MOST])
