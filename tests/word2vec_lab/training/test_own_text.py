"""Training on a text of one's own: the same vectors, checkpoints and plot, and the words that the text has."""

from pathlib import Path

import numpy as np
import pytest

from word2vec_lab import explorer, training
from word2vec_lab.commands import run
from word2vec_lab.expecting import UnexpectedValueError
from word2vec_lab.text import own, treebank
from word2vec_lab.training import Settings, Silent, word_vectors
from word2vec_lab.training.plotted import plotted
from word2vec_lab.vectors import projection

STORY = "The hot tea stood on the table. Rain fell on the street, and the king drank his tea. " * 30
SHORT = Settings(iterations=40, draws="blocks")


@pytest.mark.slow
def test_it_trains_and_can_be_explored_and_plotted(capsys: pytest.CaptureFixture[str]) -> None:
    found = training.on_text(STORY, settings=SHORT, display=Silent())
    assert capsys.readouterr().out.startswith("the text: 60 sentences, 630 words")
    assert found.source == own.SOURCE
    assert found.own
    assert "on a text of one's own" in str(found.origin)
    assert "a text of one's own, and not on the treebank" in " ".join(found.origin.short_of())
    assert "python run.py, without --text" in found.describe()
    assert explorer.Explorer(found).picture().alt
    assert "tea" in run.plot_of(found).alt


def test_a_file_gives_the_same_as_its_text(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    one = training.on_text(STORY, settings=SHORT, display=Silent())
    other = training.on_text(tmp_path / "story.txt", settings=SHORT, display=Silent())
    assert np.array_equal(one.center, other.center)


def test_it_is_saved_and_loaded_like_any_run(tmp_path: Path) -> None:
    run_ = training.train_fast(own.of(STORY), SHORT, display=Silent())
    loaded = word_vectors.load(word_vectors.save(run_, tmp_path / "v.npz"))
    made = word_vectors.of_run(run_)
    assert loaded.words == made.words
    assert np.array_equal(loaded.outside, made.outside)
    assert str(loaded.origin) == str(made.origin)


def test_the_words_to_plot_are_the_assignments_or_the_telling_ones() -> None:
    text = treebank.embedded()
    assert plotted(text.vocabulary, text.counts, text.source) == projection.WORDS
    mine = own.of(" ".join(text.written()))
    words = plotted(mine.vocabulary, mine.counts, mine.source)
    assert len(words) == 24
    assert "the" not in words
    assert all(word.isalpha() for word in words)
    counts = [mine.counts[word] for word in words]
    assert counts == sorted(counts, reverse=True)
    short = own.of(STORY)
    assert treebank.UNKNOWN in short.vocabulary
    assert treebank.UNKNOWN not in plotted(short.vocabulary, short.counts, short.source)


def test_too_little_of_it_is_answered_in_words() -> None:
    with pytest.raises(own.TextError, match="too small to train on"):
        training.on_text("Hot tea.")
    with pytest.raises(UnexpectedValueError, match="5 iterations are too few"):
        training.on_text(STORY, settings=Settings(iterations=5))
