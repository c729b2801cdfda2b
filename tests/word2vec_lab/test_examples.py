"""The examples in docstrings: they are run, and what a stranger calls first has one."""

from __future__ import annotations

import doctest
import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from word2vec_lab import explorer, files, student, training
from word2vec_lab.measure import numeric
from word2vec_lab.student import notebooks
from word2vec_lab.text import dataset, treebank
from word2vec_lab.training import word_vectors
from word2vec_lab.vectors import projection

SOURCE = Path(__file__).resolve().parents[2] / "src"
WITH_EXAMPLES = [
    ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")
    for package in ("word2vec_lab", "safepage")
    for path in sorted((SOURCE / package).rglob("*.py"))
    if ">>> " in path.read_text(encoding="utf-8")
]
CALLED_FIRST: list[Callable[..., Any]] = [
    *(treebank.load, treebank.embedded, dataset.Dataset),
    *(numeric.gradient, numeric.gradcheck),
    *(student.load, notebooks.read, files.replacing),
    *(training.Settings, training.train_fast, word_vectors.reference),
    *(explorer.Explorer, projection.principal_axes),
]


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_examples_are_right(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(treebank.VARIABLE, treebank.EMBEDDED)
    monkeypatch.chdir(tmp_path)
    failed, tried = doctest.testmod(importlib.import_module(name))
    assert tried > 0
    assert failed == 0, "the report stands above"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("called", CALLED_FIRST, ids=lambda called: f"{called.__module__}.{called.__name__}")
def test_what_a_stranger_calls_first_has_an_example(called: Callable[..., Any]) -> None:
    assert ">>> " in (called.__doc__ or "")
    assert called.__module__ in WITH_EXAMPLES
