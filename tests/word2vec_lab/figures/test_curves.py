"""The figure of the two curves of notebook 2."""

import pytest

from word2vec_lab import figures


def test_the_figure_measures_the_slopes_it_shows() -> None:
    alt = figures.activations(0.3).alt
    assert "0.30 at x = −2, 1.00 at x = 2" in alt
    assert "0.105 at x = −2, 0.250 at x = 0, 0.105 at x = 2" in alt


@pytest.mark.slow
def test_the_figure_keeps_the_slopes_to_itself_until_asked() -> None:
    hidden, shown = figures.activations(0.3, slopes=False), figures.activations(0.3)
    assert "slopes" not in hidden.alt
    assert hidden.png != shown.png
    assert hidden.width == shown.width


@pytest.mark.parametrize("alpha", [0.0, 1.0, -0.2, float("nan")])
def test_the_figure_refuses_what_is_no_leaky_relu(alpha: float) -> None:
    with pytest.raises(ValueError, match="0 < alpha < 1"):
        figures.activations(alpha)
