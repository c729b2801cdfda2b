"""The tables of `benchmarks/results/training.md`, made from what `benchmarks/training.py` measured."""

from typing import Any


def table(header: list[str], rows: list[list[str]]) -> str:
    lines = ["| " + " | ".join(header) + " |", "| " + " | ".join("---" for _ in header) + " |"]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows]) + "\n"


def tables(results: dict[str, Any]) -> str:
    """The results as Markdown."""
    parts = [
        "# Training: how fast, and how good\n",
        "Written by `benchmarks/training.py`. Processor time, medians of interleaved rounds; ratios carry over to other"
        " machines, milliseconds do not. {processor}, {cores} cores, Python {python}, NumPy {numpy}, numba {numba},"
        " gensim {gensim}.\n".format(**results["machine"]),
    ]
    if "speed" in results:
        parts += [
            f"## Speed on the treebank, d = 10 ({results['pairs_per_iteration']:.1f} pairs an iteration)\n",
            table(
                ["trainer", "ms / iteration", "pairs / CPU-second", "× dense", "× gensim"],
                [
                    [
                        name,
                        f"{row['milliseconds_per_iteration']:.3f}",
                        f"{row['pairs_per_cpu_second']:,.0f}",
                        f"{row['times_dense']:.1f}",
                        f"{row['times_gensim']:.2f}",
                    ]
                    for name, row in results["speed"].items()
                ],
            ),
            "gensim computes in single precision, updates after every pair and computes no loss; the lanes average 50 "
            "samples and return their loss. Like is compared with like in the rows marked single.\n",
        ]
    if "times_gensim_by_dimension" in results:
        by_dimension = results["times_gensim_by_dimension"]
        names = list(next(iter(by_dimension.values())))
        parts += [
            "## Pairs per CPU-second over gensim's (one worker), by dimension\n",
            table(["d", *names], [[d, *(f"{row[name]:.2f}" for name in names)] for d, row in by_dimension.items()]),
            "\n".join(_where_the_lead_ends(name, by_dimension) for name in names) + "\n",
        ]
    if "milliseconds_by_vocabulary" in results:
        by_size = results["milliseconds_by_vocabulary"]
        names = list(next(iter(by_size.values())))
        parts += [
            "## Milliseconds an iteration, by vocabulary\n",
            table(
                ["V", *names],
                [
                    [f"{int(V):,}", *(f"{row[name]:.3g}" if name in row else "not tried" for name in names)]
                    for V, row in by_size.items()
                ],
            ),
        ]
    if "limits" in results:
        limit = results["limits"]
        parts += [
            "## How far from the limit\n",
            "This core does {gigaflops:.0f} GFLOP/s, moves {gigabytes_per_second_in_cache:.0f} GB/s in cache and takes"
            " {nanoseconds_per_random_row:.1f} ns for a random row. A pair needs about 900 floating-point operations,"
            " 1.3 KB and 11 rows of U: {bound_microseconds_per_iteration:.0f} µs an iteration at best. The compiled"
            " step takes {compiled_microseconds_per_iteration:.0f} µs with its draws: {share_of_the_bound:.0%} of what"
            " is possible.\n".format(**limit),
        ]
    if "quality" in results:
        kinds = list(next(iter(results["quality"].values()))["purity"])
        parts += [
            "## Quality after equal numbers of pairs\n",
            "Loss on the same samples; then the share of words whose nearest neighbour is of their own kind, plain /"
            " with log frequency regressed out (by luck ± standard deviation).\n",
            table(
                ["vectors of", "loss", *kinds],
                [
                    [
                        name,
                        f"{row['loss_on_the_same_samples']:.2f}",
                        *(
                            "{plain:.2f} / {without_frequency:.2f} ({luck:.2f} ± {luck_spread:.2f})".format(**p)
                            for p in row["purity"].values()
                        ),
                    ]
                    for name, row in results["quality"].items()
                ],
            ),
        ]
    if "known_run" in results:
        known = results["known_run"]
        parts += [
            "## The known run\n",
            table(
                ["iteration", "your functions", "fast lane"],
                [
                    [f"{int(at):,}", *(f"{loss:.6f}" for loss in row.values())]
                    for at, row in known["smoothed_loss"].items()
                ],
            ),
            f"Largest difference between the lanes' vectors at the end: {known['largest_difference_of_the_lanes']:.1e}."
            f" The student's functions took {known['cpu_minutes_of_your_functions']:.1f} minutes of processor time.\n",
        ]
    if "display_share" in results:
        parts += [
            "## The progress display\n",
            f"Bar and curve add {100 * results['display_share']:.2f} % to the time of the compiled lane (less than the"
            " noise if it is near zero or below); of a run with one's own functions they are a fiftieth of that.\n",
        ]
    return "\n".join(parts)


def _where_the_lead_ends(name: str, by_dimension: dict[str, dict[str, float]]) -> str:
    ahead = [d for d, row in by_dimension.items() if row[name] >= 1]
    if not ahead:
        return f"- {name}: behind gensim at every dimension tried."
    if len(ahead) == len(by_dimension):
        return f"- {name}: ahead of gensim at every dimension tried."
    behind = [d for d in by_dimension if d not in ahead]
    return f"- {name}: ahead of gensim at d = {', '.join(ahead)}; behind at {', '.join(behind)}."
