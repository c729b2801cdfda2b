"""What was saved comes back, newest first, with the state of the random numbers."""

import os
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from word2vec_lab.training.saved_params import load_saved_params, save_params


@pytest.mark.parametrize("params", [1.5, np.arange(6.0).reshape(2, 3), np.float32(2)])
def test_what_was_saved_comes_back_with_the_random_numbers(
    params: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    random.seed(3)
    random.gauss(0, 1)  # leaves a second one behind, which is part of the state
    save_params(5000, params)
    expected = [random.random(), random.gauss(0, 1)]
    iteration, loaded, state = load_saved_params()
    random.setstate(state)
    assert iteration == 5000
    assert np.array_equal(loaded, params)
    assert np.shape(loaded) == np.shape(params)
    assert [random.random(), random.gauss(0, 1)] == expected


def test_the_newest_readable_save_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_saved_params() == (0, None, None)
    save_params(5000, 1.0)
    save_params(10_000, 2.0)
    assert load_saved_params()[:2] == (10_000, 2.0)
    Path("saved_params_15000.npz").write_bytes(b"PK\x03\x04 broken")
    assert load_saved_params()[:2] == (10_000, 2.0)
    assert "saved_params_15000.npz cannot be read" in capsys.readouterr().out
    assert sorted(os.listdir()) == [f"saved_params_{n}.npz" for n in (10000, 15000, 5000)]


def test_an_interrupted_save_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    def interrupted(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(np, "savez", interrupted)
    with pytest.raises(KeyboardInterrupt):
        save_params(5000, 1.0)
    assert os.listdir() == []
