"""The data set draws as the original does; training on compact vocabularies equals dense training, and is fast."""

import os
from pathlib import Path
from typing import Any

import answers_of
import handwritten
import numpy as np
import pytest

from word2vec_lab import training
from word2vec_lab.text import dataset, treebank
from word2vec_lab.text.dataset import Dataset
from word2vec_lab.training import Functions, Settings, TrainingError, word_vectors

ROOT = Path(__file__).resolve().parents[3]
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


# --- training --------------------------------------------------------------------------------------------------------


RIGHT = [[a for a in answers_of.answers("right") if a.item == item] for item in ("q2b", "q2a4", "q2a3")]


@pytest.mark.parametrize("pick", range(max(map(len, RIGHT))))
def test_compact_equals_dense(text: treebank.Treebank, pick: int) -> None:
    """Whatever earns full points in the notebooks can be trained with, and gives what dense training gives."""
    sgd, skipgram, loss = (found[pick % len(found)] for found in RIGHT)
    functions = Functions(
        answers_of.run(sgd, "sgd"),
        answers_of.run(skipgram, "skipgram"),
        answers_of.run(loss, "negSamplingLossAndGradient"),
    )
    settings = Settings(dimension=4, batch=4, iterations=5, seed=3, start_seed=4)
    run = training.train(text, functions, settings, display=training.Silent())
    expected = handwritten.dense(Dataset(text), functions.loss, settings, settings.iterations)
    names = f"{sgd.slug}, {skipgram.slug}, {loss.slug}"
    assert np.allclose(np.concatenate([run.center, run.outside]), expected, rtol=0, atol=1e-12), names


@pytest.mark.parametrize("draws", [3, 25])
def test_a_loss_that_draws_otherwise_gets_the_draws_of_dense_training(text: treebank.Treebank, draws: int) -> None:
    def odd(v: np.ndarray, o: int, U: np.ndarray, data: Any) -> Any:
        return handwritten.negSamplingLossAndGradient(v, o, U, data, draws)

    settings = Settings(dimension=3, batch=4, iterations=5)
    run = training.train(text, Functions(MINE.sgd, MINE.skipgram, odd), settings, display=training.Silent())
    expected = handwritten.dense(Dataset(text), odd, settings, 5)
    assert np.allclose(np.concatenate([run.center, run.outside]), expected, rtol=0, atol=1e-12)


@pytest.mark.slow
def test_training_says_first_how_long_it_takes(text: treebank.Treebank) -> None:
    lines: list[str] = []
    run = training.train(text, MINE, Settings(iterations=20), display=training.Lines(lines.append))
    assert lines[0].startswith("20 iterations on this machine: a few seconds")
    assert lines[-2] == f"iteration     20 of 20: smoothed loss {run.curve[-1]:.6f}"
    assert lines[-1] == f"20 iterations, final smoothed loss {run.curve[-1]:.6f}."
    assert len(run.curve) == 2


@pytest.mark.slow
def test_the_estimate_leaves_out_what_is_done_once(text: treebank.Treebank, monkeypatch: pytest.MonkeyPatch) -> None:
    thinned = dataset.Dataset.thinned
    now = [0.0]
    monkeypatch.setattr("time.perf_counter", lambda: now[0])

    def slow(self: dataset.Dataset, uniforms: Any) -> Any:
        now[0] += 100
        return thinned(self, uniforms)

    def ticking(*arguments: Any) -> Any:
        now[0] += 0.001
        return MINE.skipgram(*arguments)

    monkeypatch.setattr(dataset.Dataset, "thinned", slow)
    lines: list[str] = []
    functions = Functions(MINE.sgd, ticking, MINE.loss)
    training.train(text, functions, Settings(iterations=800), display=training.Lines(lines.append))
    assert lines[0].startswith("800 iterations on this machine: about 40 seconds")


@pytest.mark.parametrize(
    ("seconds", "said"), [(1, "a few seconds"), (61, "about 60 seconds"), (240, "about 4 minutes"), (9000, "2.5 hours")]
)
def test_durations(seconds: float, said: str) -> None:
    assert said in training.in_words(seconds)


@pytest.mark.slow
def test_what_cannot_be_right_stops_training(text: treebank.Treebank) -> None:
    def flat(*arguments: Any) -> Any:
        loss, for_center, for_outside = handwritten.skipgram(*arguments)
        return loss, for_center.sum(axis=0), for_outside

    def exploding(*arguments: Any) -> Any:
        _, for_center, for_outside = handwritten.skipgram(*arguments)
        return float("nan"), for_center, for_outside

    settings = Settings(iterations=3)
    with pytest.raises(TrainingError, match=r"gradient of shape \(10,\)"):
        training.train(text, Functions(MINE.sgd, flat, MINE.loss), settings, display=training.Silent())
    with pytest.raises(TrainingError, match=r"not a finite number.*2\(a\)\(iii\)"):
        training.train(text, Functions(MINE.sgd, exploding, MINE.loss), settings, display=training.Silent())
    with pytest.raises(TrainingError, match="sgd returned"):
        training.train(
            text, Functions(lambda *_a, **_n: None, MINE.skipgram, MINE.loss), settings, display=training.Silent()
        )


KNOWN = {
    10: 19.061546,
    20: 19.114918,
    1_000: 21.715595,
    5_000: 17.451834,
    10_000: 12.912945,
    20_000: 10.307666,
    30_000: 9.504812,
    40_000: 9.812206,
}
"""The smoothed loss of the original assignment's run, as published."""


def as_published(run: training.Run) -> bool:
    """Whether the run's losses are the published ones, as far as it went."""
    assert run.iterations >= 20
    return all(abs(run.smoothed_loss(at) - loss) < 1e-6 for at, loss in KNOWN.items() if at <= run.iterations)


@pytest.mark.slow
@pytest.mark.parametrize(
    "iterations", [20, pytest.param(1_000, marks=pytest.mark.slow)], ids=["20 iterations", "1,000 iterations"]
)
def test_the_known_run_with_the_functions_of_a_student(real: treebank.Treebank, iterations: int) -> None:
    assert as_published(training.train(real, MINE, Settings(iterations=iterations), display=training.Silent()))


@pytest.mark.slow
@pytest.mark.parametrize(
    "iterations", [1_000, pytest.param(40_000, marks=pytest.mark.slow)], ids=["1,000 iterations", "all of it"]
)
def test_the_known_run_in_the_fast_lane(real: treebank.Treebank, iterations: int) -> None:
    run = training.train_fast(real, Settings(iterations=iterations), display=training.Silent())
    assert as_published(run)
    if run.finished and iterations == 40_000:
        shipped = word_vectors.reference()
        rows = [run.words.index(word) for word in shipped.words]
        np.testing.assert_allclose(shipped.center, run.center[rows], rtol=0, atol=1e-9)
        np.testing.assert_allclose(shipped.outside, run.outside[rows], rtol=0, atol=1e-9)


@pytest.mark.slow
def test_the_known_run_needs_its_seed(real: treebank.Treebank) -> None:
    run = training.train_fast(real, Settings(iterations=20, seed=1), display=training.Silent())
    assert not as_published(run)
