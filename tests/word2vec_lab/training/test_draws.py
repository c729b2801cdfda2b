"""Both sources draw the same distribution, go on where they stopped, and give one by one what they give in batches."""

import random

import numpy as np
import pytest

from word2vec_lab.text import dataset, treebank
from word2vec_lab.text.dataset import Dataset
from word2vec_lab.training import Settings
from word2vec_lab.training.draws import BLOCK, Batch, BlockDraws, OriginalDraws, Source, source


@pytest.fixture(scope="module")
def text() -> treebank.Treebank:
    return treebank.embedded()


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


@pytest.mark.slow
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


def test_no_more_is_drawn_ahead_than_is_needed(text: treebank.Treebank) -> None:
    single = OriginalDraws(Dataset(text), Settings(negatives=3))
    single.begin()
    for _ in range(20):
        outside = single.context().outside
        rest = single.ahead(0)
        for word in outside:
            accepted = 0
            while accepted < 3:
                accepted += rest.pop(0) != word
        assert rest == []
        single.used(0)


def test_more_draws_begin_with_those_given_before(text: treebank.Treebank) -> None:
    for draws in ("original", "blocks"):
        single = source(Dataset(text), Settings(draws=draws))
        single.begin()
        single.context()
        first = single.ahead(0)
        for least in (len(first) - 1, len(first), len(first) + 1, 3 * len(first)):
            again = single.ahead(least)
            assert again[: len(first)] == first
            assert len(again) == max(least, len(first))


@pytest.fixture
def whole_text(monkeypatch: pytest.MonkeyPatch) -> treebank.Treebank:
    """Sentences without a word in common, of which none is thinned out, and one that gives no pair."""
    monkeypatch.setattr(dataset, "THRESHOLD", 1.0)
    sentences = (("a", "b"), ("c", "c"), ("d", "e", "f"), tuple("ghijklmnopq"))
    words = (*dict.fromkeys(word for sentence in sentences for word in sentence), "UNK")
    counts = dict.fromkeys(words, 1) | {"c": 2}
    return treebank.Treebank(sentences, (1,) * len(sentences), counts, words, "embedded", _read=str)


@pytest.mark.parametrize("draws", ["original", "blocks"])
def test_a_context_is_all_of_its_window_and_nothing_beyond_the_sentence(
    draws: str, whole_text: treebank.Treebank
) -> None:
    settings = Settings(draws=draws, window=5)  # type: ignore[arg-type]
    single = source(Dataset(whole_text), settings)
    sentence_of = {word: sentence for sentence in whole_text.sentences for word in sentence}
    seen = set()
    for _ in range(20):
        single.begin()
        for _ in range(settings.batch):
            found = single.context()
            word = whole_text.vocabulary[found.center]
            sentence = sentence_of[word]
            place = sentence.index(word)
            expected = sentence[max(0, place - found.window) : place] + sentence[place + 1 : place + found.window + 1]
            assert tuple(whole_text.vocabulary[index] for index in found.outside) == expected
            seen.add((found.window, word))
    # Every place with every window: the first and the last word of a sentence among them.
    assert seen == {(window, word) for window in range(1, 6) for word in "abdefghijklmnopq"}


@pytest.mark.parametrize(("short_by", "calls"), [(0, 1), (1, 2)])
def test_a_block_is_drawn_again_only_if_samples_are_lacking(
    short_by: int, calls: int, text: treebank.Treebank, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def samples(draws: BlockDraws, chance: np.random.Generator, wanted: int) -> tuple[np.ndarray, ...]:
        asked.append(wanted)
        one = np.ones(wanted - short_by, dtype=np.int32)
        return one, one, one, one

    monkeypatch.setattr(BlockDraws, "_samples", samples)
    block = BlockDraws(Dataset(text), Settings(draws="blocks", batch=2))
    assert block.batch().center.tolist() == [1, 1]
    assert len(asked) == calls
