"""What a plot says of itself: in words and for a program, whole runs and all that are none."""

import json
from dataclasses import replace

import numpy as np
import pytest
from pngs import carrying

from safepage.pictures import says_of_itself
from word2vec_lab import figures
from word2vec_lab.training import Settings, origin, word_vectors
from word2vec_lab.training.origin import Origin

WHOLE = Origin("your functions", "treebank", 40_000, 9.8122064, Settings(), "0123456789abcdef")


@pytest.mark.parametrize(
    ("run", "says", "short_of"),
    [
        (WHOLE, "Own functions on the treebank, 40,000 of 40,000 iterations, final loss 9.812206", ""),
        (
            replace(WHOLE, iterations=80_000, settings=Settings(iterations=80_000)),
            "Own functions on the treebank, 80,000 of 80,000 iterations, final loss 9.812206",
            "",
        ),
        (
            replace(WHOLE, iterations=2_500),
            "Own functions on the treebank, stopped after 2,500 of 40,000 iterations, loss 9.812206",
            "the run was stopped after 2,500 iterations, and not 40,000",
        ),
        (
            replace(WHOLE, text="embedded", iterations=100, settings=Settings(iterations=100)),
            "Own functions on the small made-up corpus, 100 of 100 iterations, final loss 9.812206",
            "it was trained on the small made-up corpus, and not on the treebank;"
            " the run has 100 iterations, and not 40,000",
        ),
        (
            replace(WHOLE, lane="NumPy", settings=Settings(draws="blocks")),
            "Fast lane (NumPy) with its own random numbers on the treebank, 40,000 of 40,000 iterations,"
            " final loss 9.812206",
            "it was trained by the fast lane, and not with your functions",
        ),
        (
            replace(WHOLE, settings=Settings(loss="naive-softmax", step=3.0, start_seed=1)),
            "Own functions on the treebank, naive-softmax loss, step 3.0, start seed 1,"
            " 40,000 of 40,000 iterations, final loss 9.812206",
            "the settings are not the assignment's (naive-softmax loss, step 3.0, start seed 1)",
        ),
        (
            word_vectors.reference().origin,
            "The course's reference run on the treebank, 40,000 of 40,000 iterations, final loss 9.812206",
            "it is the course's reference run, and not yours",
        ),
    ],
)
def test_a_run_says_what_it_was_and_what_is_missing(run: Origin, says: str, short_of: str) -> None:
    assert str(run) == says
    assert "; ".join(run.short_of()) == short_of
    picture = carrying(run.texts())
    assert says_of_itself(picture) == f"{says}."
    assert origin.read(picture) == run


@pytest.mark.parametrize(
    "told",
    [
        "", "no JSON", "[]", "{}", "1", "null", "[" * 100_000,
        json.dumps({"settings": {"dimension": 0}}),
        json.dumps({"settings": {"unknown": 0}}),
        json.dumps({"settings": {}, "iterations": "many"}),
        json.dumps({"settings": {}, "iterations": 1e999}),
        json.dumps({"settings": {"iterations": "40000"}, "iterations": 1, "loss": 1, "lane": "", "text": ""}),
    ],
)  # fmt: skip
def test_what_cannot_be_understood_says_nothing(told: str) -> None:
    assert origin.read(carrying({origin.KEY: told})) is None


def test_other_pictures_say_nothing() -> None:
    assert origin.read(figures.surprise({"a": 0.5}).png) is None
    assert origin.read(b"") is None
    assert origin.read(b"GIF89a") is None


def test_other_vectors_have_another_fingerprint() -> None:
    center = np.arange(6.0).reshape(3, 2)
    assert origin.fingerprint(center) == origin.fingerprint(center[::1].copy())
    assert origin.fingerprint(center) != origin.fingerprint(center + 1e-9)
    assert len(origin.fingerprint(center)) == 16
