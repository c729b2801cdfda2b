"""A pair and a window in numbers: what the rows say is what one finds with a pencil."""

import numpy as np
import pytest

from word2vec_lab.expecting import UnexpectedValueError
from word2vec_lab.figures.table import Table
from word2vec_lab.microscope import by_hand, filling, one_pair


def row(table: Table, name: str) -> list[float]:
    [found] = [row for row in table.rows if row.name == name]
    return [float(text.replace("−", "-")) for text in found.entries]


def vectors(table: Table, name: str) -> np.ndarray:
    [found] = [row for row in table.rows if row.name == name]
    return np.array([[float(x) for x in text.strip("()").replace("−", "-").split(", ")] for text in found.entries])


def test_each_line_of_the_pair_follows_from_the_one_above() -> None:
    table = one_pair(0.5)
    outside, center = vectors(table, "outside vector"), np.array([-0.6, 0.3])
    scores = row(table, "score")
    assert np.allclose(outside @ center, scores, atol=6e-4)
    powers = row(table, "exp(score)")
    assert np.allclose(np.exp(scores), powers, atol=2e-3)
    chances = row(table, "ŷ")
    assert np.allclose(np.array(powers) / sum(powers), chances, atol=1e-3)
    miss = row(table, "ŷ − y")
    assert np.allclose(np.array(chances) - row(table, "y"), miss, atol=1e-9)
    slope = row(table, "slope")
    assert np.allclose(miss @ outside, slope, atol=2e-3)
    moved = row(table, "step")
    assert np.allclose(center - 0.5 * np.array(slope), moved, atol=1e-3)
    after = np.exp(outside @ moved)
    assert np.allclose(after / after.sum(), row(table, "new ŷ"), atol=1e-3)


def test_it_is_the_case_that_the_checks_print() -> None:
    assert one_pair().title == "The pair (hot, tea). The loss is −log 0.211 = 1.554, and after one step 1.088."
    assert by_hand.small_case().outside_vectors.shape == (3, 2)


@pytest.mark.parametrize("step", [0, -1, float("inf"), "x"])
def test_a_step_that_is_none_is_answered_in_words(step: float) -> None:
    with pytest.raises(UnexpectedValueError):
        one_pair(step)


@pytest.mark.parametrize(("size", "pairs"), [(1, 2), (2, 4), (4, 6)])
def test_the_columns_of_a_window_add_up(size: int, pairs: int) -> None:
    table = filling(size)
    assert len(table.columns) == pairs
    losses = row(table, "loss")
    assert losses == sorted(losses)
    assert not vectors(table, table.rows[-1].name).any()
    # The sum over all words of the slopes is the same for each pair: 0 in total.
    total = sum(vectors(table, f"u_{word}") for word in sorted(set(by_hand.SENTENCE)))
    assert np.allclose(total, 0, atol=0.04)


def test_a_table_reads_as_text_and_as_html() -> None:
    table = one_pair()
    assert "ŷ − y" in repr(table)
    html = table._repr_html_()
    assert html.count("<tr>") == len(table.rows) + 1
    assert 'scope="row"' in html
