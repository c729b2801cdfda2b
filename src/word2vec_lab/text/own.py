"""Any plain text as something to train on: read the file, cut it into sentences and words, and say what can be learned.

The words come in lower case, punctuation marks are words of their own, and a sentence ends with its mark or with an
empty line: much as the treebank is cut.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Literal

from word2vec_lab.expecting import UnexpectedValueError
from word2vec_lab.text.treebank import TRAIN, UNKNOWN, Treebank

SOURCE: Literal["own text"] = "own text"

_ENCODINGS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_SENTENCE = re.compile(r"(?<=[.!?…。！？])[\"'”’»)\]]*\s+|\n\s*\n")
_WORD = re.compile(r"\w+(?:[-'’]\w+)*|[^\w\s]")

LEAST_SENTENCES, LEAST_WORDS = 10, 20
"""With less there is nothing to draw windows from."""

OFTEN = 10
"""A word that occurs less often is not learned but guessed."""

LONGEST = 500
"""A sentence of more words is none: there marks and empty lines are missing, and it is cut after so many."""

SMALL, ASSIGNMENT = 20_000, 227_245
"""Words of a text: below the first hardly anything can be learned; the second has the treebank."""


class TextError(UnexpectedValueError):
    """A text cannot be trained on; the message says why and what to do."""


def read(path: Path) -> Treebank:
    """The text in a file. Raises TextError for a file that is not there, holds no text, or too little."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise TextError(f"{path} cannot be read: {error.strerror}. Name a file with plain text.") from error
    encoding = next((name for mark, name in _ENCODINGS.items() if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        # Older files are mostly in this encoding, in which every byte is a letter.
        text = content.decode("cp1252", errors="replace")
    if "\x00" in text or content.startswith((b"%PDF", b"PK\x03\x04", b"{\\rtf")):
        raise TextError(
            f"{path} holds no plain text. From a word processor, save it as plain text (.txt); from a PDF, copy its"
            " text into a text file."
        )
    return of(text, path.name)


def of(text: str, name: str = "the text") -> Treebank:
    """The text, cut into sentences and words. Raises TextError if there is too little of it.

    >>> cut = of("The rain fell. It was cold! " * 10)
    >>> cut.sentences[1], len(cut.sentences), len(cut.vocabulary)
    (('it', 'was', 'cold', '!'), 20, 9)
    """
    pieces = _SENTENCE.split(unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).lower())
    sentences = tuple(
        tuple(words[start : start + LONGEST])
        for words in map(_WORD.findall, pieces)
        for start in range(0, len(words), LONGEST)
    )
    counts = Counter(word for sentence in sentences for word in sentence)
    total, different = sum(counts.values()), sum(word.isalpha() for word in counts)
    pairs = sum(len(set(sentence)) > 1 for sentence in sentences)
    if pairs < LEAST_SENTENCES or total < LEAST_WORDS or different < 2:
        raise TextError(
            f"{name} is too small to train on: {_many(len(sentences), 'sentence')}, {_many(total, 'word')},"
            f" {different:,} different. At least {LEAST_SENTENCES} sentences of two different words are needed for a"
            f" run, and {SMALL:,} words before anything can be learned. What stands between blanks is taken for a word."
        )
    counts[UNKNOWN] = 1
    return Treebank(
        sentences=sentences,
        splits=(TRAIN,) * len(sentences),
        counts=counts,
        vocabulary=tuple(counts),
        source=SOURCE,
        reason=name,
        _read=_no,
    )


def _many(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def counted(text: Treebank) -> str:
    """Say what the text holds, and what of it is too small to learn from."""
    often = [word for word, count in text.counts.items() if count >= OFTEN]
    once = sum(count == 1 for count in text.counts.values()) - 1
    words = len(text.vocabulary) - 1
    lines = [
        f"{text.reason}: {len(text.sentences):,} sentences, {text.total:,} words, {words:,} of them different;"
        f" {len(often):,} occur {OFTEN} times or more, {once:,} once.",
    ]
    if text.total < SMALL:
        lines.append(
            f"That is too small to learn from: with fewer than {SMALL:,} words nearly every word is as good as thinned"
            " out, and the plot will show chance. It shows that everything works, and no more."
        )
    elif text.total < ASSIGNMENT:
        lines.append(
            f"That is less than the treebank's {ASSIGNMENT:,} words, which are few already (see notebook 6). Trust"
            " neighbours only of words that are frequent, and hold them against chance."
        )
    if once > words / 2:
        lines.append("More than half of its words occur once. Their vectors say where they stood, not what they mean.")
    if max(map(len, text.sentences)) == LONGEST:
        lines.append(
            f"Where marks and empty lines are missing, sentences are not told apart. There it is cut after {LONGEST}"
            " words, and windows reach across sentences."
        )
    return "\n".join(lines)


def _no(file: str) -> str:
    """What stands in the files of the treebank is not there."""
    raise TextError(f"A text of one's own has no {file}: nobody has put its sentences into classes.")
