"""The course's moving pictures that have controls: each is a figure of `word2vec_lab.figures`, redrawn as one moves."""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from word2vec_lab import figures
from word2vec_lab.check.by_notebook.skipgram.cases import Window, by_center, by_outside
from word2vec_lab.expecting import expecting
from word2vec_lab.figures import Picture
from word2vec_lab.text import treebank
from word2vec_lab.widgets import page
from word2vec_lab.widgets.controls import Control, show
from word2vec_lab.widgets.dragging import hot_tea

MOST_WORDS = 10


@expecting("a list of one to ten words")
def window(sentence: Sequence[str]) -> None:
    """The skip-gram window over a sentence of at most ten words: move the centre word, widen the window."""
    words = tuple(sentence)
    if isinstance(sentence, str):
        raise ValueError(f"The sentence is one text. Give a list of words: {sentence.split()!r}.")
    if not 1 <= len(words) <= MOST_WORDS:
        raise ValueError(f"The sentence has {len(words)} words. Give a list of one to {MOST_WORDS} words.")

    def draw(center: int, size: int) -> Picture:
        return figures.window(words, center, size)

    show(
        draw,
        Control("center", "Centre word", tuple((w, i) for i, w in enumerate(words)), len(words) // 2),
        Control("size", "Window size", tuple((str(m), m) for m in range(1, 6)), 1),
    )


def normalised_sum() -> None:
    """Item 1(c) in numbers: move α from −2 to 3 and watch both sums."""
    alphas = [step / 10 for step in range(-20, 31)]
    options = tuple((f"{alpha:.1f}".replace("-", "−"), alpha) for alpha in alphas)
    show(figures.normalised_sum, Control("alpha", "α", options, alphas.index(2.0)))


def secant() -> None:
    """The step of a numeric derivative, from 1 down to 1e-12, and what it does to the error."""
    steps = [float(f"{lead}e{power}") for power in range(-12, 0) for lead in (1, 2, 5)] + [1.0]
    options = tuple((f"{h:g}".replace("e-0", "e-").replace("-", "−"), h) for h in steps)
    # It is asked what small steps do, so it opens at a large one; whoever cannot move it sees them all.
    show(figures.secant, Control("h", "Step h", options, steps.index(0.5) if page.live() else 0))


def activations() -> None:
    """The leaky ReLU and the sigmoid: move α, and show their slopes once they have been predicted."""
    alphas = [step / 20 for step in range(1, 20)]
    options = tuple((f"{alpha:.2f}", alpha) for alpha in alphas)
    # Whoever cannot choose sees the slopes at once.
    show(
        figures.activations,
        Control("alpha", "α", options, alphas.index(0.2)),
        Control("slopes", "Slopes", (("hidden", False), ("measured", True)), 0 if page.live() else 1, "choice"),
    )


def word_plot(words: Sequence[str], center: np.ndarray, outside: np.ndarray) -> None:
    """The plot of word vectors: choose which vectors, which axes, and whether all are brought to length 1."""
    kinds = {"centre": center, "outside": outside, "both, one after the other": np.hstack([center, outside])}

    def draw(kind: str, axes: tuple[int, int], unit_length: bool) -> Picture:
        ending = ", each of length 1" if unit_length else ""
        return figures.word_vectors(words, kinds[kind], axes, unit_length, f"Vectors: {kind}{ending}")

    pairs = ((0, 1), (0, 2), (1, 2), (2, 3), (3, 4))
    show(
        draw,
        Control("kind", "Vectors", tuple((kind, kind) for kind in kinds), 1, "choice"),
        Control("axes", "Axes", tuple((f"{i + 1} and {j + 1}", (i, j)) for i, j in pairs), 0),
        Control("unit_length", "Length", (("as trained", False), ("all 1", True)), 0, "choice"),
    )


# --- A window, pair by pair ------------------------------------------------------------------------------------------


def contributions() -> None:
    """Go through a window one outside word at a time; slopes of the naive-softmax loss, all of them measured."""
    sentence = ("the", "king", "and", "the", "queen", "drink", "tea")
    vocabulary = tuple(sorted(set(sentence)))
    index = {word: i for i, word in enumerate(vocabulary)}
    centers, outsides = np.random.default_rng(12).uniform(-1, 1, (2, len(vocabulary), 3)).round(1)

    def draw(center: int, size: int, done: int) -> Picture:
        places = [i for i in range(len(sentence)) if i != center and abs(i - center) <= size]
        outside = tuple(index[sentence[i]] for i in places)
        whole = Window(index[sentence[center]], outside, centers, outsides, size)
        so_far = replace(whole, outside=outside[:done])
        slopes = figures.Slopes(
            np.stack([by_center(pair)[pair.center_idx] for pair in whole.pairs]),
            by_center(so_far),
            by_outside(so_far),
        )
        return figures.contributions(sentence, center, places, min(done, len(places)), vocabulary, slopes)

    centred = tuple((word, i) for i, word in enumerate(sentence) if word != "the")
    show(
        draw,
        Control("center", "Centre word", centred, 2),
        Control("size", "Window size", tuple((str(m), m) for m in range(1, 5)), 1),
        Control("done", "Pairs so far", tuple((str(k), k) for k in range(1, 7)), 1),
    )


# --- Negative samples -----------------------------------------------------------------------------------------------

NOISE_WORDS = (".", "the", "film", "tea", "great", "hot", "audience", "monday", "UNK")


@functools.cache
def _embedded_counts() -> Mapping[str, int]:
    """The counts of the embedded corpus: it is small, and the same everywhere, so that the text can speak of it."""
    return treebank.embedded().counts


def noise() -> None:
    """The noise distribution of the embedded corpus: move the power of the counts from 0 to 1."""
    powers = [step / 20 for step in range(21)]
    texts = {0.0: "0.00, all words alike", 0.75: "0.75, as in word2vec", 1.0: "1.00, as in the text"}
    options = tuple((texts.get(power, f"{power:.2f}"), power) for power in powers)

    def draw(power: float) -> Picture:
        return figures.noise(_embedded_counts(), NOISE_WORDS, power)

    # It is asked what becomes of a word from 1 to ¾, so it opens at 1; whoever cannot move it sees ¾.
    show(draw, Control("power", "Power", options, powers.index(1.0 if page.live() else 0.75)))


NEGATIVES = (
    ("the", "king", "rain", "the", "cup", "the"),
    ("king", "the", "coffee", "rain", "king", "the"),
    ("cup", "the", "the", "rain", "the", "coffee"),
)
"""Three draws of six words, as the noise distribution could give them out: “the” is common, and now and then a word
is drawn that does keep company with the centre word."""


def sampled() -> None:
    """One step on the negative-sampling loss: draw other negative samples, or more of them."""
    state = hot_tea()

    def draw(negatives: int, k: int) -> Picture:
        samples = [state.words.index(word) for word in NEGATIVES[negatives][:k]]
        return figures.sampled(state.center, state.outside_idx, state.outside_vectors, state.words, samples)

    show(
        draw,
        Control("k", "K, how many", tuple((str(k), k) for k in range(1, 7)), 3),
        Control("negatives", "Draw", tuple((str(i + 1), i) for i in range(len(NEGATIVES))), 0, "choice"),
    )


# --- Walks downhill --------------------------------------------------------------------------------------------------


def descent() -> None:
    """The step size of gradient descent, in a round bowl and in a narrow valley."""
    steps = [0.01, 0.02, 0.03, 0.05, 0.06, 0.08, 0.1, 0.12, 0.125, 0.13, 0.15, 0.2, 0.3, 0.4, 0.5]
    steps += [0.6, 0.7, 0.8, 0.9, 0.95, 1.0, 1.02, 1.05]
    show(
        figures.descent,
        Control("step", "Step", tuple((f"{step:g}", step) for step in steps), steps.index(0.1)),
        Control(
            "steepness",
            "Landscape",
            (("round bowl", figures.BOWL), ("narrow valley", figures.VALLEY)),
            0,
            "choice",
        ),
    )


def minibatches() -> None:
    """How far from the minimum noisy gradients end up: the size of the minibatch, and a step that halves."""
    sizes = (1, 5, 20, 50, 200, 1000)
    show(
        figures.minibatches,
        Control("batch", "Minibatch", tuple((f"{size:,}", size) for size in sizes), 2),
        Control("halving", "Step", (("constant", False), ("halving", True)), 0, "choice"),
    )
