"""An experiment: whether longer training brings words of a kind together, more than luck and word frequency would.

Notebook 6 shows what it found (longer_runs.json), and lets anyone try settings of their own.

The assignment's budget is small. The fast lane affords more: more iterations, a larger step, more dimensions. Whether
that helps is a question for numbers, and a number about clusters means something only beside two others: the same
with shuffled groups (luck), and the same after log frequency has been regressed out of the vectors (words of a kind are
often of a frequency, and frequency is the first thing that these vectors hold).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np

from word2vec_lab.text.treebank import Treebank
from word2vec_lab.training import Run, Settings, Silent, train_fast
from word2vec_lab.vectors import projection

LEAST = 10
"""A word that occurs less often in the treebank is in none of the larger groups: too little is known about it."""

SHUFFLES = 200

KINDS = {
    "numbers": "one two three four five six ten hundred thousand million dozen",
    "time": "minutes hours days years week month decade century hour year day night morning weekend",
    "family": "father mother son daughter brother sister wife husband parents family children girl boy kids",
    "film people": "director actor actress filmmaker writer screenwriter cinematographer producer cast performer star",
    "genres": "comedy drama thriller horror documentary romance western satire mystery adventure animation melodrama"
    " farce",
    "praise": "great brilliant wonderful amazing enjoyable funny charming beautiful delightful excellent superb"
    " entertaining moving clever fresh",
    "complaint": "boring bad dumb annoying dull awful terrible stupid tedious bland lame mediocre predictable"
    " flat pointless",
    "origins": "french american british chinese german italian japanese russian iranian hollywood indian israeli",
    "body and mind": "heart eyes face hands head blood body mouth stomach brain soul mind",
    "pronouns": "he she they we you i it him her them us me",
    "modal verbs": "can could will would should may might must",
    "places": "city town house school street world country home room prison hotel",
    "colours": "black white red blue green golden gray",
    "parts of a film": "plot script dialogue characters story scenes scene ending soundtrack screenplay music"
    " performances",
}
"""Fourteen kinds of words, chosen by their meaning before anything was measured."""

RESULTS = Path(__file__).with_name("longer_runs.json")
"""What `benchmarks/beyond.py` found on the treebank."""

PLOTTED, LARGER = "24 plotted words", "14 kinds of words"
VECTORS = ("centre", "outside", "both")


@dataclass(frozen=True)
class Purity:
    """How many of some words have a nearest neighbour of their own kind: a share, from 0 to 1.

    vectors            "centre", "outside" or "both" (side by side)
    plain              of the vectors as they are
    without_frequency  after log frequency was regressed out of them
    frequency_alone    of log frequency itself, with no vectors at all
    luck, luck_spread  with shuffled groups: mean and standard deviation, for `plain`
    """

    group: str
    vectors: str
    plain: float
    without_frequency: float
    frequency_alone: float
    luck: float
    luck_spread: float


@dataclass(frozen=True)
class Trained:
    """One run: what it was, where its smoothed loss ended, and its purities."""

    name: str
    seed: int
    loss: float
    purities: tuple[Purity, ...]


ASSIGNMENT = Settings(draws="blocks")
PLANS: dict[str, Settings] = {
    "the assignment's run": ASSIGNMENT,
    "step 3.0": replace(ASSIGNMENT, step=3.0),
    "50 dimensions": replace(ASSIGNMENT, dimension=50),
    "50 dimensions, step 3.0": replace(ASSIGNMENT, dimension=50, step=3.0),
    "10 × the iterations": replace(ASSIGNMENT, iterations=400_000, halved_every=200_000),
    "10 × the iterations, step 3.0": replace(ASSIGNMENT, iterations=400_000, halved_every=200_000, step=3.0),
    "all three": replace(ASSIGNMENT, iterations=400_000, halved_every=200_000, step=3.0, dimension=50),
}
"""What is tried. Ten times the iterations also halve the step ten times as late; else most of them would be tiny."""


def groups_of(text_words: Sequence[str], counts: np.ndarray) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Both sets of words, as rows of the vocabulary and the name of each row's group. Missing words are left out."""
    place = {word: index for index, word in enumerate(text_words)}
    plotted = [(place[word], group) for word, group in projection.GROUP_OF.items() if word in place]
    larger = [
        (place[word], kind)
        for kind, words in KINDS.items()
        for word in words.split()
        if word in place and counts[place[word]] >= LEAST
    ]
    return {
        name: (np.array([row for row, _ in pairs]), np.array([group for _, group in pairs]))
        for name, pairs in ((PLOTTED, plotted), (LARGER, larger))
    }


def purities(run: Run) -> tuple[Purity, ...]:
    """All purities of a run: two sets of words, three kinds of vectors. A set without two words is left out."""
    found = []
    for name, (rows, groups) in groups_of(run.words, run.counts).items():
        if len(rows) < 2:
            continue
        center, outside = run.center[rows].astype(float), run.outside[rows].astype(float)
        log_frequency = np.log(run.counts[rows])
        alone = projection.neighbour_purity(log_frequency[:, np.newaxis], groups)
        for kind, vectors in zip(VECTORS, (center, outside, np.hstack([center, outside])), strict=True):
            shuffler = np.random.default_rng(0)
            lucky = [projection.neighbour_purity(vectors, shuffler.permutation(groups)) for _ in range(SHUFFLES)]
            found.append(
                Purity(
                    group=name,
                    vectors=kind,
                    plain=projection.neighbour_purity(vectors, groups),
                    without_frequency=projection.neighbour_purity(projection.without(vectors, log_frequency), groups),
                    frequency_alone=alone,
                    luck=float(np.mean(lucky)),
                    luck_spread=float(np.std(lucky)),
                )
            )
    return tuple(found)


def measure(
    text: Treebank, name: str, settings: Settings, seeds: Sequence[int], say: Callable[[str], None] = print
) -> list[Trained]:
    """Train with the fast lane, once for each seed, and measure. `say` is given a line a run.

    Raises KeyboardInterrupt if a run was stopped: half a run would be measured as if it were whole.
    """
    results = []
    for seed in seeds:
        run = train_fast(text, replace(settings, seed=seed, start_seed=seed), display=Silent())
        if not run.finished:
            raise KeyboardInterrupt
        results.append(Trained(name, seed, run.curve[-1], purities(run)))
        say(f"{name}, seed {seed}: final smoothed loss {run.curve[-1]:.2f}")
    return results


def save(results: Sequence[Trained], path: Path) -> None:
    """Write results as JSON."""
    path.write_text(json.dumps([asdict(result) for result in results], indent=1) + "\n", encoding="utf-8")


def load(path: Path) -> list[Trained]:
    """Read results that `save` wrote."""
    return [
        Trained(entry["name"], entry["seed"], entry["loss"], tuple(Purity(**purity) for purity in entry["purities"]))
        for entry in json.loads(path.read_text(encoding="utf-8"))
    ]
