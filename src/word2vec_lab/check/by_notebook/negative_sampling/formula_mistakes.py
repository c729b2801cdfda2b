"""The known mistakes with the formulas of `3_negative_sampling`: with one sample, with what all share, with repeats."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from word2vec_lab.check.by_notebook.negative_sampling.cases import (
    Drawn,
    Loss,
    Measure,
    Sample,
    by_sample,
    cost,
    stacked,
    true_loss,
)
from word2vec_lab.check.by_notebook.negative_sampling.mistakes import SIDE, resampled, sample_scores
from word2vec_lab.check.judging.mistakes import Measured, Mistake
from word2vec_lab.check.judging.pairs import by_center, by_outside
from word2vec_lab.measure import losses

# --- 1(h)(i): the three gradients -------------------------------------------------------------------------------------


def exchanged(name: str, measure: Measure[Sample]) -> Mistake[Sample]:
    """Another of the three gradients stands in this one's place."""
    return Mistake(
        "exchanged",
        f"It is what {name} should be",
        "All three have the same shape, so only the numbers tell them apart.",
        "In which order are the three values returned?",
        lambda m: measure(true_loss, m.case),
    )


def lifted(mistake: Mistake[Drawn]) -> Mistake[Sample]:
    """A mistake that has nothing to do with s, for cases that hold an s."""
    return Mistake(
        mistake.name,
        mistake.title,
        mistake.says,
        mistake.asks,
        lambda m: mistake.produces(Measured(m.case.drawn, m.value)),
    )


ONE_SAMPLE: Mistake[Sample] = Mistake(
    "one-sample-only",
    "Only the sample s counts",
    "The observed word is right; of the samples, one is left.",
    "How many of the loss's terms hold v_c?",
    lambda m: by_center(lambda c: resampled(c, c.samples[m.case.s : m.case.s + 1]), m.case.drawn),
)


def _all_rows(m: Measured[Sample], loss: Loss = true_loss) -> np.ndarray:
    return by_outside(loss, m.case.drawn)


def _scaled_to(row: np.ndarray, center: np.ndarray, vector: np.ndarray) -> np.ndarray:
    """The measured multiple of v_c, as a multiple of another vector."""
    return np.asarray(float(row @ center / (center @ center)) * vector)


def observed_mistakes() -> list[Mistake[Sample]]:
    """Mistakes in ∂J/∂u_o that are no mistaken loss."""
    return [
        Mistake(
            "own-vector",
            "It points along u_o itself",
            "The weight is right.",
            "Differentiate u · v with respect to u. Which of the two is left?",
            lambda m: _scaled_to(m.value, m.case.drawn.center, m.case.drawn.outside_vectors[m.case.drawn.outside_idx]),
        ),
        Mistake(
            "samples-included",
            "The negative samples are in it",
            "It is the sum of the gradients for all K + 1 outside vectors.",
            "How many of the loss's terms hold u_o?",
            lambda m: _all_rows(m).sum(axis=0),
        ),
    ]


def sample_mistakes() -> list[Mistake[Sample]]:
    """Mistakes in ∂J/∂u_ws, which 1(h)(i) and 1(i) ask for."""

    def pulled_by(sign: int) -> Callable[[Measured[Sample]], np.ndarray]:
        return lambda m: by_sample(lambda c: sign * cost(sample_scores(c)), m.case)

    def all_samples(m: Measured[Sample]) -> np.ndarray:
        return np.asarray(_all_rows(m, lambda c: cost(-sample_scores(c))).sum(axis=0))

    lost = "σ(−x) and σ(x) are not the same. Write down which of the two the loss has, then differentiate."
    return [
        Mistake(
            "sign-flipped",
            "Every number has the wrong sign",
            "The sizes are all right.",
            "Should a sampled word be drawn towards v_c, or driven away?",
            lambda m: -m.value,
        ),
        Mistake(
            "samples-as-observed",
            "It is treated like the observed word",
            "It is what one gets when the minus inside the sigmoid is lost.",
            SIDE,
            pulled_by(1),
        ),
        Mistake(
            "minus-inside-lost",
            "A minus inside the sigmoid got lost",
            "The sample is driven away, but most when the model is already right about it.",
            lost,
            pulled_by(-1),
        ),
        Mistake(
            "own-vector",
            "It points along the sample's own vector",
            "The weight is right.",
            "Differentiate u · v with respect to u. Which of the two is left?",
            lambda m: _scaled_to(m.value, m.case.drawn.center, m.case.drawn.outside_vectors[m.case.word]),
        ),
        Mistake(
            "sum-kept",
            "The sum over all samples is still there",
            "Every sample gets the same gradient.",
            "When you differentiate a sum with respect to one sample's vector, how many of its terms survive?",
            all_samples,
        ),
        Mistake(
            "gradient-of-the-center",
            "It is the samples' part of ∂J/∂v_c",
            "It has the right shape, but it is taken with respect to another vector.",
            "Which vector is moved here, and which stands still?",
            lambda m: by_center(lambda c: cost(-sample_scores(c)), m.case.drawn),
        ),
        Mistake(
            "same-for-all",
            "It is the gradient for the first sample",
            "Every sample gets the same gradient.",
            "Which column of U_neg is sample s?",
            lambda m: by_sample(true_loss, replace(m.case, s=0)),
        ),
    ]


def neighbours() -> list[Mistake[Sample]]:
    """The gradient for the sample before or after s."""

    def beside(by: int) -> Callable[[Measured[Sample]], np.ndarray]:
        return lambda m: by_sample(true_loss, replace(m.case, s=(m.case.s + by) % len(m.case.drawn.samples)))

    return [
        Mistake(
            "other-sample",
            f"It is the gradient for the sample {where} s",
            "It is off by one column.",
            "Python counts from 0. From where does your index count?",
            beside(by),
        )
        for by, where in ((-1, "before"), (1, "after"))
    ]


# --- 1(h)(ii): what all three share -----------------------------------------------------------------------------------


def common_mistakes() -> list[Mistake[Drawn]]:
    """Mistakes in the quantity that the three gradients share."""

    def scores(m: Measured[Drawn]) -> np.ndarray:
        return np.asarray(m.case.center @ stacked(m.case))

    some = "Multiply your vector with v_c. Do you get the gradient of every outside vector?"
    return [
        Mistake(
            "scores-only",
            "It holds the scores",
            "The dot products are a beginning, but all the rest of the work would still be done in each gradient.",
            some,
            scores,
        ),
        Mistake(
            "logarithms",
            "It holds the terms of the loss",
            "The gradients do not need them.",
            some,
            lambda m: losses.log_sigmoid(scores(m)),
        ),
        Mistake(
            "logarithms",
            "It holds the terms of the loss",
            "The gradients do not need them.",
            some,
            lambda m: -losses.log_sigmoid(scores(m)),
        ),
        Mistake(
            "slope-of-the-sigmoid",
            "It holds the slopes of the sigmoid",
            "Each gradient divides by the sigmoid again.",
            "The derivative of log σ has two factors. What do they make together?",
            lambda m: -m.value * (1 + m.value),
        ),
        Mistake(
            "samples-as-observed",
            "The minus of the stacked columns is lost for the samples",
            "The entry of the observed word is right.",
            "The stacked matrix has the minus in its columns already. Where was it taken out?",
            lambda m: np.append(m.value[:1], -1 - m.value[1:]),
        ),
        Mistake(
            "samples-as-observed",
            "The minus of the stacked columns is lost for the samples",
            "The entry of the observed word is right, up to its sign.",
            "The stacked matrix has the minus in its columns already. Where was it taken out?",
            lambda m: -np.append(m.value[:1], -1 - m.value[1:]),
        ),
    ]


# --- 1(i): samples that repeat ----------------------------------------------------------------------------------------


def counting_mistakes() -> list[Mistake[Sample]]:
    """Mistakes in how often a sample counts that was drawn more than once."""

    def times(factor: Callable[[Sample, int], float]) -> Callable[[Measured[Sample]], np.ndarray]:
        return lambda m: (
            m.value * factor(m.case, int(m.case.drawn.often[m.case.word])) / m.case.drawn.often[m.case.word]
        )

    count = "Take the smallest case and write down its samples. How often is word w_s among them?"
    return [
        Mistake[Sample](
            "repeats-once",
            "A word that was drawn more than once counts once",
            "It is right for a word that was drawn once. (In a vocabulary every word stands once, in a sample it may "
            "stand several times.)",
            count,
            times(lambda case, n: 1),
        ),
        Mistake[Sample](
            "all-counted",
            "It is multiplied by K",
            "Every sample is counted, the other words too.",
            count,
            times(lambda case, n: len(case.drawn.samples)),
        ),
        Mistake[Sample](
            "others-counted",
            "The other samples are counted",
            "The number is that of the samples that are different words.",
            count,
            times(lambda case, n: len(case.drawn.samples) - n),
        ),
        Mistake[Sample](
            "count-squared",
            "The repeats are counted twice over",
            "A word that was drawn n times gets the factor n².",
            "You have a sum over equal samples, or a count of them. Is there both?",
            times(lambda case, n: n * n),
        ),
        Mistake[Sample](
            "one-too-many",
            "The repeats are miscounted by one",
            "A word that was drawn n times gets the factor n − 1.",
            count,
            times(lambda case, n: n - 1),
        ),
        Mistake[Sample](
            "one-too-many",
            "The repeats are miscounted by one",
            "A word that was drawn n times gets the factor n + 1.",
            count,
            times(lambda case, n: n + 1),
        ),
        Mistake[Sample](
            "position-counted",
            "It counts the position s, not the word w_s",
            "`s` says which of the samples is meant; which word that is, `samples` knows.",
            count,
            times(lambda case, n: case.drawn.samples.count(case.s)),
        ),
    ]
