"""Which answers say the same: equal ones letter for letter, nearly equal ones up to a few words, empty ones nothing.

What was handed out stands in every answer (the names of the steps, the line "write here"). It is nobody's words, so it
is left out before anything is compared. What is nearly equal is only ever shown, with what differs: a single "not" may
be all of it.
"""

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from rapidfuzz.distance import Indel

NEAR = 0.84
"""Of two answers that are nearly equal, so large a part of the words is the same."""

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
NOTHING = re.compile(r"[\s*_#>`~.…\-–—$]*")
"""What says nothing: blanks, dots, and signs of Markdown with no words in them."""

TYPESETTING = re.compile(
    r"\\(?:boldsymbol|mathbf|mathbb|mathrm|bm|vec|text|left|right|[bB]igg?[lr]?|displaystyle|q?quad)(?![A-Za-z])"
    r"|\\[,;:! ]|[${}*`~]"
)
WORD = re.compile(r"\\[A-Za-z]+|\w+|[^\w\s]")
PIECE = re.compile(r"\s+|\\[A-Za-z]+|\w+|[^\w\s]")


class Piece(NamedTuple):
    """A stretch of a text, and whether the text that it is compared with has it as well."""

    kind: Literal["same", "new", "gone"]
    text: str


def own_words(text: str, released: str) -> str:
    """What a student wrote into a cell that was handed out as `released`."""
    handed_out = Counter(line.strip() for line in released.split("\n"))
    kept = []
    for line in COMMENT.sub("", text).split("\n"):
        if handed_out[line.strip()] > 0:
            handed_out[line.strip()] -= 1
        else:
            kept.append(line.rstrip())
    return "\n".join(kept).strip()


def is_empty(own: str) -> bool:
    """Whether these words say nothing at all."""
    return NOTHING.fullmatch(own) is not None


def in_one_line(own: str) -> str:
    """The text, however it is broken into lines."""
    return " ".join(own.split())


def signs(own: str) -> str:
    """What two equal answers have in common: their words and signs, however many blanks and lines are between them."""
    return " ".join(WORD.findall(own))


def words(own: str) -> tuple[str, ...]:
    """The words and signs of an answer, without those that only say how a formula looks."""
    return tuple(WORD.findall(TYPESETTING.sub(" ", own)))


def near_groups(texts: Sequence[str]) -> list[list[int]]:
    """Puts nearly equal texts together; gives the groups, each begun by the first of its texts, as numbers.

    Every text of a group is near to its first, so no group wanders off from one end to the other.
    """
    spoken = [words(text) for text in texts]
    groups: list[list[int]] = []
    for number, said in enumerate(spoken):
        for group in groups:
            if Indel.normalized_similarity(spoken[group[0]], said, score_cutoff=NEAR) >= NEAR:
                group.append(number)
                break
        else:
            groups.append([number])
    return groups


def differences(old: str, new: str) -> list[Piece]:
    """How `new` differs from `old`, word by word, as one text from which both can be read."""
    before, after = PIECE.findall(in_one_line(old)), PIECE.findall(in_one_line(new))
    pieces: list[Piece] = []
    for _, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if before[i:j] == after[k:m]:
            pieces.append(Piece("same", "".join(after[k:m])))
            continue
        pieces += [Piece("gone", "".join(before[i:j]))] if i < j else []
        pieces += [Piece("new", "".join(after[k:m]))] if k < m else []
    return pieces
