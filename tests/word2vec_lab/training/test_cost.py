"""What a pair of words costs: the measurement itself, and that the committed one is what the notebook says."""

from pathlib import Path

import handwritten
import nbformat
import pytest

from word2vec_lab.commands import show_time
from word2vec_lab.text.dataset import Dataset
from word2vec_lab.training import Functions, Loss, Settings, cost
from word2vec_lab.training.cost import FAST_LANE, Cost
from word2vec_lab.training.origin import OWN_LANE

MINE = Functions(handwritten.sgd_in_place, handwritten.skipgram, handwritten.negSamplingLossAndGradient)
NAIVE = Functions(handwritten.sgd_in_place, handwritten.skipgram, handwritten.naiveSoftmaxLossAndGradient)
made_up = cost.made_up
NOTEBOOK = Path(__file__).parents[3] / "source" / "word2vec" / "6_word_vectors.ipynb"


@pytest.mark.slow
def test_both_losses_and_both_lanes_are_measured() -> None:
    sizes = (40, 80)
    own = cost.of_your_functions({"negative-sampling": MINE, "naive-softmax": NAIVE}, sizes)
    found = {(one.loss, one.lane, one.words) for one in own + cost.of_the_fast_lane(sizes)}
    assert found == {
        (loss, lane, words)
        for loss in ("negative-sampling", "naive-softmax")
        for lane in (OWN_LANE, FAST_LANE)
        for words in sizes
    }
    assert all(0 < one.seconds < 1 for one in own)


def test_a_text_of_any_vocabulary() -> None:
    text = cost.made_up(50)
    assert len(text.vocabulary) == 50
    assert text.counts["w0"] > 3 * text.counts["w20"]


def test_growth_is_an_exponent() -> None:
    costs = [Cost("naive-softmax", OWN_LANE, words, 1e-9 * words**2) for words in (10, 100, 1_000)]
    assert cost.growth(costs, "naive-softmax", OWN_LANE) == pytest.approx(2)
    with pytest.raises(ValueError, match="two vocabularies"):
        cost.growth(costs, "negative-sampling", OWN_LANE)


def test_a_function_that_grows_too_fast_is_left_out_and_the_student_hears_why(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def seconds(compute: object, dataset: Dataset, settings: Settings) -> float:
        return 1e-9 * len(dataset.words) ** 2 if settings.loss == "naive-softmax" else 1e-5

    monkeypatch.setattr(cost, "_seconds_per_pair", seconds)
    monkeypatch.setattr(cost, "made_up", lambda words: made_up(min(words, 9_000)))
    functions: dict[Loss, Functions] = {"negative-sampling": MINE, "naive-softmax": NAIVE}
    assert len(cost.of_your_functions(functions, (300, 1_200, 4_900))) == 6
    assert len(cost.of_your_functions(functions, (300, 1_200, 4_900, 40_000))) == 7
    monkeypatch.setattr(cost, "SIZES", (300, 1_200, 4_900, 40_000))
    picture = show_time.cost_of_a_pair(functions)
    assert "naive softmax, V = 40,000: not measured. Your function would take about 2 s" in capsys.readouterr().out
    assert "naive softmax: 90 µs at V = 300, 1,440 µs at V = 1,200, 24,010 µs at V = 4,900." in picture.alt


def test_costs_are_read_as_they_were_written(tmp_path: Path) -> None:
    costs = [Cost("naive-softmax", FAST_LANE, 300, 1.5e-5)]
    cost.save(costs, tmp_path / "costs.json")
    assert cost.recorded(tmp_path / "costs.json") == costs


def test_the_numbers_of_the_notebooks_prose() -> None:
    recorded = {(one.loss, one.words): one.seconds for one in cost.recorded() if one.lane == OWN_LANE}
    prose = "\n".join(cell.source for cell in nbformat.read(NOTEBOOK, 4).cells if cell.cell_type == "markdown")
    naive, sampled = (1e6 * recorded[loss, 19_539] for loss in ("naive-softmax", "negative-sampling"))
    assert f"has {naive:,.0f} µs for the one and {sampled:,.0f} µs for the other" in prose
    assert recorded["naive-softmax", 300] < recorded["negative-sampling", 300]
    assert cost.growth(cost.recorded(), "naive-softmax", OWN_LANE) > 0.7
    assert abs(cost.growth(cost.recorded(), "negative-sampling", OWN_LANE)) < 0.2
