"""The known mistakes with the negative-sampling loss: losses to be differenced, and changes of what was measured."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from word2vec_lab.check.by_notebook.negative_sampling.cases import Case, Drawn, Loss, cost, true_loss
from word2vec_lab.check.judging.lending import right_sigmoid
from word2vec_lab.check.judging.mistakes import Measured, Mistake, Replacement
from word2vec_lab.check.judging.pairs import by_center, by_outside
from word2vec_lab.measure import losses


def _z(drawn: Drawn) -> np.ndarray:
    return losses.scores(drawn.center, drawn.outside_vectors)


def _observed_score(drawn: Drawn) -> np.ndarray:
    """u_o · v_c, a 0-d array."""
    return np.asarray(_z(drawn)[drawn.outside_idx])


def sample_scores(drawn: Drawn) -> np.ndarray:
    """u_ws · v_c for each of the samples, (K,)."""
    return np.asarray(_z(drawn)[list(drawn.samples)])


def _chance(score: np.ndarray) -> float:
    return float(right_sigmoid(score).sum())


def resampled(drawn: Drawn, samples: Sequence[int]) -> float:
    """The loss, had other samples been drawn."""
    return true_loss(replace(drawn, samples=tuple(samples)))


def _redrawn(drawn: Drawn) -> list[int]:
    """All words that the dataset gives out, without the outside word."""
    return [w for w in drawn.given_out if w != drawn.outside_idx] or list(drawn.samples)


def _different(drawn: Drawn) -> list[int]:
    """The first K different words that the dataset gives out: after its list, it gives out all words in turn."""
    words = dict.fromkeys([*_redrawn(drawn), *range(drawn.words)])
    return [w for w in words if w != drawn.outside_idx][: len(drawn.samples)]


SIDE = "One step later, should the model say yes to these words more often, or less often?"

# The losses whose values and gradients the known mistakes amount to.
MISTAKEN_LOSSES: list[Replacement[Loss]] = [
    Replacement(
        "samples-missing",
        "Only the observed word is there",
        "The negative samples have no influence.",
        "The loss has K more terms. Where are they in your answer?",
        lambda c: cost(_observed_score(c)),
    ),
    Replacement(
        "observed-missing",
        "Only the negative samples are there",
        "It would be the same for every outside word.",
        "Where does your answer use which word was really seen?",
        lambda c: cost(-sample_scores(c)),
    ),
    Replacement(
        "samples-as-observed",
        "The negative samples are treated like the observed word",
        "It is what one gets when the minus inside the sigmoid is lost.",
        SIDE,
        lambda c: cost(_observed_score(c)) + cost(sample_scores(c)),
    ),
    Replacement(
        "samples-as-observed",
        "The negative samples are treated like the observed word, with the opposite sign",
        "It is what one gets when the minus inside the sigmoid is lost, and another one is put outside.",
        "σ(−x) and −σ(x) are not the same. Which of the two does the loss have?",
        lambda c: cost(_observed_score(c)) - cost(sample_scores(c)),
    ),
    Replacement(
        "observed-as-sample",
        "The observed word is treated like a negative sample",
        "It has the minus inside the sigmoid that only the samples should have.",
        SIDE,
        lambda c: cost(-_observed_score(c)) + cost(-sample_scores(c)),
    ),
    Replacement(
        "roles-exchanged",
        "The observed word and the samples have changed places",
        "Each has the sign of the other.",
        SIDE,
        lambda c: cost(-_observed_score(c)) + cost(sample_scores(c)),
    ),
    Replacement(
        "samples-repelled-wrongly",
        "The samples' terms have the wrong sign",
        "The observed word's term is right, the others are subtracted where they should be added, or the reverse.",
        "Is each term of the loss positive or negative? Do all of them ask for the same thing: to be made small?",
        lambda c: cost(_observed_score(c)) - cost(-sample_scores(c)),
    ),
    Replacement(
        "samples-averaged",
        "The negative samples are averaged",
        "Their terms are divided by K.",
        "Does the loss have a sum or a mean over the samples?",
        lambda c: cost(_observed_score(c)) + cost(-sample_scores(c)) / len(c.samples),
    ),
    Replacement(
        "repeats-once",
        "A word that was drawn more than once counts once",
        "All else is right. Repeats are to count as often as they were drawn.",
        "What does the sum run over: the different words, or the K draws?",
        lambda c: resampled(c, sorted(set(c.samples))),
    ),
    Replacement(
        "repeats-redrawn",
        "The samples are K different words",
        "A word that came a second time was drawn again. Repeats are to be kept.",
        "Which function, given at the top, draws the samples? When does it draw again?",
        lambda c: resampled(c, _different(c)),
    ),
    Replacement(
        "outside-word-drawn",
        "The outside word is among the negative samples",
        "The dataset gave it out, and it was kept.",
        "Which function, given at the top, draws again when that happens?",
        lambda c: resampled(c, (c.given_out or c.samples)[: len(c.samples)]),
    ),
    Replacement(
        "not-redrawn",
        "There are fewer than K negative samples",
        "Where the dataset gave out the outside word, nothing was drawn in its place.",
        "Which function, given at the top, draws again when that happens?",
        lambda c: resampled(c, [w for w in c.given_out[: len(c.samples)] if w != c.outside_idx] or c.samples[:-1]),
    ),
    Replacement(
        "drawn-twice",
        "The samples were drawn a second time",
        "It is right for K other words, those that the dataset gives out next.",
        "How often is the sampling function called? Do all your results speak of the same K words?",
        lambda c: resampled(c, _redrawn(c)[len(c.samples) : 2 * len(c.samples)] or c.samples[::-1]),
    ),
    Replacement(
        "k-ignored",
        "It always uses 10 samples",
        "The caller may ask for another number.",
        "Which parameter says how many samples are wanted?",
        lambda c: resampled(c, _redrawn(c)[:10]),
    ),
    Replacement(
        "one-sample-lost",
        "The last sample is missing",
        "All others are there.",
        "Where does your range of samples end?",
        lambda c: resampled(c, c.samples[:-1]),
    ),
    Replacement(
        "one-sample-lost",
        "The first sample is missing",
        "All others are there.",
        "Python counts from 0. From where do you count?",
        lambda c: resampled(c, c.samples[1:]),
    ),
    Replacement(
        "one-sample-only",
        "Only the last sample counts",
        "The observed word is right; of the samples, one is left.",
        "Does something get overwritten that should be added to?",
        lambda c: resampled(c, c.samples[-1:]),
    ),
    Replacement(
        "one-sample-only",
        "Only the first sample counts",
        "The observed word is right; of the samples, one is left.",
        "Does your loop, or your sum, end too early?",
        lambda c: resampled(c, c.samples[:1]),
    ),
    Replacement(
        "whole-vocabulary",
        "Every word is treated as a negative sample",
        "Words that were not drawn take part.",
        "Which rows does the loss look at? All of them?",
        lambda c: resampled(c, [w for w in range(c.words) if w != c.outside_idx]),
    ),
    Replacement(
        "whole-vocabulary",
        "Every word is treated as a negative sample, the outside word too",
        "Words that were not drawn take part.",
        "Which rows does the loss look at? All of them?",
        lambda c: resampled(c, range(c.words)),
    ),
    Replacement(
        "logarithm-missing",
        "The logarithms are missing",
        "It is right for a loss that is made of the sigmoids themselves.",
        "What stands around each sigmoid in the loss?",
        lambda c: -_chance(_observed_score(c)) - _chance(-sample_scores(c)),
    ),
    Replacement(
        "softmax-of-the-sample",
        "A softmax over the sampled words",
        "The words compete with each other for one unit of belief.",
        "Is each word judged together with the others here, or by itself?",
        lambda c: losses.log_sum_exp(np.append(sample_scores(c), _observed_score(c))) - float(_observed_score(c)),
    ),
    Replacement(
        "naive-softmax",
        "It is the naive-softmax loss of notebook 1",
        "All words of the vocabulary are in it.",
        "Which words may this loss look at?",
        lambda c: losses.naive_softmax(c.center, c.outside_idx, c.outside_vectors),
    ),
    Replacement(
        "wrong-word",
        "It is right for word 0",
        "The observed word is another one.",
        "Which of your indices should be o?",
        lambda c: true_loss(replace(c, outside_idx=0)),
    ),
    Replacement(
        "wrong-word",
        "It is right for the word after o in the vocabulary",
        "The observed word is another one.",
        "Python counts from 0. From where does your index count?",
        lambda c: true_loss(replace(c, outside_idx=(c.outside_idx + 1) % c.words)),
    ),
]


def loss_mistakes(measure: Callable[[Loss, Case], np.ndarray]) -> list[Mistake[Case]]:
    """The table of mistaken losses, differenced by `measure`."""
    return [row.mistake(measure) for row in MISTAKEN_LOSSES]


def value_mistakes() -> list[Mistake[Drawn]]:
    """Mistaken losses as values."""
    positive = Mistake[Drawn](
        "loss-sign",
        "The loss has the wrong sign",
        "The size is right.",
        "Here we minimise. Is the loss of a model that is right large or small?",
        lambda m: -m.value,
    )
    product = Mistake[Drawn](
        "loss-logarithm-missing",
        "The loss is a product of probabilities, not its negative logarithm",
        "It lies between 0 and 1, and falls when the model gets worse.",
        "What does the loss take of each probability?",
        lambda m: np.exp(-m.value),
    )
    by_word: list[Mistake[Drawn]] = loss_mistakes(lambda loss, case: np.array(loss(case)))
    return [positive, product, *by_word]


def _weights(m: Measured[Drawn]) -> np.ndarray:
    """What each measured row is a multiple of v_c by, (V,): a row moves along v_c and in no other direction."""
    center = m.case.center
    return np.asarray(m.value @ center / (center @ center))


def row_mistakes() -> list[Mistake[Drawn]]:
    """Mistakes that concern some rows of gradOutsideVecs only."""

    def observed(m: Measured[Drawn]) -> np.ndarray:
        return np.asarray(m.value * np.eye(m.case.words)[m.case.outside_idx][:, None])

    def once(m: Measured[Drawn]) -> np.ndarray:
        return np.asarray(m.value / np.maximum(m.case.often, 1)[:, None])

    def in_order_of_drawing(m: Measured[Drawn]) -> np.ndarray:
        rows = once(m)[[m.case.outside_idx, *m.case.samples]]
        out = np.zeros((max(m.case.words, len(rows)), m.value.shape[1]))
        out[: len(rows)] = rows
        return out[: m.case.words]

    return [
        Mistake(
            "repeats-once",
            "A word that was drawn more than once counts once",
            "All other rows are right. Repeats are to count as often as they were drawn.",
            "What do `a[[1, 1]] = 1` and `a[[1, 1]] += 1` leave of the repeat? Try both on a small array of zeros.",
            once,
        ),
        Mistake(
            "row-o-missing",
            "The row of the observed word stayed zero",
            "All other rows are right.",
            "Does the loss change when u_o changes?",
            lambda m: m.value - observed(m),
        ),
        Mistake(
            "row-o-unlike",
            "The row of the observed word has the wrong sign",
            "All other rows are right.",
            "Should the observed word be drawn towards v_c, or driven away?",
            lambda m: m.value - 2 * observed(m),
        ),
        Mistake(
            "other-rows-missing",
            "Only the row of the observed word is filled",
            "That row is right; all others are zero.",
            "On which other vectors does the loss depend?",
            observed,
        ),
        Mistake(
            "sampled-rows-unlike",
            "The rows of the negative samples have the wrong sign",
            "The observed word's row is right.",
            "Should a sampled word be drawn towards v_c, or driven away?",
            lambda m: 2 * observed(m) - m.value,
        ),
        Mistake(
            "sampled-rows-unlike",
            "The rows of the negative samples have the wrong sign, and repeats count once",
            "The observed word's row is right.",
            "Should a sampled word be drawn towards v_c, or driven away?",
            lambda m: 2 * observed(m) - once(m),
        ),
        Mistake(
            "row-o-missing",
            "The row of the observed word stayed zero, and repeats count once",
            "Rows of words that were drawn once are right.",
            "Does the loss change when u_o changes?",
            lambda m: once(m) - observed(m),
        ),
        Mistake(
            "rows-in-order-of-drawing",
            "The rows stand in the order of drawing",
            "The first row is the observed word's, the next the first sample's, and so on.",
            "Which row of outsideVectors is moved by each of these gradients in training?",
            in_order_of_drawing,
        ),
        Mistake(
            "own-vector",
            "Each row points along the word's own vector",
            "The weights are right.",
            "Differentiate u · v with respect to u. Which of the two is left?",
            lambda m: _weights(m)[:, None] * m.case.outside_vectors,
        ),
        Mistake(
            "samples-averaged",
            "The rows of the negative samples are divided by K",
            "The observed word's row is right.",
            "Does the loss have a sum or a mean over the samples?",
            lambda m: observed(m) + (m.value - observed(m)) / len(m.case.samples),
        ),
    ]


def center_mistakes() -> list[Mistake[Drawn]]:
    """Mistakes in ∂J/∂v_c that are no mistaken loss."""

    def along_center(m: Measured[Drawn]) -> np.ndarray:
        return np.asarray(by_outside(true_loss, m.case).sum(axis=0))

    return [
        Mistake(
            "center-for-outside",
            "It points along v_c itself",
            "The weights are right, and each is multiplied with v_c.",
            "Differentiate u · v with respect to v. Which of the two is left?",
            along_center,
        )
    ]


IN_THE_LOSS = ("samples-as-observed", "observed-as-sample", "roles-exchanged")
"""Mistakes that are told as a sign inside the loss. Beside a right loss they are a wrong weight, and told as that."""


def gradient_mistakes(loss_is_right: bool) -> tuple[list[Mistake[Drawn]], list[Mistake[Drawn]]]:
    """The tables for ∂J/∂v_c and for ∂J/∂U.

    Without a right loss the mistake is looked for in the loss first: a set of the samples gives the same rows as `+=`
    with repeated indices, but not the same loss.
    """
    center: list[Mistake[Drawn]] = loss_mistakes(by_center)
    outside: list[Mistake[Drawn]] = loss_mistakes(by_outside)
    if not loss_is_right:
        return [*center_mistakes(), *center], [*outside, *row_mistakes()]
    center, outside = ([m for m in table if m.name not in IN_THE_LOSS] for table in (center, outside))
    return [*center_mistakes(), *center], [*row_mistakes(), *outside]
