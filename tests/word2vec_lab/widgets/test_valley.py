"""The valley of notebook 5's puzzle is lowest where the notebook says."""

import pytest

from word2vec_lab.widgets import valley


def test_the_valley_is_lowest_where_the_notebook_says(capsys: pytest.CaptureFixture[str]) -> None:
    valley.look([0.0, 4.3, *range(20)])
    lines = capsys.readouterr().out.splitlines()
    assert "at    0.00 the height is   4.05, the slope -0.944" in lines[0]
    assert "at    4.30 the height is   1.00, the slope" in lines[1]
    assert len(lines) == valley.LOOKS + 1
    picture = valley.reveal([0.0, 4.3, 99.0])
    assert picture is not None
    assert "look 2: place 4.30, height 1.00" in picture.alt
    assert "Of them 1 beyond the picture." in picture.alt


def test_the_valley_is_not_shown_before_one_has_searched(capsys: pytest.CaptureFixture[str]) -> None:
    for places in (None, [], [0.0], [0.0, 0.0, 0.0, 0.0], [0.0, "x", 9.0]):
        assert valley.reveal(places) is None
        assert "Look at a few more" in capsys.readouterr().out
    assert valley.reveal([0.0, 9.0, 1.0, 2.0]) is not None
    assert valley.reveal([4.2]) is not None
