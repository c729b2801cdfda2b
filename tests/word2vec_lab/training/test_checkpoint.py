"""Interrupted and resumed, a run gives the same vectors bit for bit; a checkpoint of anything else is refused."""

import os
import random
import signal
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import handwritten
import numpy as np
import pytest

from word2vec_lab import training
from word2vec_lab.text import treebank
from word2vec_lab.training import CheckpointError, Functions, Run, Settings, checkpoint, journal
from word2vec_lab.vectors import projection

MINE = Functions(handwritten.sgd, handwritten.skipgram, handwritten.negSamplingLossAndGradient)
IN_PLACE = replace(MINE, sgd=handwritten.sgd_in_place)
LANES = ["own", "own in place", "fast"]
SMALL = Settings(dimension=3, batch=2, iterations=2_500)
"""Small enough for a second, long enough for two checkpoints and to need them."""


@pytest.fixture(scope="module")
def text() -> treebank.Treebank:
    return treebank.embedded()


class PressStop(training.Silent):
    """Presses the stop button (sends SIGINT, as Ctrl+C does) when so many iterations are made."""

    def __init__(self, *at: int) -> None:
        self.at = at
        self.lines: list[str] = []

    def say(self, line: str) -> None:  # noqa: D102
        self.lines.append(line)

    def update(self, iteration: int, curve: Sequence[float]) -> None:  # noqa: D102
        if iteration in self.at:
            os.kill(os.getpid(), signal.SIGINT)

    def end(self, iteration: int, curve: Sequence[float], line: str) -> None:  # noqa: D102
        self.lines.append(line)


def run(lane: str, text: treebank.Treebank, settings: Settings, path: Path | None, display: Any = None) -> Run:
    display = display or training.Silent()
    if lane == "fast":
        return training.train_fast(text, settings, path, display)
    return training.train(text, MINE if lane == "own" else IN_PLACE, settings, path, display)


def same(a: Run, b: Run) -> bool:
    arrays: list[Callable[[Run], Any]] = [
        lambda r: r.center,
        lambda r: r.outside,
        lambda r: r.curve,
        lambda r: r.trajectory.center,
        lambda r: r.trajectory.outside,
        lambda r: r.trajectory.iterations,
    ]
    return all(np.array_equal(get(a), get(b)) for get in arrays)


@pytest.mark.slow
@pytest.mark.parametrize("lane", LANES)
@pytest.mark.parametrize("draws", ["original", "blocks"])
def test_an_interrupted_run_ends_as_if_it_had_not_been(
    text: treebank.Treebank, tmp_path: Path, lane: str, draws: Any
) -> None:
    settings = replace(SMALL, draws=draws)
    whole = run(lane, text, settings, None)
    file = tmp_path / "kept.npz"
    first = PressStop(1_230)
    stopped = run(lane, text, settings, file, first)
    assert not stopped.finished
    assert stopped.iterations == 1_230
    assert stopped.trajectory.iterations.tolist() == [0, 1000, 1230]
    assert "Stopped after 1,230 of 2,500 iterations, and nothing is lost" in first.lines[-1]
    random.seed(99)
    np.random.seed(99)
    second = PressStop(1_240, 2_000)
    assert run(lane, text, settings, file, second).iterations == 1_240
    assert any("Going on after 1,230 iterations" in line for line in second.lines)
    end = run(lane, text, settings, file)
    assert end.finished
    assert same(end, whole)
    assert not file.exists()


def test_a_killed_run_goes_on_from_its_last_checkpoint(
    text: treebank.Treebank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "SHARE", 0)
    settings = replace(SMALL, draws="blocks")
    file = tmp_path / "kept.npz"

    class Dies(training.Silent):
        def update(self, iteration: int, curve: Sequence[float]) -> None:
            if iteration == 2_200:
                raise MemoryError

    with pytest.raises(MemoryError):
        run("fast", text, settings, file, Dies())
    display = PressStop()
    assert same(run("fast", text, settings, file, display), run("fast", text, settings, None))
    assert "Going on after 2,000 iterations" in display.lines[0]


def test_a_second_press_stops_at_once(text: treebank.Treebank, tmp_path: Path) -> None:
    class Twice(training.Silent):
        def update(self, iteration: int, curve: Sequence[float]) -> None:
            if iteration == 1_500:
                # Not os.kill: two signals that wait for a busy process to look are one.
                signal.raise_signal(signal.SIGINT)
                signal.raise_signal(signal.SIGINT)

    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        run("fast", text, replace(SMALL, draws="blocks"), tmp_path / "kept.npz", Twice())
    assert signal.getsignal(signal.SIGINT) is before


def test_a_longer_run_may_go_on_from_a_shorter_one(text: treebank.Treebank, tmp_path: Path) -> None:
    settings = replace(SMALL, draws="blocks")
    file = tmp_path / "kept.npz"
    run("fast", text, settings, file, PressStop(1_500))
    longer = replace(settings, iterations=3_000)
    assert same(run("fast", text, longer, file), run("fast", text, longer, None))


# --- whose way is kept ------------------------------------------------------------------------------------------------


def test_the_way_of_frequent_and_of_named_words_is_kept(
    text: treebank.Treebank, monkeypatch: pytest.MonkeyPatch
) -> None:
    rare = min((word for word in text.vocabulary if word not in projection.WORDS), key=lambda word: text.counts[word])
    monkeypatch.setattr("word2vec_lab.training.trainer.FOLLOWED", 5)
    way = training.train_fast(
        text, replace(SMALL, draws="blocks"), display=training.Silent(), follow=[rare, "tea"]
    ).trajectory
    frequent = sorted(text.counts, key=lambda word: -text.counts[word])[:5]
    assert set(way.words) == {*projection.WORDS, rare, *frequent}
    assert way.words[:25] == (*projection.WORDS, rare)
    assert way.center.shape == way.outside.shape == (4, len(way.words), 3)


def test_words_that_the_text_does_not_hold_are_told_before_the_run(text: treebank.Treebank) -> None:
    for given, told in ((["tea", "coffe"], "'coffe'. Did you mean 'coffee'?"), ("tea", "give a list of words")):
        with pytest.raises(training.TrainingError, match=told):
            training.train_fast(text, SMALL, display=training.Silent(), follow=given)


def test_a_run_that_goes_on_keeps_following_what_it_followed(text: treebank.Treebank, tmp_path: Path) -> None:
    settings, file = replace(SMALL, draws="blocks"), tmp_path / "kept.npz"
    training.train_fast(text, settings, file, PressStop(1_500), follow=["tea"])
    rare = min((word for word in text.vocabulary if word not in projection.WORDS), key=lambda word: text.counts[word])
    display = PressStop()
    end = training.train_fast(text, settings, file, display, follow=[rare])
    assert any(f"began without following {rare}, so it goes on without" in line for line in display.lines)
    assert same(end, training.train_fast(text, settings, None, training.Silent(), follow=["tea"]))


def test_a_trial_neither_uses_nor_disturbs_a_checkpoint(text: treebank.Treebank, tmp_path: Path) -> None:
    file = tmp_path / "kept.npz"
    settings = replace(SMALL, draws="blocks")
    run("fast", text, settings, file, PressStop(1_500))
    kept = file.read_bytes()
    assert run("fast", text, replace(settings, iterations=20), file).iterations == 20
    assert file.read_bytes() == kept


# --- what is refused --------------------------------------------------------------------------------------------------


@pytest.fixture
def kept(text: treebank.Treebank, tmp_path: Path) -> Path:
    file = tmp_path / "kept.npz"
    run("fast", text, replace(SMALL, draws="blocks"), file, PressStop(1_500))
    return file


def refused(text: treebank.Treebank, file: Path, settings: Settings | None = None) -> str:
    content = file.read_bytes()
    with pytest.raises(CheckpointError) as error:
        run("fast", text, settings or replace(SMALL, draws="blocks"), file)
    assert file.read_bytes() == content, "a refused file is left as it is"
    assert "delete kept.npz" in str(error.value)
    return str(error.value)


def test_a_truncated_checkpoint(text: treebank.Treebank, kept: Path) -> None:
    kept.write_bytes(kept.read_bytes()[:-200])
    assert "cannot be read as a checkpoint" in refused(text, kept)


def test_a_flipped_bit(text: treebank.Treebank, kept: Path) -> None:
    content = bytearray(kept.read_bytes())
    content[2_000] ^= 1
    kept.write_bytes(content)
    assert "cannot be read as a checkpoint" in refused(text, kept)


def test_a_text_file(text: treebank.Treebank, kept: Path) -> None:
    kept.write_text("once upon a time")
    assert "cannot be read as a checkpoint" in refused(text, kept)


def test_somebody_elses_arrays(text: treebank.Treebank, kept: Path) -> None:
    np.savez(kept, x=np.zeros(3))
    assert "cannot be read as a checkpoint" in refused(text, kept)


def test_a_pickle_is_not_run(text: treebank.Treebank, kept: Path) -> None:
    with np.load(kept) as file:
        arrays = dict(file)
    trap = type("Trap", (), {"__reduce__": lambda self: (os.mkdir, (str(kept.with_name("sprung")),))})()
    np.savez(kept, **{**arrays, "curve": np.array([trap], dtype=object)})
    refused(text, kept)
    assert not kept.with_name("sprung").exists()


def test_other_settings(text: treebank.Treebank, kept: Path) -> None:
    said = refused(text, kept, replace(SMALL, draws="blocks", step=0.5, seed=1))
    assert "step 0.3 (now 0.5), seed 31415 (now 1)" in said


def test_fewer_iterations_than_it_has(text: treebank.Treebank, kept: Path) -> None:
    said = refused(text, kept, replace(SMALL, draws="blocks", iterations=1_200))
    assert "has made 1,500 iterations already, and 1,200 are asked for" in said


def test_another_text(text: treebank.Treebank, kept: Path) -> None:
    shorter = replace(text, sentences=text.sentences[:-1], splits=text.splits[:-1])
    assert "another text" in refused(shorter, kept)


@pytest.mark.slow
def test_other_functions(text: treebank.Treebank, tmp_path: Path) -> None:
    file = tmp_path / "kept.npz"
    run("own", text, SMALL, file, PressStop(1_500))
    with pytest.raises(CheckpointError, match="other functions"):
        run("own in place", text, SMALL, file)


def test_functions_are_told_apart_by_what_they_do_and_call() -> None:
    def make(source: str) -> Any:
        names: dict[str, Any] = {}
        exec(source, names)
        return names["f"]

    helper = "def g(x):\n    return x + {}\n\ndef f(x, h=g):\n    return g(x) in {{'a', 'b', 'c'}}\n"
    one = checkpoint.digest(make(helper.format(1)))
    assert one == checkpoint.digest(make("\n\n" + helper.format(1)))
    assert one != checkpoint.digest(make(helper.format(2)))
    assert one != checkpoint.digest(make(helper.format(1).replace("'c'", "'d'")))
    assert checkpoint.digest(make("K = 3\ndef f(x):\n    return K")) != checkpoint.digest(
        make("K = 4\ndef f(x):\n    return K")
    )


def test_a_full_disk_does_not_end_the_run(
    text: treebank.Treebank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(*_arguments: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    display = PressStop(1_500)
    stopped = run("fast", text, replace(SMALL, draws="blocks"), tmp_path / "kept.npz", display)
    assert stopped.iterations == 1_500
    assert any("No space left on device" in line and "cannot be gone on with" in line for line in display.lines)
    assert "kept in" not in display.lines[-1]


def test_random_states_come_back() -> None:
    random.seed(3)
    np.random.seed(4)
    random.gauss(0, 1)
    np.random.normal()
    states = checkpoint.random_states()
    expected = random.random(), random.gauss(0, 1), np.random.rand(), np.random.normal()
    checkpoint.set_random_states(*states)
    assert (random.random(), random.gauss(0, 1), np.random.rand(), np.random.normal()) == expected
