"""The embedded corpus: made-up film talk, so that the whole course works offline.

A small grammar (its patterns and words are in corpus.toml) writes a few thousand short sentences in the file format of
the Stanford Sentiment Treebank; they then go through the same parser as the real files. Every word of the assignment's
plot occurs often, and among the words it belongs with: rain, snow and hail fall from the sky, coffee and tea are
poured, kings and queens rule, and reviews praise or complain. All of it is written for this course; none of it comes
from the treebank.

The text is the same on every machine and with every Python: the only source of chance is
`random.Random(seed).random()`, whose sequence Python guarantees, and the arithmetic on it is exact.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from random import Random

SEED = 224
COUNT = 3000
# Where train ends, and test; the rest is dev. The treebank's own shares.
TRAIN_SHARE, TEST_SHARE = 0.72, 0.907
NEUTRAL = 0.5
# A list with more alternatives than this is a list of words, and the earlier in it, the commoner.
SHORT = 9


Pattern = tuple[float | None, list[str]]


class _Grammar:
    """Reads corpus.toml, and writes one sentence after the other."""

    def __init__(self, seed: int) -> None:
        self._chance = Random(seed).random  # noqa: S311 (nothing here is secret)
        table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
        self._families = [
            (family["weight"], [_pattern(line) for line in family["patterns"].splitlines()])
            for family in table["families"]
        ]
        self._lists: dict[str, str | dict[str, str]] = table["lists"]
        self._sentiment = {word: float(value) for value, words in table["sentiment"].items() for word in words.split()}

    def mean_sentiment(self, words: list[str]) -> float:
        """The mean of the words' sentiments; words that say nothing about a film do not count."""
        known = [self._sentiment[word.lower()] for word in words if word.lower() in self._sentiment]
        return round(sum(known) / len(known), 4) if known else NEUTRAL

    def sentence(self) -> tuple[str, float]:
        """Write a sentence: its text in the treebank's spacing, and its sentiment."""
        patterns = self._draw_family()
        sentiment, pattern = patterns[int(self._chance() * len(patterns))]
        words = list(self._expand(pattern, "m" if self._chance() < 0.5 else "f", used=[]))
        words = [_article(word, following) for word, following in zip(words, [*words[1:], ""], strict=True)]
        text = " ".join(words)
        return text[0].upper() + text[1:], self.mean_sentiment(words) if sentiment is None else sentiment

    def split(self) -> int:
        """Draw a split: 1 train, 2 test, 3 dev."""
        draw = self._chance()
        return 1 if draw < TRAIN_SHARE else 2 if draw < TEST_SHARE else 3

    def _draw_family(self) -> list[Pattern]:
        draw = self._chance() * sum(weight for weight, _ in self._families)
        for weight, patterns in self._families[:-1]:
            draw -= weight
            if draw < 0:
                return patterns
        return self._families[-1][1]

    def _expand(self, words: list[str], gender: str, used: list[list[str]]) -> Iterator[str]:
        """Replace every `<name>` in `words`. No words are used twice in a sentence while there are others."""
        for word in words:
            if not word.startswith("<"):
                yield word
                continue
            name = word.strip("<>")
            turned = {"m": "f", "f": "m"}[gender] if name.startswith("~") else gender
            name = name.removeprefix("~")
            listed = self._lists[name]
            text = listed if isinstance(listed, str) else listed[turned]
            every = [alternative.split() for alternative in text.split("|")]
            options = [alternative for alternative in every if alternative not in used] or every
            draw = self._chance()
            choice = options[int(len(options) * (draw * draw if len(every) > SHORT else draw))]
            if not any(part.startswith("<") for part in choice):
                used.append(choice)
            yield from self._expand(choice, turned, used)


def _pattern(line: str) -> Pattern:
    """Read a pattern: its sentiment, if one is given, and its words."""
    words = line.split()
    return (float(words[0]), words[1:]) if words[0][0] == "0" else (None, words)


def _article(word: str, following: str) -> str:
    # Sound decides: the "h" of "honest" is silent. (No word of the lists has the "u" of "use".)
    if word in ("a", "A") and (following[:1].lower() in "aeiou" or following == "honest"):
        return word + "n"
    return word


@cache
def files() -> Mapping[str, str]:
    """Return the corpus as the treebank's four files, text by name (0.2 s the first time). Always the same."""
    grammar = _Grammar(SEED)
    labels: dict[str, float] = {}
    while len(labels) < COUNT:
        labels.update([grammar.sentence()])
    splits = [grammar.split() for _ in labels]
    sentences = ["sentence_index\tsentence", *(f"{number}\t{text}" for number, text in enumerate(labels, 1))]
    splits_file = ["sentence_index,splitset_label", *(f"{number},{split}" for number, split in enumerate(splits, 1))]

    # As in the treebank, every word is a phrase too, brackets are brackets here, and the ids do not follow the lines.
    phrases = {text.replace("-LRB-", "(").replace("-RRB-", ")"): value for text, value in labels.items()}
    for word in " ".join(phrases).split():
        phrases.setdefault(word, grammar.mean_sentiment([word]))
    ids = {phrase: number for number, phrase in enumerate(phrases)}
    values = ["phrase ids|sentiment values", *(f"{ids[phrase]}|{value:g}" for phrase, value in phrases.items())]
    return {
        "datasetSentences.txt": _text(sentences),
        "datasetSplit.txt": _text(splits_file),
        "dictionary.txt": _text(f"{phrase}|{ids[phrase]}" for phrase in sorted(phrases)),
        "sentiment_labels.txt": _text(values),
    }


def _text(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def read(name: str) -> str:
    """Return the text of one of the four files by its name."""
    return files()[name]
