"""Names of a student's files that Python or a package has taken."""

from pathlib import Path

import pytest

from word2vec_lab import environment
from word2vec_lab.student.shadowing import shadowing


def test_taken_names_are_said_and_others_are_not(tmp_path: Path) -> None:
    for name in ("word2vec", "sgd", "run", "mine", "helpers"):
        (tmp_path / f"{name}.py").touch()
    (tmp_path / "random").mkdir()
    assert shadowing(tmp_path) == ""
    (tmp_path / "random" / "__init__.py").touch()
    for name in ("types", "numpy"):
        (tmp_path / f"{name}.py").touch()
    assert "your numpy.py, random/, types.py. A notebook's kernel may take one for the other" in shadowing(tmp_path)


def test_the_first_notebook_says_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "shadowing" not in environment.report().named
    (tmp_path / "string.py").touch()
    assert "shadowing" in environment.report().named
