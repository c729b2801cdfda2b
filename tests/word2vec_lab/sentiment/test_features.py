"""What the classifier sees: averages of vectors, and bags that behave like the matrix they stand for."""

import numpy as np
import pytest

from word2vec_lab.sentiment.features import averages, bags, standardised
from word2vec_lab.text import treebank


def test_an_average_is_that_of_the_words_of_the_sentence() -> None:
    text = treebank.embedded()
    vectors = np.random.default_rng(1).normal(size=(len(text.vocabulary), 3))
    index = text.tokens()
    wanted = sum(vectors[index[word]] for word in text.sentences[5]) / len(text.sentences[5])
    assert np.allclose(averages(text, vectors)[5], wanted)


def test_vectors_of_another_text_are_refused() -> None:
    with pytest.raises(ValueError, match="they were trained on another text"):
        averages(treebank.embedded(), np.ones((7, 3)))


def test_bags_do_what_the_matrix_of_them_does() -> None:
    text = treebank.embedded()
    found = bags(text)[np.arange(0, 3000, 7)]
    matrix = np.zeros(found.shape)
    for row, (start, end) in enumerate(zip(found.starts[:-1], found.starts[1:], strict=True)):
        matrix[row, found.words[start:end]] = 1 / np.sqrt(end - start)
    assert np.allclose((matrix**2).sum(axis=1), 1)
    rng = np.random.default_rng(2)
    weights, numbers = rng.normal(size=(found.shape[1], 5)), rng.normal(size=(len(found), 5))
    assert np.allclose(found @ weights, matrix @ weights)
    assert np.allclose(found.T @ numbers, matrix.T @ numbers)


def test_standardised_features_have_mean_0_and_spread_1_in_train() -> None:
    features = np.random.default_rng(3).normal(3, 0.01, size=(50, 4))
    features[:, 1] = 7
    found = standardised(features, np.arange(30))
    assert np.allclose(found[:30, :4].mean(axis=0), 0)
    assert np.allclose(found[:30, [0, 2, 3]].std(axis=0), 1)
    assert (found[:, 4] == 1).all()
    assert np.isfinite(found).all()
