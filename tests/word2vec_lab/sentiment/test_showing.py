"""What notebook 8 shows: from a classifier that is there, and from none."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from notebook8 import softmax_regression

from word2vec_lab.sentiment import labels, regression, showing
from word2vec_lab.sentiment.features import averages, bags, standardised
from word2vec_lab.sentiment.softmax import own_softmax
from word2vec_lab.text import treebank
from word2vec_lab.training import word_vectors


@pytest.fixture(scope="module")
def data() -> labels.Labelled:
    return labels.labelled(treebank.embedded())


@pytest.fixture(scope="module")
def classifier(data: labels.Labelled) -> regression.Classifier:
    return regression.train(softmax_regression(), data, bags(data.text), (1e-3, 1e-1))


@pytest.mark.slow
def test_the_figures_say_what_they_show(data: labels.Labelled, classifier: regression.Classifier) -> None:
    curve = showing.curve(data, classifier)
    assert curve is not None
    assert f"dev {classifier.accuracy['dev']:.1%}" in curve.alt
    matrix = showing.taken_for(data, classifier)
    assert matrix is not None
    counts = regression.confusion(data, classifier.said)
    assert f"{counts[2, 2]:,} as neutral" in matrix.alt


def test_the_gallery_has_the_surest_errors_first(
    data: labels.Labelled, classifier: regression.Classifier, capsys: pytest.CaptureFixture[str]
) -> None:
    showing.errors(data, classifier, count=4)
    lines = capsys.readouterr().out.splitlines()
    shares = [int(line.split("(")[1].split("%")[0]) for line in lines[0:-1:2]]
    assert shares == sorted(shares, reverse=True)
    written = data.text.written()
    for said, sentence in zip(lines[0:-1:2], lines[1:-1:2], strict=True):
        places = [place for place in data.rows("test") if written[place] == sentence.strip()]
        assert any(said.startswith(labels.CLASSES[data.classes[place]]) for place in places)
    wrong = int((classifier.said != data.classes)[data.rows("test")].sum())
    assert lines[-1] == f"{wrong:,} of 566 sentences of test were taken for another class."


def test_without_a_classifier_it_is_said_what_is_missing(
    data: labels.Labelled, capsys: pytest.CaptureFixture[str]
) -> None:
    def unwritten(*_arguments: object) -> tuple[float, np.ndarray]:
        raise NotImplementedError

    assert showing.try_train(unwritten, data, bags(data.text)) is None
    assert capsys.readouterr().out == "No classifier yet: softmaxRegression is to be written, or mended.\n"
    assert showing.curve(data, None) is showing.taken_for(data, None) is None
    showing.errors(data, None)
    assert capsys.readouterr().out.count(showing.NONE_YET) == 3
    assert showing.compare_if(False, unwritten, data) is None
    assert capsys.readouterr().out.startswith("Not started.")


@pytest.mark.slow
def test_the_comparison_has_every_kind_of_vectors(data: labels.Labelled, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(showing, "SHORT", 20)
    found = showing.compare(softmax_regression(), data)
    names = [one.features for one in found]
    assert names[0] == "always the commonest class"
    assert names[-1] == "bag of words"
    assert any("naive softmax" in name for name in names)
    assert sum("each of length 1" in name for name in names) == len(showing.PLANS)


def test_the_record_is_of_all_plans_and_is_shown() -> None:
    rows = json.loads(showing.RESULTS.read_text(encoding="utf-8"))
    assert {row["features"] for row in rows} >= set(showing.PLANS)
    said = repr(showing.recorded())
    for row in rows:
        assert row["features"] in said
        assert f"{100 * row['test']:.1f}" in said


def test_the_words_of_the_notebook_are_those_of_the_record() -> None:
    notebook = (Path(__file__).parents[3] / "source" / "word2vec" / "8_sentiment.ipynb").read_text(encoding="utf-8")
    tests = {row["features"]: row["test"] for row in json.loads(showing.RESULTS.read_text(encoding="utf-8"))}
    for share in tests.values():
        assert f"{100 * share:.1f}" in notebook


@pytest.mark.slow
def test_the_confusions_that_the_notebook_tells_are_those_of_the_reference_run(published: Path) -> None:
    data = labels.labelled(treebank.load(published))
    reference = word_vectors.whole_reference()
    assert reference.words == data.text.vocabulary
    vectors = np.hstack([reference.center, reference.outside])
    seen = standardised(averages(data.text, vectors), data.rows("train"))
    classifier = regression.train(softmax_regression(), data, seen)
    table = regression.confusion(data, classifier.said)
    said, neutral, blamed = table[:, 1].sum() + table[:, 3].sum(), table[2, 2], table[1, 3]
    notebook = (Path(__file__).parents[3] / "source" / "word2vec" / "8_sentiment.ipynb").read_text(encoding="utf-8")
    assert f"*negative* or *positive* of {said:,} of the {table.sum():,} sentences" in notebook
    assert f"Of the {table[2].sum()} neutral ones it finds {neutral}" in notebook
    assert f"of the {table[1].sum()} negative ones it takes {blamed} for positive" in notebook
    assert f"A share of {100 * classifier.accuracy['test']:.1f} % can look like that" in notebook
    assert f"with the random numbers of the reference run: {100 * classifier.accuracy['test']:.1f} %" in notebook


def test_ones_own_softmax_is_used_if_it_takes_rows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def given(scores: np.ndarray) -> np.ndarray:
        powers = np.exp(scores)
        return np.asarray(powers / powers.sum(axis=-1, keepdims=True))

    def notebook(body: str) -> None:
        cell: dict[str, Any] = {
            "cell_type": "code", "id": "q2a2", "execution_count": None, "outputs": [], "source": body,
            "metadata": {"nbgrader": {"grade_id": "q2a2", "grade": False, "solution": True, "locked": False,
                                      "task": False, "schema_version": 3}},
        }  # fmt: skip
        book = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        (tmp_path / "1_softmax.ipynb").write_text(json.dumps(book))

    assert own_softmax(given, tmp_path) is given
    notebook("import numpy as np\ndef softmax(x):\n    return np.exp(x) / np.exp(x).sum(-1, keepdims=True)")
    assert own_softmax(given, tmp_path) is not given
    notebook("import numpy as np\ndef softmax(x):\n    return np.exp(x) / np.exp(x).sum()")
    assert own_softmax(given, tmp_path) is given
    notebook("def softmax(x):\n    return x[0] / 0")
    assert own_softmax(given, tmp_path) is given
    said = capsys.readouterr().out
    assert "uses your own softmax" in said
    assert "does not take a row for each sentence" in said
