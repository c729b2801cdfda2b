"""What is too large for a page is told before it hurts, and keeps fewer bits, then fewer words."""

from dataclasses import replace

import numpy as np
import pytest

from word2vec_lab.explorer import Explorer, Vectors
from word2vec_lab.explorer.packing import packed
from word2vec_lab.vectors import compact
from word2vec_lab.vectors.trajectory import Trajectory


def large(n: int = 20_000, d: int = 60) -> Vectors:
    matrix = np.random.default_rng(1).normal(size=(n, d))
    return Vectors(tuple(f"w{k}" for k in range(n)), matrix)


def test_the_size_is_told_before_it_hurts(capsys: pytest.CaptureFixture[str]) -> None:
    Explorer(large(2_000))
    assert capsys.readouterr().out == ""
    plot = Explorer(large())
    assert "The plot's data is 3.9 MB" in capsys.readouterr().out
    assert plot.runs[0].center.shape == (20_000, 60)
    assert 3.0 < len(packed(plot.runs[0])) / 1e6 < 4.2


@pytest.mark.slow
def test_what_is_too_large_keeps_fewer_bits_and_then_fewer_words(capsys: pytest.CaptureFixture[str]) -> None:
    vectors = large()
    plot = Explorer(vectors, megabytes=2)
    told = capsys.readouterr().out
    assert "20,000 words of 60 numbers are 4 MB in the page" in told
    assert "The plot shows each number to 10 bits: 2.0 MB" in told
    assert "megabytes=4" in told
    [shown] = plot.runs
    assert shown.words == vectors.words
    assert 0 < np.abs(shown.center - vectors.center).max() <= 2.0**-9 * np.abs(vectors.center).max()
    assert len(packed(plot.runs[0])) < 2.1e6
    few = Explorer(replace(vectors, counts=np.arange(1, 20_001)), words=["w3", "w7"], megabytes=0.5)
    told = capsys.readouterr().out
    [shown] = few.runs
    assert f"The plot shows the {len(shown.words):,} most frequent words, each number to 8 bits: 0.5 MB" in told
    assert shown.words[:2] == ("w3", "w7")
    assert shown.words[2:] == vectors.words[-len(shown.words) + 2 :]
    assert len(packed(few.runs[0])) < 0.52e6


def test_vectors_that_were_rounded_are_as_small_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    nine = replace(large(), center=compact.rounded(large().center, 9))
    plot = Explorer(nine, megabytes=2)
    assert "fewer" not in capsys.readouterr().out
    np.testing.assert_array_equal(plot.runs[0].center, nine.center)


def test_a_training_of_very_many_moments_is_thinned_out() -> None:
    words, end = ("tea", "rain"), np.array([[1.0, 2.0], [3.0, 5.0]])
    way = np.linspace(0, 1, 401)[:, np.newaxis, np.newaxis] * end
    path = Trajectory(words, 1000 * np.arange(401), way.astype(np.float32), way.astype(np.float32))
    [shown] = Explorer(Vectors(words, end, trajectory=path)).runs
    assert shown.trajectory is not None
    times = shown.trajectory.iterations
    assert (times[0], times[-1], len(times)) == (0, 400_000, 101)
    np.testing.assert_allclose(shown.at(50, "center"), end / 2, atol=1e-6)
