"""The data set draws as the original does; training on compact vocabularies equals dense training, and is fast."""

import os
import random
from itertools import pairwise
from pathlib import Path
from typing import Any

import handwritten
import numpy as np
import pytest

from word2vec_lab import dataset, training, treebank
from word2vec_lab.dataset import Dataset
from word2vec_lab.training import Functions, RowSparse, Settings, TrainingError

ROOT = Path(__file__).resolve().parents[2]
MINE = Functions(handwritten.sgd, handwritten.skipgram, handwritten.negSamplingLossAndGradient)


@pytest.fixture(scope="module")
def text() -> treebank.Treebank:
    return treebank.embedded()


@pytest.fixture(scope="module")
def real() -> treebank.Treebank:
    named = os.environ.get(treebank.VARIABLE, "")
    folder = Path(named) if named not in ("", treebank.EMBEDDED) else ROOT.parent / "shared" / "data"
    if not (folder / treebank.SENTENCES).is_file():
        pytest.skip("needs the published treebank")
    return treebank.load(folder)


def silent(_line: str) -> None:
    pass


# --- the data set ----------------------------------------------------------------------------------------------------


def test_many_draws_at_once_are_the_same_draws() -> None:
    random.seed(5)
    one_by_one = [random.random() for _ in range(1000)] + [random.randint(0, 99)]
    random.seed(5)
    assert [*dataset._uniforms(1000).tolist(), random.randint(0, 99)] == one_by_one


def test_the_thinned_text_is_the_original_loops_text(text: treebank.Treebank) -> None:
    total = sum(text.counts.values())
    rejection = {word: max(0, 1 - (1e-5 * total / count) ** 0.5) for word, count in text.counts.items()}
    random.seed(1)
    expected = []
    for sentence in text.sentences * 30:
        kept = [word for word in sentence if rejection[word] <= 0 or random.random() >= rejection[word]]
        if len(kept) > 1:
            expected.append(kept)
    after = random.random()
    random.seed(1)
    data = Dataset(text)
    corpus, starts = data.corpus
    assert [[data.words[i] for i in corpus[a:b]] for a, b in pairwise(starts)] == expected
    assert random.random() == after


def test_noise_is_the_count_to_the_power_three_quarters(text: treebank.Treebank) -> None:
    data = Dataset(text)
    found = np.bincount(data.noise, minlength=len(data.words)) / dataset.TABLE_SIZE
    weights = np.array([text.counts[word] for word in data.words]) ** 0.75
    assert np.allclose(found, weights / weights.sum(), atol=1.1e-6)
    assert found[-1] > 0


def test_a_context_is_a_window_without_its_centre_word(text: treebank.Treebank) -> None:
    random.seed(2)
    data = Dataset(text)
    corpus, starts = data.corpus
    sentences = [tuple(corpus[a:b]) for a, b in pairwise(starts)]
    for _ in range(200):
        word, context = data.getRandomContext(3)
        assert 1 <= len(context) <= 6
        assert word not in context
        center, around = data.tokens()[word], [data.tokens()[w] for w in context]
        assert any(
            around == [w for w in s[max(0, i - 3) : i + 4] if w != center]
            for s in sentences
            for i in range(len(s))
            if s[i] == center
        )


# --- training --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sgd", [handwritten.sgd, handwritten.sgd_in_place])
def test_compact_equals_dense(text: treebank.Treebank, sgd: Any) -> None:
    settings = Settings(dimension=4, batch=7, iterations=12, seed=3, start_seed=4)
    run = training.train(text, Functions(sgd, MINE.skipgram, MINE.loss), settings, silent)
    expected = handwritten.dense(Dataset(text), MINE.loss, settings, 12)
    assert np.allclose(np.concatenate([run.center, run.outside]), expected, rtol=0, atol=1e-12)


@pytest.mark.parametrize("draws", [3, 25])
def test_a_loss_that_draws_otherwise_gets_the_draws_of_dense_training(text: treebank.Treebank, draws: int) -> None:
    def odd(v: np.ndarray, o: int, U: np.ndarray, data: Any) -> Any:
        return handwritten.negSamplingLossAndGradient(v, o, U, data, draws)

    settings = Settings(dimension=3, batch=4, iterations=5)
    run = training.train(text, Functions(MINE.sgd, MINE.skipgram, odd), settings, silent)
    expected = handwritten.dense(Dataset(text), odd, settings, 5)
    assert np.allclose(np.concatenate([run.center, run.outside]), expected, rtol=0, atol=1e-12)


def test_training_says_first_how_long_it_takes(text: treebank.Treebank) -> None:
    lines: list[str] = []
    run = training.train(text, MINE, Settings(iterations=20), lines.append)
    assert lines[0].startswith("20 iterations on this machine: a few seconds")
    assert lines[-1] == f"iteration     20 of 20: smoothed loss {run.curve[-1]:.6f}"
    assert len(run.curve) == 2


@pytest.mark.parametrize(
    ("seconds", "said"), [(1, "a few seconds"), (61, "about 60 seconds"), (240, "about 4 minutes"), (9000, "2.5 hours")]
)
def test_durations(seconds: float, said: str) -> None:
    assert said in training.in_words(seconds)


def test_what_cannot_be_right_stops_training(text: treebank.Treebank) -> None:
    def flat(*arguments: Any) -> Any:
        loss, for_center, for_outside = handwritten.skipgram(*arguments)
        return loss, for_center.sum(axis=0), for_outside

    def exploding(*arguments: Any) -> Any:
        _, for_center, for_outside = handwritten.skipgram(*arguments)
        return float("nan"), for_center, for_outside

    settings = Settings(iterations=3)
    with pytest.raises(TrainingError, match=r"gradient of shape \(10,\)"):
        training.train(text, Functions(MINE.sgd, flat, MINE.loss), settings, silent)
    with pytest.raises(TrainingError, match="The loss became nan"):
        training.train(text, Functions(MINE.sgd, exploding, MINE.loss), settings, silent)
    with pytest.raises(TrainingError, match="sgd returned"):
        training.train(text, Functions(lambda *_a, **_n: None, MINE.skipgram, MINE.loss), settings, silent)


def sparse() -> tuple[RowSparse, np.ndarray]:
    g = RowSparse((5, 2), np.array([1, 3]), np.array([[1.0, 2.0], [3.0, -4.0]]))
    return g, np.asarray(g)


@pytest.mark.parametrize(
    "use",
    [
        lambda x, g: x - 0.3 * g,
        lambda x, g: x - g * 0.3,
        lambda x, g: x + (-g / 2),
        lambda x, g: -0.3 * g + x,
        lambda x, g: x - np.multiply(g, np.float64(0.3)),
        lambda x, g: x - 0.3 * np.array(g),
        lambda x, g: np.clip(g, -1, 1) + x,
        lambda x, g: x * g,
        lambda x, g: 1 / (1 + g**2),
        lambda x, g: g - g,
        lambda x, g: np.linalg.norm(g),
        lambda x, g: g.sum(axis=0) + g[1] + len(g),
        lambda x, g: g.T @ x,
        lambda x, g: x.astype(int) + g,
        lambda x, g: x[0] - g,
        lambda x, g: np.subtract(x, g, out=np.zeros_like(x)),
    ],
)
def test_a_row_sparse_array_is_an_array(use: Any) -> None:
    g, full = sparse()
    x = np.arange(10.0).reshape(5, 2)
    assert np.array_equal(use(x, g), use(x.copy(), full))
    assert np.array_equal(x, np.arange(10.0).reshape(5, 2))


def test_an_update_in_place_is_in_place() -> None:
    g, full = sparse()
    x = y = np.ones((5, 2))
    x -= 0.3 * g
    assert x is y
    assert np.array_equal(x, 1 - 0.3 * full)


@pytest.mark.parametrize(
    "iterations", [20, pytest.param(1000, marks=pytest.mark.slow)], ids=["20 iterations", "1,000 iterations"]
)
def test_the_known_run(real: treebank.Treebank, iterations: int) -> None:
    run = training.train(real, MINE, Settings(iterations=iterations), silent)
    known = {10: 19.061546, 20: 19.114918, 1000: 21.715595}
    for iteration, loss in known.items():
        if iteration <= iterations:
            assert abs(run.smoothed_loss(iteration) - loss) < 1e-6
