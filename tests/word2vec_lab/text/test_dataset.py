"""The data set draws as the original does, number by number, and at the ends of every range too."""

import random
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest

from word2vec_lab.text import dataset, treebank
from word2vec_lab.text.dataset import Dataset


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


def test_only_places_in_the_table_are_taken(text: treebank.Treebank, monkeypatch: pytest.MonkeyPatch) -> None:
    data = Dataset(text)
    drawn: Iterator[int] = iter([dataset.TABLE_SIZE, 2**dataset.TABLE_BITS - 1, dataset.TABLE_SIZE - 1, 0])
    monkeypatch.setattr(random, "getrandbits", lambda bits: next(drawn))
    assert data.sampleTokenIdx() == data.noise[dataset.TABLE_SIZE - 1]
    assert data.sampleTokenIdx() == data.noise[0]


def small(*sentences: str, **counts: int) -> treebank.Treebank:
    """A text of so many sentences, with counts that say how common its words are."""
    words = tuple(tuple(sentence.split()) for sentence in sentences)
    return treebank.Treebank(words, (1,) * len(words), counts, (*counts,), "embedded", _read=str)


def left_of(text: treebank.Treebank, draw: float, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The sentences of one copy of the text, if every draw gives the same number."""
    monkeypatch.setattr(dataset, "COPIES", 1)
    words, starts = Dataset(text).thinned(lambda count: np.full(count, draw))
    return [[text.vocabulary[index] for index in words[a:b]] for a, b in pairwise(starts)]


def test_a_draw_keeps_a_word_from_its_rejection_on(monkeypatch: pytest.MonkeyPatch) -> None:
    text = small("a b a", "b b", a=75, b=25)
    monkeypatch.setattr(dataset, "THRESHOLD", 0.0625)
    # b: 1 - sqrt(0.0625 * 100 / 25) = 0.5 exactly; a more.
    assert left_of(text, 0.5, monkeypatch) == [["b", "b"]]
    assert left_of(text, float(np.nextafter(0.5, 0)), monkeypatch) == []
    assert left_of(text, 0.999, monkeypatch) == [["a", "b", "a"], ["b", "b"]]


def test_a_word_at_the_threshold_is_kept_without_a_draw(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dataset, "THRESHOLD", 0.25)
    # b is a quarter of the text, which the threshold just lets pass; a's rejection is more than 0.
    text = small("a b b", a=75, b=25)
    assert left_of(text, -1.0, monkeypatch) == [["b", "b"]]


@pytest.mark.parametrize(("sentence", "left"), [("b a a", []), ("b a b", [["b", "b"]]), ("a a", [])])
def test_a_sentence_needs_two_words_to_be_kept(
    sentence: str, left: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dataset, "THRESHOLD", 0.25)
    between = small("b b b", sentence, "b b b b", a=75, b=25)
    assert left_of(between, -1.0, monkeypatch) == [["b"] * 3, *left, ["b"] * 4]


def test_a_context_reaches_both_ends_of_its_sentence_and_no_further(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dataset, "THRESHOLD", 1.0)
    data = Dataset(small("x x", "a b c d", "y y", a=1, b=1, c=1, d=1, x=2, y=2))
    random.seed(3)
    contexts = {(word, *around) for word, around in (data.getRandomContext(2) for _ in range(200))}
    # x and y have nothing around them but themselves.
    assert contexts == {tuple("abc"), tuple("bacd"), tuple("cabd"), tuple("dbc")}


def test_the_noise_table_has_no_gap_and_every_bound_belongs_to_the_word_below(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dataset, "TABLE_SIZE", 8)
    monkeypatch.setattr(dataset, "POWER", 1.0)
    assert list(Dataset(small("a b", a=3, b=1)).noise) == [0, 0, 0, 0, 0, 0, 0, 1]
