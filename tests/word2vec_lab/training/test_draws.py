"""The data set draws as the original does, and the block draws are as likely as the original's."""

import random
from itertools import pairwise

import numpy as np
import pytest

from word2vec_lab.text import dataset, treebank
from word2vec_lab.text.dataset import Dataset
from word2vec_lab.training import Settings
from word2vec_lab.training.draws import BLOCK, Batch, BlockDraws, OriginalDraws, Source, source


@pytest.fixture(scope="module")
def text() -> treebank.Treebank:
    return treebank.embedded()


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


def test_a_sample_costs_the_draws_of_randint(text: treebank.Treebank) -> None:
    data = Dataset(text)
    random.seed(7)
    drawn = [data.sampleTokenIdx() for _ in range(500)]
    random.seed(7)
    assert drawn == [data.noise[random.randint(0, dataset.TABLE_SIZE - 1)] for _ in range(500)]


# --- samples ---------------------------------------------------------------------------------------------------------


def many(draws: Source, batches: int) -> Batch:
    """Several batches as one."""
    each = [draws.batch() for _ in range(batches)]
    names = ("center", "pairs", "outside", "negatives")
    return Batch(*(np.concatenate([getattr(batch, name) for batch in each]) for name in names))


def same(a: Batch, b: Batch) -> bool:
    return all(np.array_equal(getattr(a, n), getattr(b, n)) for n in ("center", "pairs", "outside", "negatives"))


@pytest.mark.parametrize("draws", ["original", "blocks"])
def test_no_pair_has_its_outside_word_among_its_negatives_nor_as_its_centre(
    text: treebank.Treebank, draws: str
) -> None:
    settings = Settings(draws=draws)  # type: ignore[arg-type]
    batch = many(source(Dataset(text), settings), 40)
    assert batch.negatives.shape == (len(batch.outside), 10)
    assert len(batch.center) == 40 * 50
    assert batch.pairs.sum() == len(batch.outside)
    assert batch.pairs.min() >= 1
    assert not (batch.negatives == batch.outside[:, np.newaxis]).any()
    assert not (batch.center.repeat(batch.pairs) == batch.outside).any()


def shares(values: np.ndarray, size: int) -> np.ndarray:
    return np.bincount(values.ravel(), minlength=size) / values.size


def test_block_draws_are_as_likely_as_the_originals(text: treebank.Treebank) -> None:
    """Two samples of about 25,000 contexts: their shares differ by no more than chance, for each thing drawn."""
    V = len(text.vocabulary)
    data = Dataset(text)
    drawn = {draws: many(source(data, Settings(draws=draws)), 500) for draws in ("original", "blocks")}
    for name, tolerance in (("center", 6), ("outside", 7), ("negatives", 6), ("pairs", 6)):
        one, other = (getattr(drawn[draws], name) for draws in ("original", "blocks"))
        p, q = shares(one, V), shares(other, V)
        # Outside words come in sentences, so they vary a little more than independent draws.
        spread = np.sqrt(p * (1 - p) / one.size + q * (1 - q) / other.size) + 1e-12
        likely = (p + q) * min(one.size, other.size) > 20
        assert (np.abs(p - q) / spread)[likely].max() < tolerance, name


def test_a_wrong_distribution_would_be_seen(text: treebank.Treebank) -> None:
    """The same measure on windows of up to two words instead of five."""
    V = len(text.vocabulary)
    one = many(source(Dataset(text), Settings(draws="blocks")), 500).pairs
    other = many(source(Dataset(text), Settings(draws="blocks", window=2, seed=1)), 500).pairs
    p, q = shares(one, V), shares(other, V)
    spread = np.sqrt(p * (1 - p) / one.size + q * (1 - q) / other.size) + 1e-12
    assert (np.abs(p - q) / spread).max() > 8


@pytest.mark.parametrize("made", [1, BLOCK - 1, BLOCK, 3 * BLOCK + 5])
def test_blocks_go_on_where_they_stopped(text: treebank.Treebank, made: int) -> None:
    settings = Settings(draws="blocks", batch=7)
    whole = BlockDraws(Dataset(text), settings)
    for _ in range(made):
        whole.batch()
    later = BlockDraws(Dataset(text), settings)
    later.resume(made)
    assert same(whole.batch(), later.batch())


def test_the_original_goes_on_where_it_stopped(text: treebank.Treebank) -> None:
    whole = OriginalDraws(Dataset(text), Settings())
    for _ in range(3):
        whole.batch()
    state = random.getstate()
    expected = whole.batch()
    later = OriginalDraws(Dataset(text), Settings())
    later.resume(3)
    random.setstate(state)
    assert same(later.batch(), expected)


@pytest.mark.parametrize("draws", ["original", "blocks"])
def test_one_by_one_is_the_same_as_a_batch(text: treebank.Treebank, draws: str) -> None:
    settings = Settings(draws=draws, batch=9, negatives=3)  # type: ignore[arg-type]
    whole = source(Dataset(text), settings)
    expected = [whole.batch() for _ in range(5)]
    single = source(Dataset(text), settings)
    for batch in expected:
        single.begin()
        center: list[int] = []
        outside: list[int] = []
        negatives: list[int] = []
        for _ in range(settings.batch):
            context = single.context()
            center.append(context.center)
            outside += context.outside
            ahead = iter(single.ahead(0))
            asked = 0
            for word in context.outside:
                accepted = 0
                while accepted < settings.negatives:
                    index = next(ahead)
                    asked += 1
                    if index != word:
                        negatives.append(index)
                        accepted += 1
            single.used(asked)
        assert center == batch.center.tolist()
        assert outside == batch.outside.tolist()
        assert negatives == batch.negatives.ravel().tolist()


def test_more_draws_begin_with_those_given_before(text: treebank.Treebank) -> None:
    for draws in ("original", "blocks"):
        single = source(Dataset(text), Settings(draws=draws))
        single.begin()
        single.context()
        first = single.ahead(0)
        assert single.ahead(3 * len(first))[: len(first)] == first
        assert len(single.ahead(3 * len(first))) >= 3 * len(first)
