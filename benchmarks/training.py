"""How fast each way of training is, side by side in one run, and how good its vectors are.

    python benchmarks/training.py [FOLDER_OF_THE_TREEBANK] [--rounds N] [--only speed,growth,...]

All figures are processor time of this process (all its threads), medians of interleaved rounds: on a busy machine the
ratios are what carries over. With everything it takes about forty minutes. The results go to
`benchmarks/results/training.json`, and as tables to `benchmarks/results/training.md`. gensim and numba come with the
extra `bench`.
"""

import os

# One thread for the linear algebra: what is compared is one core's work. Must be set before NumPy is imported.
for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

import argparse
import json
import platform
import random
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "series")]

import gensim
import handwritten
import numba
from gensim.models.word2vec import Word2Vec

from benchmarks.training_tables import tables
from word2vec_lab import training
from word2vec_lab.text import treebank
from word2vec_lab.text.dataset import Dataset
from word2vec_lab.training import Functions, Settings, cost, fast, longer_runs
from word2vec_lab.training.draws import BlockDraws, source
from word2vec_lab.training.own import Objective
from word2vec_lab.training.trainer import starting_point

RESULTS = Path(__file__).with_name("results")
BLOCKS = Settings(draws="blocks")
MINE = Functions(handwritten.sgd_in_place, handwritten.skipgram, handwritten.negSamplingLossAndGradient)
LOOPY = replace(MINE, loss=handwritten.negSamplingWithLoops)
NAIVE = replace(MINE, loss=handwritten.naiveSoftmaxLossAndGradient)
KNOWN = (10, 20, 1_000, 5_000, 10_000, 20_000, 30_000, 40_000)
QUIET = training.Silent()

Timed = Callable[[], float]
"""Does some iterations and gives the processor seconds of one."""


def clock(work: Callable[[int], object], iterations: int) -> float:
    """Processor seconds an iteration."""
    begun = time.process_time()
    work(iterations)
    return (time.process_time() - begun) / iterations


def interleaved(contenders: dict[str, Timed], rounds: int) -> dict[str, float]:
    """The median of each contender's seconds an iteration, taken in turn so that all meet the same machine."""
    for warm_up in contenders.values():
        warm_up()
    found: dict[str, list[float]] = {name: [] for name in contenders}
    for round_ in range(rounds):
        for name, timed in contenders.items():
            found[name].append(timed())
        print(f"  round {round_ + 1} of {rounds}", flush=True)
    return {name: statistics.median(values) for name, values in found.items()}


# --- contenders ------------------------------------------------------------------------------------------------------


def dense(dataset: Dataset, loss: Any, iterations: int, settings: Settings = BLOCKS) -> Timed:
    """The original's way: for each sample a gradient over the whole vocabulary."""
    _ = dataset.corpus
    x0 = starting_point(len(dataset.words), settings)
    return lambda: clock(lambda n: handwritten.dense_steps(dataset, loss, settings, x0, n), iterations)


def own(dataset: Dataset, functions: Functions, iterations: int, settings: Settings = BLOCKS) -> Timed:
    """Lane one: the student's functions on compact vocabularies."""
    objective = Objective(dataset, functions, settings, source(dataset, settings))
    x = starting_point(len(dataset.words), settings)
    return lambda: clock(lambda n: functions.sgd(objective, x, settings.step, n), iterations)


def lane_two(dataset: Dataset, iterations: int, settings: Settings = BLOCKS, machine_code: bool = False) -> Timed:
    """Lane two: whole batches, in NumPy or compiled."""
    step = fast.step_for(settings, machine_code)
    x = starting_point(len(dataset.words), settings).astype(np.float32 if settings.precision == "single" else float)
    samples = source(dataset, settings)

    def work(n: int) -> None:
        for _ in range(n):
            step(x, samples.batch(), settings.step)

    return lambda: clock(work, iterations)


class Gensim:
    """gensim's Word2Vec on the same thinned text, with the same windows, negatives and dimension."""

    def __init__(self, dataset: Dataset, settings: Settings, workers: int, sentences: int) -> None:
        words, starts = dataset.thinned(np.random.default_rng([settings.seed, 0]).random)
        ends = np.asarray(starts)
        self.text = [[dataset.words[i] for i in words[a:b]] for a, b in islice(pairwise(ends), sentences)]
        self.pairs = expected_pairs([len(sentence) for sentence in self.text], settings.window)
        self.model = Word2Vec(
            vector_size=settings.dimension,
            window=settings.window,
            negative=settings.negatives,
            sg=1,
            sample=0,
            min_count=1,
            workers=workers,
            seed=1,
        )
        self.model.build_vocab_from_freq({word: dataset.text.counts[word] for word in dataset.words})

    def train(self, text: list[list[str]] | None = None) -> None:
        """One pass over the text, by default over its own part."""
        text = text or self.text
        self.model.train(text, total_examples=len(text), epochs=1)

    def seconds_per_pair(self) -> float:
        """Processor seconds a pair."""
        return clock(lambda _: self.train(), 1) / self.pairs


def expected_pairs(lengths: list[int], window: int) -> float:
    """Pairs in one pass over sentences of these lengths, if each window size from 1 on is as likely."""
    total = 0.0
    for length in lengths:
        places = np.arange(length)
        for size in range(1, window + 1):
            total += (np.minimum(places, size) + np.minimum(length - 1 - places, size)).sum() / window
    return total


def pairs_per_iteration(dataset: Dataset, settings: Settings = BLOCKS) -> float:
    samples = BlockDraws(dataset, settings)
    return float(np.mean([len(samples.batch().outside) for _ in range(640)]))


# --- what is measured ------------------------------------------------------------------------------------------------


def speed(dataset: Dataset, rounds: int) -> dict[str, Any]:
    single = replace(BLOCKS, precision="single")
    naive = replace(BLOCKS, loss="naive-softmax")
    gensim_one, gensim_two = (Gensim(dataset, BLOCKS, workers, 40_000) for workers in (1, 2))
    seconds = interleaved(
        {
            "dense": dense(dataset, MINE.loss, 3),
            "dense, loopy": dense(dataset, LOOPY.loss, 3),
            "your functions": own(dataset, MINE, 20),
            "your functions, loopy": own(dataset, LOOPY, 12),
            "NumPy, double": lane_two(dataset, 1_000),
            "NumPy, single": lane_two(dataset, 1_000, single),
            "numba, double": lane_two(dataset, 2_000, machine_code=True),
            "numba, single": lane_two(dataset, 2_000, single, machine_code=True),
            "naive softmax, dense": own(dataset, NAIVE, 1, naive),
            "naive softmax, NumPy": lane_two(dataset, 30, naive),
            "naive softmax, NumPy single": lane_two(dataset, 30, replace(naive, precision="single")),
            "gensim, 1 worker": gensim_one.seconds_per_pair,
            "gensim, 2 workers": gensim_two.seconds_per_pair,
        },
        rounds,
    )
    pairs = pairs_per_iteration(dataset)
    for name in ("gensim, 1 worker", "gensim, 2 workers"):
        seconds[name] *= pairs
    base = seconds["dense"]
    one_worker = seconds["gensim, 1 worker"]
    return {
        "dense_iterations_per_cpu_second": 1 / base,
        "your_functions_iterations_per_cpu_second": 1 / seconds["your functions"],
        "your_loopy_functions_iterations_per_cpu_second": 1 / seconds["your functions, loopy"],
        "fast_iterations_per_cpu_second": 1 / seconds["NumPy, double"],
        "compiled_iterations_per_cpu_second": 1 / seconds["numba, double"],
        # gensim computes in single precision, and so do the lanes where they are compared with it.
        "gensim_pairs_ratio": one_worker / seconds["NumPy, single"],
        "compiled_gensim_pairs_ratio": one_worker / seconds["numba, single"],
        "gensim_pairs_ratio_in_double_precision": one_worker / seconds["NumPy, double"],
        "compiled_gensim_pairs_ratio_in_double_precision": one_worker / seconds["numba, double"],
        "naive_softmax_batched_ratio": seconds["naive softmax, dense"] / seconds["naive softmax, NumPy"],
        "pairs_per_iteration": pairs,
        "speed": {
            name: {
                "milliseconds_per_iteration": 1e3 * value,
                "pairs_per_cpu_second": pairs / value,
                "times_dense": base / value,
                "times_gensim": one_worker / value,
            }
            for name, value in seconds.items()
        },
    }


def dimensions(dataset: Dataset, rounds: int) -> dict[str, Any]:
    """Where the lead over gensim ends: pairs per processor second over gensim's, for vectors of several sizes."""
    pairs = pairs_per_iteration(dataset)
    found = {}
    for d in (10, 50, 100, 300):
        settings = replace(BLOCKS, dimension=d)
        peer = Gensim(dataset, settings, 1, 15_000)
        seconds = interleaved(
            {
                "NumPy": lane_two(dataset, 150, settings),
                "NumPy, single": lane_two(dataset, 150, replace(settings, precision="single")),
                "numba": lane_two(dataset, 300, settings, machine_code=True),
                "numba, single": lane_two(dataset, 300, replace(settings, precision="single"), machine_code=True),
                "gensim": peer.seconds_per_pair,
            },
            rounds,
        )
        found[str(d)] = {name: seconds["gensim"] * pairs / value for name, value in seconds.items() if name != "gensim"}
    return {"times_gensim_by_dimension": found}


def growth(rounds: int) -> dict[str, Any]:
    """Milliseconds an iteration against V, on made-up texts."""
    found: dict[str, dict[str, float]] = {}
    for words in (1_000, 10_000, 100_000, 1_000_000):
        dataset = Dataset(cost.made_up(words))
        contenders = {
            "your functions": own(dataset, MINE, 5),
            "NumPy": lane_two(dataset, 200),
            "numba": lane_two(dataset, 400, machine_code=True),
        }
        if words <= 100_000:
            contenders["dense"] = dense(dataset, MINE.loss, 1)
        found[str(words)] = {name: 1e3 * value for name, value in interleaved(contenders, rounds).items()}
    return {"milliseconds_by_vocabulary": found}


def limits(seconds_compiled: float, pairs: float) -> dict[str, Any]:
    """A bound from what this core can do at best: arithmetic, traffic in cache, and random rows."""
    a = np.random.default_rng(0).random((512, 512))
    flops = 2 * 512**3 / min(clock(lambda _: a @ a, 1) for _ in range(20))
    row = np.random.default_rng(0).random(2_000)
    other = np.empty_like(row)

    def copy(n: int) -> None:
        for _ in range(n):
            np.copyto(other, row)

    bandwidth = 2 * row.nbytes / min(clock(copy, 2_000) for _ in range(20))
    matrix = np.random.default_rng(0).random((19_539, 10))
    index = np.random.default_rng(1).integers(0, len(matrix), 100_000)
    out = np.empty((len(index), 10))
    random_row = min(clock(lambda _: np.take(matrix, index, axis=0, out=out), 1) for _ in range(20)) / len(index)
    flop_per_pair, bytes_per_pair, rows_per_pair = 900, 1_300, 11
    bound = pairs * max(flop_per_pair / flops, bytes_per_pair / bandwidth, rows_per_pair * random_row)
    return {
        "limits": {
            "gigaflops": flops / 1e9,
            "gigabytes_per_second_in_cache": bandwidth / 1e9,
            "nanoseconds_per_random_row": random_row * 1e9,
            "bound_microseconds_per_iteration": bound * 1e6,
            "compiled_microseconds_per_iteration": seconds_compiled * 1e6,
            "share_of_the_bound": bound / seconds_compiled,
        }
    }


def quality(text: treebank.Treebank, dataset: Dataset) -> dict[str, Any]:
    """After equal numbers of pairs: the loss on the same samples, and whether neighbours are of a kind."""
    found = {}
    runs = {
        "your functions' lane (NumPy, original draws)": training.train_fast(text, Settings(), display=QUIET),
        "NumPy lane, block draws": training.train_fast(text, BLOCKS, display=QUIET, compiled=False),
        "numba lane, block draws": training.train_fast(text, replace(BLOCKS, seed=2, start_seed=2), display=QUIET),
    }
    peer = Gensim(dataset, BLOCKS, 1, 1_000_000)
    share = pairs_per_iteration(dataset) * Settings.iterations / peer.pairs
    whole, part = int(share), share - int(share)
    peer.train(peer.text * whole + peer.text[: int(part * len(peer.text))])
    order = [peer.model.wv.key_to_index[word] for word in text.vocabulary]
    first = next(iter(runs.values()))
    runs["gensim"] = replace(first, center=peer.model.wv.vectors[order], outside=peer.model.syn1neg[order])
    for name, run in runs.items():
        found[name] = {
            "loss_on_the_same_samples": held_out_loss(dataset, run.center, run.outside),
            "final_smoothed_loss": None if name == "gensim" else run.curve[-1],
            "purity": {
                f"{purity.group}, {purity.vectors}": {
                    "plain": purity.plain,
                    "without_frequency": purity.without_frequency,
                    "frequency_alone": purity.frequency_alone,
                    "luck": purity.luck,
                    "luck_spread": purity.luck_spread,
                }
                for purity in longer_runs.purities(run)
            },
        }
    return {"quality": found}


def held_out_loss(dataset: Dataset, center: np.ndarray, outside: np.ndarray) -> float:
    """The mean negative-sampling loss on the same 400 batches, which no run was trained on in this order."""
    parameters = np.concatenate([center, outside]).astype(float)
    samples = source(dataset, replace(BLOCKS, seed=1_234))
    return float(np.mean([fast.negative_sampling_step(parameters, samples.batch(), 0.0) for _ in range(400)]))


def known_run(text: treebank.Treebank) -> dict[str, Any]:
    """The published run, by both lanes: the smoothed losses, and how far apart the vectors are at the end."""
    quick = training.train_fast(text, Settings(), display=QUIET)
    begun = time.process_time()
    mine = training.train(text, MINE, Settings(), display=training.Lines())
    return {
        "known_run": {
            "smoothed_loss": {
                str(at): {"your functions": mine.smoothed_loss(at), "fast lane": quick.smoothed_loss(at)}
                for at in KNOWN
            },
            "cpu_minutes_of_your_functions": (time.process_time() - begun) / 60,
            "largest_difference_of_the_lanes": float(
                max(abs(mine.center - quick.center).max(), abs(mine.outside - quick.outside).max())
            ),
        }
    }


def display(text: treebank.Treebank, rounds: int) -> dict[str, Any]:
    """What showing progress adds to the fast lane, as a share of its time: of the least times, since it is little."""
    from word2vec_lab.training.progress import Live

    settings = replace(BLOCKS, iterations=40_000)
    seconds: dict[Callable[[], Any], list[float]] = {training.Silent: [], Live: []}
    for _ in range(rounds):
        for kind, found in seconds.items():
            begun = time.process_time()
            training.train_fast(text, settings, display=kind())
            found.append(time.process_time() - begun)
    silent, shown = map(min, seconds.values())
    return {"display_share": (shown - silent) / silent}


def machine() -> dict[str, Any]:
    model = "unknown"
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        model = next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        pass
    return {
        "machine": {
            "processor": model,
            "cores": os.cpu_count(),
            "system": f"{platform.system()} {platform.machine()}",
            "python": platform.python_version(),
            "numpy": np.__version__,
            "numba": numba.__version__,
            "gensim": gensim.__version__,
            "load_at_the_start": os.getloadavg()[0],
            "shared": "other work ran at the same time; ratios and processor time carry over, wall time does not",
        }
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--rounds", type=int, default=11)
    parts = ("speed", "dimensions", "growth", "limits", "quality", "display", "known-run", "record")
    parser.add_argument("--only", default=",".join(parts), help=f"some of {', '.join(parts)}; the rest is kept")
    asked = parser.parse_args()
    wanted = asked.only.split(",")
    text = treebank.load(asked.folder)
    if text.source != "treebank":
        sys.exit(text.describe())
    dataset = Dataset(text)
    file = RESULTS / "training.json"
    results: dict[str, Any] = json.loads(file.read_text()) if file.is_file() else {}
    results |= machine()
    few = max(3, asked.rounds // 3)
    random.seed(1)
    measures: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
        "speed": lambda _: speed(dataset, asked.rounds),
        "dimensions": lambda _: dimensions(dataset, few),
        "growth": lambda _: growth(few),
        "limits": lambda so_far: limits(
            1 / so_far["compiled_iterations_per_cpu_second"], so_far["pairs_per_iteration"]
        ),
        "quality": lambda _: quality(text, dataset),
        "display": lambda _: display(text, asked.rounds),
        "known-run": lambda _: known_run(text),
    }
    for name, measure in measures.items():
        if name in wanted:
            print(name, flush=True)
            results |= measure(results)
            file.write_text(json.dumps(results, indent=1) + "\n")
    if "record" in wanted:
        own_costs = cost.of_your_functions({"negative-sampling": MINE, "naive-softmax": NAIVE})
        cost.save([*own_costs, *cost.of_the_fast_lane()])
    (RESULTS / "training.md").write_text(tables(results))
    print(tables(results))


if __name__ == "__main__":
    main()
