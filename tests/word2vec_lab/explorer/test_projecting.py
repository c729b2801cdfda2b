"""Projection, neighbours and analogies against other ways to compute them; what travels to the page loses nothing."""

from dataclasses import replace

import numpy as np
import pytest

from word2vec_lab.explorer import Settings, Vectors
from word2vec_lab.explorer.picture import panes
from word2vec_lab.explorer.projecting import answers, nearest, project
from word2vec_lab.vectors import projection

SHOWN = Settings(words=projection.WORDS)


def test_the_handouts_plot_is_the_svd_of_the_words_shown(run: Vectors) -> None:
    chosen = run.center[:24]
    found = project(run, SHOWN)
    expected, shares = projection.principal_axes(chosen)
    np.testing.assert_allclose(found.points, expected[:, :2], atol=1e-12)
    assert found.shares == pytest.approx(shares[:2])
    # The handout's own lines.
    centred = chosen - chosen.mean(axis=0)
    U, _, _ = np.linalg.svd(centred.T @ centred / 24)
    np.testing.assert_allclose(np.abs(found.points), np.abs(centred @ U[:, :2]), atol=1e-12)


def test_length_1_comes_before_the_projection(run: Vectors) -> None:
    found = project(run, replace(SHOWN, kind="both", unit_length=True, components=(2, 0)))
    both = projection.normalised(np.hstack([run.center, run.outside]))[:24]  # type: ignore[list-item]
    np.testing.assert_allclose(found.points, projection.principal_axes(both)[0][:, [2, 0]], atol=1e-12)


def test_pca_takes_the_axes_of_the_whole_vocabulary(run: Vectors) -> None:
    found = project(run, replace(SHOWN, axes_of="all"))
    everything, shares = projection.principal_axes(run.center)
    expected = everything[:24, :2] - everything[:24, :2].mean(axis=0)
    np.testing.assert_allclose(found.points, expected, atol=1e-12)
    assert found.shares == pytest.approx(shares[:2])


def test_without_frequency_nothing_goes_with_frequency(run: Vectors) -> None:
    assert run.counts is not None
    log = np.log(run.counts[:24])
    with_it = project(run, replace(SHOWN, axes_of="all")).points
    assert abs(np.corrcoef(with_it[:, 0], log)[0, 1]) > 0.5
    for moment in (None, 2.5):
        without = project(run, replace(SHOWN, without_frequency=True, moment=moment)).points
        assert np.abs(without.T @ (log - log.mean())).max() < 1e-9 * np.abs(without).max() * 24 * log.max()


def test_at_every_moment_the_words_are_around_the_middle(run: Vectors) -> None:
    for moment in (0, 0.3, 5, 6):
        points = project(run, replace(SHOWN, moment=moment)).points
        np.testing.assert_allclose(points.mean(axis=0), 0, atol=1e-9)
    end, last = project(run, SHOWN).points, project(run, replace(SHOWN, moment=6)).points
    np.testing.assert_array_equal(end, last)


def test_neighbours_are_those_of_brute_force(run: Vectors) -> None:
    for kind in run.kinds:
        matrix = run.of_kind(kind)
        norms = np.linalg.norm(matrix, axis=1)
        row = run.words.index("tea")
        cosines = [float(matrix[row] @ other / norms[row] / norm) for other, norm in zip(matrix, norms, strict=True)]
        order = sorted((w for w in range(len(matrix)) if w != row), key=lambda w: -cosines[w])[:10]
        found = nearest(run, replace(SHOWN, kind=kind, without_mean=False), "tea")
        assert [word for word, _ in found] == [run.words[w] for w in order]
        assert [cosine for _, cosine in found] == pytest.approx([cosines[w] for w in order])


def test_an_analogy_leaves_out_its_own_words() -> None:
    words = ("king", "man", "woman", "queen", "tea")
    matrix = np.array([[3.0, 1, 0], [1, 1, 0], [1, 0, 1], [3, 0, 1], [0, -1, -1]])
    settings = Settings(words=words, analogy=("king", "man", "woman"))
    found = answers(Vectors(words, matrix), settings)
    assert [word for word, _ in found] == ["queen", "tea"]
    assert found[0][1] == pytest.approx(1)


def test_a_vector_of_zeros_is_nobodys_neighbour() -> None:
    run = Vectors(("a", "zero", "b"), np.array([[1.0, 0], [0, 0], [1, 1]]))
    settings = Settings(words=run.words)
    assert [word for word, _ in nearest(run, settings, "a")] == ["b"]
    assert nearest(run, settings, "zero") == []


def test_one_word_stands_in_the_middle_and_one_number_lies_on_a_line() -> None:
    assert project(Vectors(("a",), np.array([[2.0, 3]])), Settings(words=("a",))).points.tolist() == [[0, 0]]
    line = project(Vectors(("a", "b"), np.array([[1.0], [3]])), Settings(words=("a", "b")))
    assert line.points.tolist() == [[-1, 0], [1, 0]]
    assert line.shares == (1, 0)


def test_two_runs_are_shown_at_the_same_iteration(run: Vectors) -> None:
    assert run.trajectory is not None
    other = replace(run, trajectory=replace(run.trajectory, iterations=500 * np.arange(7)))
    first, second = panes((run, other), replace(SHOWN, beside="run", moment=1.5))
    assert (first.settings.moment, second.settings.moment) == (1.5, 3.0)
