"""What is said of negative-sampling answers whose numbers no known mistake gives: which parts are wrong, and how."""

from collections.abc import Callable, Sequence
from itertools import product

import numpy as np

from word2vec_lab.check.by_notebook.negative_sampling.cases import Drawn, Sample, cost, true_loss
from word2vec_lab.check.by_notebook.negative_sampling.mistakes import sample_scores
from word2vec_lab.check.judging.composing import Change, Choice, Factor, namer
from word2vec_lab.check.judging.locating import made_of, when, where
from word2vec_lab.check.judging.mistakes import Measured, Namer
from word2vec_lab.check.judging.pairs import by_outside
from word2vec_lab.check.judging.weighing import (
    COUNTS,
    EACH_ONCE,
    OBSERVED,
    RIGHT,
    SAMPLES,
    SIZES,
    Part,
    Shape,
    Weighed,
    gradient_namer,
    made_of_vectors,
    taken_apart,
    weighed,
)
from word2vec_lab.check.score import Finding
from word2vec_lab.measure import losses, numeric

PARTS = (OBSERVED, SAMPLES)


def weigh(drawn: Drawn, w: int = 0) -> Weighed:
    """A case taken apart; `w` is the word of the gradient that is asked for, where that is one word's."""
    return weighed(drawn, drawn.samples, by_outside(true_loss, drawn), w)


def _without_dot_product(shape: Shape) -> Callable[[Part], list[Change[Weighed]]]:
    """What comes of a score that is an array: entries are multiplied and not added up, or one vector stands alone."""

    def changes(part: Part) -> list[Change[Weighed]]:
        inside: list[tuple[str, Callable[[Weighed, int], np.ndarray]]] = [
            ("u · v is multiplied entry by entry, and not added up", lambda c, w: c.vectors[w] * c.center),
            ("the sigmoid is taken of u alone, not of u · v", lambda c, w: c.vectors[w]),
            ("the sigmoid is taken of v_c alone, not of u · v", lambda c, w: c.center),
        ]

        def numbers(c: Weighed, score: Callable[[Weighed, int], np.ndarray]) -> np.ndarray:
            rows = np.zeros((c.words, c.center.size))
            for w in part.words(c):
                weights = numeric.gradient(lambda a: cost(-part.sign * a), score(c, w))
                rows[w] += weights * (c.vectors[w] if shape == "center" else c.center)
            if shape == "row":
                return np.asarray(rows[c.w] / max(list(part.words(c)).count(c.w), 1))
            return np.asarray(rows.sum(axis=0) if shape == "center" else rows)

        asks = "What is the difference between u * v and u @ v?"
        return [
            Change("dot-product-missing", f"{part.it}: {says}", asks, lambda c, score=score: numbers(c, score))  # type: ignore[misc]
            for says, score in inside
        ]

    return changes


def _conditions(drawn: Drawn) -> dict[str, bool]:
    words, size = drawn.outside_vectors.shape
    return {
        "no word is drawn twice": max(drawn.often) == 1,
        "o is word 0": drawn.outside_idx == 0,
        "o is not word 0": drawn.outside_idx != 0,
        "K is 10": len(drawn.samples) == 10,
        "K is not 10": len(drawn.samples) != 10,
        "there are few samples": len(drawn.samples) <= size,
        "V is larger than d": words > size,
    }


def _conditions_of_sample(sample: Sample) -> dict[str, bool]:
    samples, s = sample.drawn.samples, sample.s
    times = samples.count(sample.word)
    return {
        "the word w_s is drawn once": times == 1,
        "the word w_s is drawn twice": times == 2,
        "the word w_s is drawn at most twice": times <= 2,
        "the word w_s is drawn more than once": times > 1,
        "the word w_s does not come before s": sample.word not in samples[:s],
        "the word w_s does not come after s": sample.word not in samples[s + 1 :],
        "the word w_s comes at most once more after s": samples[s + 1 :].count(sample.word) <= 1,
        "the word w_s comes at most once before s": samples[:s].count(sample.word) <= 1,
        "s is 0": s == 0,
        "s is not 0": s != 0,
        "s is the last sample": s == len(samples) - 1,
    }


def _rows(drawn: Drawn) -> dict[str, np.ndarray]:
    row, often = np.arange(drawn.words)[:, None], drawn.often[:, None]
    return {
        "the row of the observed word": row == drawn.outside_idx,
        "the row of the first sample": row == drawn.samples[0],
        "the row of the last sample": row == drawn.samples[-1],
        "the rows of the words that are drawn more than once": often > 1,
        "the rows of the words that are drawn once": often == 1,
        "the rows of the words that are drawn": often > 0,
        "the rows of words that are neither observed nor drawn": (often == 0) & (row != drawn.outside_idx),
        "the rows of words that are not drawn": often == 0,
        "row 0": row == 0,
        "the last row": row == drawn.words - 1,
        "the first rows, as many as there are samples": row < len(drawn.samples),
    }


_SOMETIMES: Namer[Drawn] = when(_conditions, lambda c: (c.outside_vectors.shape, c.outside_idx, len(c.samples)))


def of_center() -> list[Namer[Drawn]]:
    """Of ∂J/∂v_c."""
    return [
        gradient_namer(PARTS, "center", weigh, _without_dot_product("center")),
        _SOMETIMES,
        made_of_vectors(weigh),
        taken_apart(PARTS, "center", weigh),
    ]


def of_rows() -> list[Namer[Drawn]]:
    """Of ∂J/∂U, with a row for each word."""
    return [
        gradient_namer(PARTS, "rows", weigh, _without_dot_product("rows")),
        _SOMETIMES,
        where(_rows),
        taken_apart(PARTS, "rows", weigh),
    ]


def of_three() -> tuple[list[Namer[Sample]], list[Namer[Sample]], list[Namer[Sample]]]:
    """Of ∂J/∂v_c, ∂J/∂u_o and ∂J/∂u_ws, as formulas."""
    whens: Namer[Sample] = when(_conditions_of_sample)
    return (
        [
            gradient_namer(PARTS, "center", lambda x: weigh(x.drawn), _without_dot_product("center")),
            whens,
            made_of_vectors(lambda x: weigh(x.drawn)),
            taken_apart(PARTS, "center", lambda x: weigh(x.drawn)),
        ],
        [
            gradient_namer(
                [OBSERVED], "row", lambda x: weigh(x.drawn, x.drawn.outside_idx), _without_dot_product("row")
            ),
            whens,
        ],
        [gradient_namer([SAMPLES], "row", lambda x: weigh(x.drawn, x.word), _without_dot_product("row")), whens],
    )


def of_common() -> list[Namer[Drawn]]:
    """Of what the three gradients share."""
    return [gradient_namer(PARTS, "entries", weigh), when(_conditions)]


Counting = tuple[str, str, Callable[[int, Sample], float]]
"""A factor in the place of how often a word is drawn: a slug, a clause, and the factor, from that number and a case."""


def of_repeated() -> list[Namer[Sample]]:
    """Of ∂J/∂u_ws where samples repeat."""
    counts: list[Counting] = [
        ("", "", lambda n, x: n),
        ("repeats-once", "a word that is drawn more than once counts once", lambda n, x: 1),
        ("all-counted", "it is multiplied by K", lambda n, x: len(x.drawn.samples)),
        ("averaged", "it is divided by K", lambda n, x: n / len(x.drawn.samples)),
        ("averaged", "it is divided by K, and repeats count once", lambda n, x: 1 / len(x.drawn.samples)),
        ("averaged", "it is divided by the number of repeats", lambda n, x: 1 / n),
        ("others-counted", "the other samples are counted", lambda n, x: len(x.drawn.samples) - n),
        ("count-squared", "the repeats are counted twice over", lambda n, x: n * n),
        ("one-too-many", "the count of the repeats is smaller by one", lambda n, x: n - 1),
        ("one-too-many", "the count of the repeats is larger by one", lambda n, x: n + 1),
        ("twice-at-most", "a word counts twice if it repeats, however often", lambda n, x: min(n, 2)),
        ("different-counted", "the different words are counted", lambda n, x: len(set(x.drawn.samples))),
        ("counted-to-s", "only the repeats up to s are counted", lambda n, x: x.drawn.samples[: x.s + 1].count(x.word)),
        ("counted-to-s", "only the repeats before s are counted", lambda n, x: x.drawn.samples[: x.s].count(x.word)),
        ("counted-from-s", "only the repeats from s on are counted", lambda n, x: x.drawn.samples[x.s :].count(x.word)),
        (
            "counted-from-s",
            "only the repeats after s are counted",
            lambda n, x: x.drawn.samples[x.s + 1 :].count(x.word),
        ),
        ("position-counted", "it counts the position s, not the word w_s", lambda n, x: x.drawn.samples.count(x.s)),
        ("position-for-count", "the position s stands for the count", lambda n, x: x.s),
        ("position-for-count", "the position s, plus one, stands for the count", lambda n, x: x.s + 1),
        ("index-for-count", "the index of the word stands for the count", lambda n, x: x.word),
        ("squared-root", "it counts by the square root of the number of repeats", lambda n, x: n**0.5),
    ]
    ask = "Take the smallest case and write down its samples. How often is word w_s among them?"

    apart: dict[int, Weighed] = {}

    def change(count: Counting, size: Choice, along: str, sign: int) -> Change[Sample]:
        def numbers(x: Sample) -> np.ndarray:
            if id(x) not in apart:
                apart[id(x)] = weigh(x.drawn, x.word)
            c, often = apart[id(x)], x.drawn.samples.count(x.word)
            m, z = np.abs(c.measured[[x.word]]) / often, c.scores[[x.word]]
            vector = x.drawn.center if not along else x.drawn.outside_vectors[x.word]
            return np.asarray(sign * count[2](often, x) * size.of(m, z, c) * vector)

        says = [count[1], size.says.format(it="the sample"), along, "the sign is wrong" if sign < 0 else ""]
        names = [count[0], size.name, "own-vector" if along else "", "sign" if sign < 0 else ""]
        said = [text for text in says if text]
        asks = ask if count[0] else size.asks or "Should a sampled word be drawn towards v_c, or driven away?"
        return Change("-and-".join(filter(None, names)), " and ".join(said), asks, numbers, len(said))

    own = "the sample's own vector stands in the place of v_c"

    def name(measured: Sequence[Measured[Sample]], theirs: Sequence[np.ndarray]) -> Finding | None:
        chosen = product(counts, [RIGHT, *SIZES], ["", own], [1, -1])
        # There are thousands, which a right answer need not wait for.
        return namer([[change(*one) for one in chosen if one[1].name != "missing"]], most=3)(measured, theirs)

    return [name, when(_conditions_of_sample)]


Term = tuple[str, str, Callable[[np.ndarray], np.ndarray]]
"""What stands in the place of a term of the loss: a slug, a clause with {it}, and its values on scores."""

Sum = tuple[str, str, Callable[[np.ndarray], float]]
"""What is made of several terms in place of their sum."""


def of_loss() -> list[Namer[Drawn]]:
    """Of the loss."""
    log_sigmoid = losses.log_sigmoid

    def chance(a: np.ndarray) -> np.ndarray:
        return np.asarray(np.exp(log_sigmoid(a)))

    # What stands in the place of −log σ(a), where a has the sign that it should have.
    terms: list[Term] = [
        ("", "", lambda a: -log_sigmoid(a)),
        (
            "minus-inside",
            "the sigmoid of {it} has the wrong sign inside, or 1 − σ stands for σ",
            lambda a: -log_sigmoid(-a),
        ),
        ("logarithm-missing", "the logarithm of {it} is missing", lambda a: -chance(a)),
        ("logarithm-missing", "{it} counts with one minus a probability", lambda a: 1 - chance(a)),
        ("sigmoid-missing", "{it} counts with its score", lambda a: -a),
        ("logarithm-base", "the logarithm of {it} is to base 2", lambda a: -log_sigmoid(a) / np.log(2)),
        ("logarithm-base", "the logarithm of {it} is to base 10", lambda a: -log_sigmoid(a) / np.log(10)),
        ("squared", "the logarithm of {it} is squared", lambda a: log_sigmoid(a) ** 2),
        ("sigmoid-twice", "{it} goes through the sigmoid twice", lambda a: -log_sigmoid(chance(a))),
        ("sigmoid-twice", "{it} goes through the sigmoid twice", lambda a: -log_sigmoid(-chance(a))),
        ("exponential", "{it} counts with an exponential", lambda a: np.exp(-a)),
        (
            "weighted-by-itself",
            "the logarithm of {it} is multiplied by its probability",
            lambda a: -chance(a) * log_sigmoid(a),
        ),
        ("one-plus", "the logarithm of {it} is taken of one plus a probability", lambda a: -np.log1p(chance(a))),
        ("exponential", "{it} counts with the exponential of a probability", lambda a: -np.exp(chance(a))),
        ("one-over", "{it} counts with one over a probability", lambda a: 1 / chance(a)),
        ("absolute", "the score of {it} lost its sign", lambda a: -log_sigmoid(np.abs(a))),
    ]
    sums: list[Sum] = [
        ("", "", lambda t: float(t.sum())),
        (
            "logarithm-of-the-sum",
            "the logarithm is taken of the sum of the samples' sigmoids",
            lambda t: -float(np.log(np.exp(-t).sum())),
        ),
        (
            "logarithm-of-the-sum",
            "the logarithm is taken of the mean of the samples' sigmoids",
            lambda t: -float(np.log(np.exp(-t).mean())),
        ),
        ("product", "the samples' logarithms are multiplied", lambda t: float(np.prod(t))),
        ("largest-only", "only the largest of the samples' terms counts", lambda t: float(t.max())),
        ("largest-only", "only the smallest of the samples' terms counts", lambda t: float(t.min())),
    ]
    each = "Write the loss with K = 2, all three terms. What does each of them look like in yours?"

    def z_o(c: Drawn) -> np.ndarray:
        return np.asarray((c.outside_vectors @ c.center)[[c.outside_idx]])

    def observed(term: Term, sign: int) -> Change[Drawn]:
        names = [*filter(None, [term[0], "sign" if sign < 0 else ""])]
        says = [*filter(None, [term[1], "the term of {it} has the wrong sign" if sign < 0 else ""])]
        text = " and ".join(says).format(it="the observed word")
        return Change("-and-".join(names), text, each, lambda c: np.array(sign * term[2](z_o(c)).sum()), len(names))

    def samples(term: Term, count: Choice, added: Sum, sign: int) -> Change[Drawn]:
        names = [*filter(None, [term[0], count.name, added[0], "sign" if sign < 0 else ""])]
        says = [
            *filter(
                None, [term[1], count.says, added[1], "the terms of {them} have the wrong sign" if sign < 0 else ""]
            )
        ]
        text = " and ".join(says).format(it="every negative sample", its=SAMPLES.its, them=SAMPLES.them)

        def value(c: Drawn) -> np.ndarray:
            often = count.of(_counted(c))
            values = term[2](-sample_scores(c))
            if added[0]:
                return np.array(sign * added[2](values[often > 0]))
            return np.array(sign * float((often * values).sum()))

        return Change("-and-".join(names), text, each, value, len(names))

    again = Change[Drawn](
        "counted-again",
        "the observed word's term is there K times",
        "How many terms of the loss are about the observed word? Is its line inside a loop?",
        lambda c: np.array(len(c.samples) * cost(z_o(c))),
    )
    none = Change[Drawn]("observed-missing", "the observed word's term is missing", each, lambda c: np.array(0.0))
    no_samples = Change[Drawn]("samples-missing", "the samples' terms are missing", each, lambda c: np.array(0.0))
    for_observed = [none, again, *(observed(*one) for one in product(terms, (1, -1)))]
    for_samples = [
        samples(term, count, added, sign)
        for term, count, added, sign in product(terms, [EACH_ONCE, *COUNTS], sums, (1, -1))
        if bool(term[0]) + bool(count.name) + bool(added[0]) <= 2
        and (not added[0] or count.name in ("", "repeats-once"))
    ]
    factors = [
        Factor[Drawn](
            "sign", "the sign of all of it is wrong", "Is the loss of a right model large or small?", lambda c: -1.0
        ),
        Factor[Drawn](
            "averaged",
            "all of it is divided by K + 1",
            "Is there a mean in the loss?",
            lambda c: 1 / (1 + len(c.samples)),
        ),
        Factor[Drawn](
            "averaged", "all of it is divided by K", "Is there a mean in the loss?", lambda c: 1 / len(c.samples)
        ),
        Factor[Drawn]("averaged", "all of it is divided by V", "Is there a mean in the loss?", lambda c: 1 / c.words),
        Factor[Drawn]("scaled", "all of it is doubled", "Which constant is only in yours?", lambda c: 2.0),
        Factor[Drawn]("scaled", "all of it is halved", "Which constant is only in yours?", lambda c: 0.5),
    ]

    def pieces(c: Drawn) -> dict[str, np.ndarray]:
        return {
            "the observed word's term": np.array(cost(z_o(c))),
            "the samples' terms": np.array(cost(-sample_scores(c))),
            "the observed word's score": np.array(z_o(c).sum()),
            "the sum of the samples' scores": np.array(sample_scores(c).sum()),
            "K": np.array(float(len(c.samples))),
            "1": np.array(1.0),
        }

    together = [
        Change[Drawn](name, says, each, _together(of))
        for name, says, of in [
            (
                "logarithm-of-the-sum",
                "one logarithm is taken of the sum of all sigmoids",
                lambda t: -np.log(np.exp(-t).sum()),
            ),
            (
                "logarithm-of-the-sum",
                "one logarithm is taken of the mean of all sigmoids",
                lambda t: -np.log(np.exp(-t).mean()),
            ),
            ("product", "the terms are multiplied", lambda t: np.prod(t)),
            (
                "logarithm-of-the-product",
                "the logarithm is missing: it is a product of sigmoids",
                lambda t: np.exp(-t.sum()),
            ),
            ("logarithm-of-the-product", "it is one minus a product of sigmoids", lambda t: 1 - np.exp(-t.sum())),
            ("largest-only", "only the largest term counts", lambda t: t.max()),
        ]
    ]
    return [
        namer([for_observed, [no_samples, *for_samples]], factors),
        namer([together], factors),
        _SOMETIMES,
        made_of(pieces, "It is", each),
    ]


def _together(of: Callable[[np.ndarray], float]) -> Callable[[Drawn], np.ndarray]:
    """What comes of the terms of observed word and samples, taken together."""

    def value(c: Drawn) -> np.ndarray:
        scores = c.outside_vectors @ c.center
        terms = -losses.log_sigmoid(np.append(scores[c.outside_idx], -scores[list(c.samples)]))
        return np.array(of(terms))

    return value


def _counted(c: Drawn) -> Weighed:
    """As much of a case as is needed to count its draws."""
    return Weighed(c.center, c.outside_vectors, c.outside_idx, c.samples, np.zeros(c.words))
