"""What a pair of words costs in training, against the size of the vocabulary.

1(h)(iii) claims that negative sampling is cheaper than the naive softmax because its cost does not grow with the
vocabulary. Here that is measured, with the student's functions as the trainer calls them, and with the fast lane. Cost
is processor time: a busy machine makes it a little larger, not several times.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np

from word2vec_lab.text.dataset import Dataset
from word2vec_lab.text.treebank import Treebank
from word2vec_lab.training import fast
from word2vec_lab.training.draws import Source, source
from word2vec_lab.training.origin import OWN_LANE
from word2vec_lab.training.own import Objective
from word2vec_lab.training.settings import Functions, Loss, Settings
from word2vec_lab.training.trainer import starting_point

RECORDED = Path(__file__).with_name("recorded_costs.json")
"""Costs measured once, with a right solution, for those who only read (`benchmarks/training.py` writes them)."""

SIZES = (300, 1_200, 4_900, 19_539)
"""Vocabularies; the last is the treebank's."""

FAST_LANE = "fast lane"
ROUNDS = 3
SENTENCES, LENGTH = 2_000, 20
PATIENCE = 2.0
"""Seconds after which a single measurement is not repeated any more."""
TOO_LONG = 4.0
"""Seconds that a single measurement may be expected to take."""
PAIRS_A_SAMPLE = 3
"""About as many as the treebank's windows have."""

Compute = Callable[[np.ndarray], object]


@dataclass(frozen=True)
class Cost:
    """Processor time, in seconds, for one pair of words in training with `words` words."""

    loss: Loss
    lane: str
    words: int
    seconds: float


def made_up(words: int) -> Treebank:
    """A text over so many words, by Zipf's law: word number r occurs 1/r times as often as the first.

    Its contexts mean nothing; what training costs does not depend on that.
    """
    chance = np.random.default_rng(words)
    names = tuple(f"w{i}" for i in range(words))
    shares = 1 / np.arange(1, words + 1)
    drawn = chance.choice(words, size=(SENTENCES, LENGTH), p=shares / shares.sum())
    counts = dict.fromkeys(names, 1) | Counter(names[i] for i in drawn.ravel().tolist())
    sentences = tuple(tuple(names[i] for i in row) for row in drawn.tolist())
    return Treebank(sentences, (1,) * SENTENCES, counts, names, "embedded", "its size can be chosen", _read=str)


def of_your_functions(functions: Mapping[Loss, Functions], sizes: Sequence[int] = SIZES) -> list[Cost]:
    """Measure the student's functions in lane one, for each of the losses that are given (about 10 s for all).

    `sizes` are taken from small to large. A function whose cost grows so fast that a measurement would take more than
    `TOO_LONG` is left out from there on.
    """
    found: list[Cost] = []
    for words in sorted(sizes):
        dataset = Dataset(made_up(words))
        for loss, own in functions.items():
            settings = _settings(loss)
            if expected(found, loss, OWN_LANE, words) * settings.batch * PAIRS_A_SAMPLE > TOO_LONG:
                continue
            samples = source(dataset, settings)
            objective = Objective(dataset, own, settings, samples)
            found.append(Cost(loss, OWN_LANE, words, _seconds_per_pair(objective, dataset, settings)))
    return found


def of_the_fast_lane(sizes: Sequence[int] = SIZES) -> list[Cost]:
    """Measure both losses in the fast lane, in NumPy (about 3 s)."""
    found = []
    for words in sizes:
        dataset = Dataset(made_up(words))
        for loss in ("negative-sampling", "naive-softmax"):
            settings = _settings(loss)
            samples = source(dataset, settings)
            step = fast.step_for(settings, compiled=False)

            def compute(x: np.ndarray, step: fast.Step = step, samples: Source = samples) -> object:
                return step(x, samples.batch(), Settings.step)

            found.append(Cost(loss, FAST_LANE, words, _seconds_per_pair(compute, dataset, settings)))
    return found


def save(costs: Sequence[Cost], path: Path = RECORDED) -> None:
    """Write costs as JSON."""
    path.write_text(json.dumps([asdict(cost) for cost in costs], indent=1) + "\n", encoding="utf-8")


def recorded(path: Path = RECORDED) -> list[Cost]:
    """Read costs that `save` wrote."""
    return [Cost(**entry) for entry in json.loads(path.read_text(encoding="utf-8"))]


def growth(costs: Sequence[Cost], loss: Loss, lane: str) -> float:
    """The exponent p for which the cost grows like V to the power p, between the two largest vocabularies.

    1 is proportional to V, 0 does not grow. Raises ValueError for fewer than two vocabularies.
    """
    chosen = sorted((cost.words, cost.seconds) for cost in costs if cost.loss == loss and cost.lane == lane)
    if len(chosen) < 2:
        raise ValueError(f"growth needs two vocabularies; of {loss}, {lane}, there are {len(chosen)}")
    (small, before), (large, after) = chosen[-2:]
    return float(np.log(after / before) / np.log(large / small))


def expected(costs: Sequence[Cost], loss: Loss, lane: str, words: int) -> float:
    """Seconds a pair for so many words, if the cost goes on growing as it did; 0 before there are two measurements."""
    chosen = [cost for cost in costs if cost.loss == loss and cost.lane == lane]
    if len(chosen) < 2:
        return 0.0
    last = max(chosen, key=lambda cost: cost.words)
    return float(last.seconds * (words / last.words) ** growth(chosen, loss, lane))


def _settings(loss: Loss) -> Settings:
    # The naive softmax computes with all words for each pair: a few samples show its cost.
    return replace(Settings(draws="blocks", loss=loss), batch=4 if loss == "naive-softmax" else 50)


def _seconds_per_pair(compute: Compute, dataset: Dataset, settings: Settings) -> float:
    """The least of a few measurements, each over all pairs of some batches, after one batch to warm up."""
    np.random.seed(settings.start_seed)
    x = starting_point(len(dataset.words), settings)
    count = source(dataset, settings)
    count.batch()
    compute(x)
    best = float("inf")
    begun = time.process_time()
    for _ in range(ROUNDS):
        pairs = int(count.batch().pairs.sum())
        before = time.process_time()
        compute(x)
        best = min(best, (time.process_time() - before) / pairs)
        if time.process_time() - begun > PATIENCE:
            break
    return best
