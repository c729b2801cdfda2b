"""The known mistakes with the naive-softmax loss: losses to be differenced, and changes of what was measured."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from word2vec_lab.check.by_notebook.softmax.cases import Case, Loss, Word, by_word, observed, predicted, true_loss
from word2vec_lab.check.judging.mistakes import Measured, Mistake, Replacement
from word2vec_lab.check.judging.pairs import Pair
from word2vec_lab.measure import losses


def _z(pair: Pair) -> np.ndarray:
    return losses.scores(pair.center, pair.outside_vectors)


def _observed_score(pair: Pair) -> float:
    return float(_z(pair)[pair.outside_idx])


def without_denominator(pair: Pair) -> float:
    """The loss if nothing turned scores into probabilities: the other words have no influence."""
    return -_observed_score(pair)


def without_observed(pair: Pair) -> float:
    """The logarithm of the denominator alone."""
    return losses.log_sum_exp(_z(pair))


def minus_probability(pair: Pair) -> float:
    """The loss without its logarithm."""
    return -float(np.exp(-true_loss(pair)))


def squared_distance(pair: Pair) -> float:
    """Half the squared distance between prediction and truth."""
    return 0.5 * float(((predicted(pair) - observed(pair)) ** 2).sum())


OBSERVED_LEFT_OUT: Replacement[Loss] = Replacement(
    "denominator-without-o",
    "The observed word is missing from the denominator",
    "The sum runs over the other words only.",
    "Over which words does equation (1) sum?",
    lambda p: losses.log_sum_exp(np.delete(_z(p), p.outside_idx)) - _observed_score(p),
)

SQUARED_DISTANCE: Replacement[Loss] = Replacement(
    "squared-error",
    "It is the gradient of a squared distance",
    "Truth and prediction were subtracted, and squared.",
    "Which loss does equation (2) define?",
    squared_distance,
)

# The losses whose gradients the known mistakes amount to.
MISTAKEN_LOSSES: list[Replacement[Loss]] = [
    Replacement(
        "expectation-missing",
        "Only the observed word is there",
        "It is the gradient of a loss that has no denominator: the other words have no influence.",
        "Which part of the softmax, besides the numerator, depends on this vector?",
        without_denominator,
    ),
    Replacement(
        "observed-missing",
        "The observed word is missing",
        "It is the gradient of the denominator's logarithm alone. It would be the same for every outside word.",
        "Where does your answer use which word was really seen?",
        without_observed,
    ),
    Replacement(
        "logarithm-missing",
        "It is the gradient of −P, not of −log P",
        "The loss is the logarithm of the probability; yours is differentiated without it.",
        "What does the chain rule add for the logarithm on the outside?",
        minus_probability,
    ),
    Replacement(
        "scores-for-probabilities",
        "The raw scores serve as weights",
        "The dot products were used as they are.",
        "Can a weight be negative here? What should all of them add up to?",
        lambda p: 0.5 * float((_z(p) ** 2).sum()) - _observed_score(p),
    ),
    Replacement(
        "not-normalised",
        "The exponentials are not normalised",
        "exp of the scores was used without the denominator.",
        "Do your weights add up to one?",
        lambda p: float(np.exp(_z(p)).sum()) - _observed_score(p),
    ),
    Replacement(
        "sigmoid-for-softmax",
        "A sigmoid stands where the softmax should",
        "Each word was judged by itself, without the others in a denominator.",
        "If one word becomes likelier, what must happen to all the others? Does it, in yours?",
        lambda p: float(np.logaddexp(0, _z(p)).sum()) - _observed_score(p),
    ),
    Replacement(
        "unweighted-mean",
        "All words count equally",
        "It is what a plain average over the vocabulary gives.",
        "Should a word that the model thinks impossible count as much as one that it is sure of?",
        lambda p: float(_z(p).mean()) - _observed_score(p),
    ),
    Replacement(
        "unweighted-sum",
        "All words count equally",
        "It is what a plain sum over the vocabulary gives.",
        "Should a word that the model thinks impossible count as much as one that it is sure of?",
        lambda p: float(_z(p).sum()) - _observed_score(p),
    ),
    Replacement(
        "every-word-observed",
        "Every word is treated as if it had been observed",
        "For the observed word alone it would be right.",
        "How many entries of y are 1?",
        lambda p: losses.log_sum_exp(_z(p)) - float(_z(p).sum()),
    ),
    OBSERVED_LEFT_OUT,
    SQUARED_DISTANCE,
    Replacement(
        "observed-twice",
        "The observed word counts twice",
        "It is the gradient of a loss that has its score two times.",
        "Is something taken away in two places? If two names stand for one array, a change shows in both.",
        lambda p: losses.log_sum_exp(_z(p)) - 2 * _observed_score(p),
    ),
    Replacement(
        "likeliest-word",
        "It is right for the word that the model thinks likeliest",
        "The observed word is another one.",
        "Which of the two vectors says which word was really seen, y or ŷ?",
        lambda p: losses.log_sum_exp(_z(p)) - float(_z(p).max()),
    ),
    Replacement(
        "observed-repelled",
        "The observed word has the wrong sign",
        "It is treated like all the others, and driven away.",
        "One step later, should the observed word be likelier or less likely?",
        lambda p: losses.log_sum_exp(_z(p)) + _observed_score(p),
    ),
    Replacement(
        "observed-repelled",
        "Only the observed word is there, and with the wrong sign",
        "It is driven away, and the other words have no influence.",
        "One step later, should the observed word be likelier or less likely?",
        lambda p: _observed_score(p),
    ),
]


def _neighbour(pair: Pair, by: int) -> Pair:
    return replace(pair, outside_idx=(pair.outside_idx + by) % pair.words)


def loss_mistakes(measure: Callable[[Loss, Case], np.ndarray]) -> list[Mistake[Case]]:
    """The table of mistaken losses, differenced by `measure`, and the wrong outside word."""

    def of(loss: Loss) -> Callable[[Measured[Case]], np.ndarray]:
        return lambda m: measure(loss, m.case)

    def others_missing(m: Measured[Case]) -> np.ndarray:
        pair = m.case.pair if isinstance(m.case, Word) else m.case
        return np.asarray((1 - np.exp(-true_loss(pair))) * measure(without_denominator, m.case))

    particular: list[Mistake[Case]] = [
        Mistake(
            "others-missing",
            "The other words have no influence",
            "The observed word counts as much as it should; nothing else is in your answer.",
            "The denominator holds a term for every word. What happened to the others?",
            others_missing,
        ),
        Mistake(
            "wrong-word",
            "It is right for word 0",
            "The observed word is another one.",
            "Which of your indices should be o?",
            of(lambda p: true_loss(replace(p, outside_idx=0))),
        ),
    ]

    def next_word(by: int) -> Mistake[Case]:
        return Mistake(
            "wrong-word",
            "It is right for another outside word",
            f"It is what one gets for the word {'after' if by > 0 else 'before'} o in the vocabulary.",
            "Python counts from 0. From where does your index count?",
            of(lambda p: true_loss(_neighbour(p, by))),
        )

    return [row.mistake(measure) for row in MISTAKEN_LOSSES] + particular + [next_word(1), next_word(-1)]


def row_mistakes(line: str) -> list[Mistake[Pair]]:
    """Mistakes that concern the vectors of some words only; `line` is what a word's vector is, "row" or "column"."""

    def only(m: Measured[Pair]) -> np.ndarray:
        return np.asarray(m.value * observed(m.case)[:, None])

    return [
        Mistake(
            "row-o-missing",
            f"The {line} of the observed word stayed zero",
            f"All other {line}s are right.",
            "Does u_o occur in the numerator only, or in the denominator as well?",
            lambda m: m.value - only(m),
        ),
        Mistake(
            "other-rows-missing",
            f"Only the {line} of the observed word is filled",
            f"That {line} is right; all others are zero.",
            "The denominator is a sum over all words. What does a small change of another word's vector do to it?",
            only,
        ),
        Mistake(
            "row-o-unlike",
            f"The {line} of the observed word has the wrong sign",
            f"All other {line}s are right.",
            "With one word seen, is its own probability too high or too low?",
            lambda m: m.value - 2 * only(m),
        ),
    ]


def other_word_mistakes() -> list[Mistake[Word]]:
    """Mistakes in ∂J/∂u_w that concern a word w ≠ o."""

    def push(word: Word) -> np.ndarray:
        return by_word(without_observed, word)

    def all_of_it(m: Measured[Word]) -> np.ndarray:
        return np.asarray(sum(push(replace(m.case, w=x)) for x in range(m.case.pair.words)))

    same = "Every word w ≠ o gets the same gradient"
    asks = "For two different words w, should the gradient be the same? What tells them apart?"
    return [
        Mistake(
            "wrong-probability",
            same,
            "It is right for a word that is as likely as the observed one.",
            asks,
            lambda m: push(replace(m.case, w=m.case.pair.outside_idx)),
        ),
        Mistake(
            "same-for-all",
            same,
            "It is the gradient for the observed word.",
            asks,
            lambda m: by_word(true_loss, replace(m.case, w=m.case.pair.outside_idx)),
        ),
        Mistake(
            "sum-kept",
            "The sum over all words is still there",
            "Every word w ≠ o gets the same gradient, as if all of the probability were on it.",
            "When you differentiate a sum over words with respect to one word's vector, how many terms survive?",
            all_of_it,
        ),
        Mistake(
            "every-word-observed",
            "Every word is treated as if it had been observed",
            "For w = o that would be right.",
            "What does the first term of the loss say about a word that was not there?",
            lambda m: push(m.case) - all_of_it(m),
        ),
    ]


# Mistaken losses that are told by their values.
MISTAKEN_VALUES: list[Replacement[Loss]] = [
    Replacement(
        "loss-sign",
        "The loss has the wrong sign",
        "The size is right.",
        "A loss is small when the model is right. Which sign does the logarithm of a probability have?",
        lambda p: -true_loss(p),
    ),
    Replacement(
        "loss-logarithm-missing",
        "The loss is a probability, not its negative logarithm",
        "It lies between 0 and 1 and falls when the model gets worse.",
        "What does a cross-entropy take of the probability?",
        lambda p: float(np.exp(-true_loss(p))),
    ),
    Replacement(
        "loss-logarithm-missing",
        "The loss is a probability with a minus sign",
        "It lies between −1 and 0. A loss of this kind is never negative.",
        "What does a cross-entropy take of the probability?",
        minus_probability,
    ),
    Replacement(
        "probabilities-all-one",
        "The loss is always zero",
        "Even where the model is quite wrong.",
        "Along which axis do your probabilities add up to one? And which entry of y is not zero?",
        lambda p: 0.0,
    ),
    Replacement(
        "loss-logarithm-missing",
        "The loss is one over a probability",
        "It grows far too fast.",
        "What does a cross-entropy take of the probability?",
        lambda p: float(np.exp(true_loss(p))),
    ),
    OBSERVED_LEFT_OUT,
    replace(SQUARED_DISTANCE, title="The loss is a squared distance"),
    Replacement(
        "wrong-word",
        "The loss is that of word 0",
        "The observed word is another one.",
        "Which of your indices should be o?",
        lambda p: true_loss(replace(p, outside_idx=0)),
    ),
    Replacement(
        "loss-logarithm-missing",
        "The loss is one minus a probability",
        "It cannot exceed 1, however wrong the model is.",
        "What does a cross-entropy take of the probability?",
        lambda p: 1 - float(np.exp(-true_loss(p))),
    ),
    Replacement(
        "loss-over-all-words",
        "The loss adds up all words",
        "Every word was treated as if it had been observed.",
        "How many entries of y are not zero?",
        lambda p: -float(np.log(predicted(p)).sum()),
    ),
    Replacement(
        "loss-without-denominator",
        "The loss has no denominator",
        "It is the observed word's score alone.",
        "What turns a score into a probability?",
        without_denominator,
    ),
    Replacement(
        "loss-without-observed",
        "The loss does not depend on the observed word",
        "It is the logarithm of the denominator alone.",
        "Where does the loss use which word was really seen?",
        without_observed,
    ),
]


def value_mistakes() -> list[Mistake[Pair]]:
    """The table of mistaken losses as values, and the wrong outside word."""

    def value(loss: Loss, pair: Pair) -> np.ndarray:
        return np.array(loss(pair))

    def next_word(by: int) -> Mistake[Pair]:
        return Mistake(
            "wrong-word",
            "The loss is that of another outside word",
            f"It is right for the word {'after' if by > 0 else 'before'} o in the vocabulary.",
            "Python counts from 0. From where does your index count?",
            lambda m: value(true_loss, _neighbour(m.case, by)),
        )

    return [*(row.mistake(value) for row in MISTAKEN_VALUES), next_word(1), next_word(-1)]
