"""What two machines must have in common to grade one class."""

import platform
from importlib import metadata
from pathlib import Path

import numpy as np
import pytest
from traitlets.config import Config

from classroom.grading import versions as module
from classroom.grading.versions import differences, packages_named, versions


@pytest.mark.slow
def test_python_this_package_and_all_that_it_requires_are_told() -> None:
    found = versions(("classroom", "nbconvert", "safepage"))
    assert found["Python"] == platform.python_version()
    assert found["nbgrader"] == metadata.version("nbgrader")
    assert found["numpy"] == np.__version__
    assert found["nbconvert"] == metadata.version("nbconvert")
    assert "distributed" not in found, "an extra is not needed to grade"
    assert len(found["the code of classroom"]) == 12


def test_packages_are_those_that_settings_name() -> None:
    config = Config()
    config.A.classes = [
        "json.JSONDecoder",
        Path,
        "nbformat.NotebookNode",
        Config,
        "no_such_module.Class",
        "*.npy",
        "two words",
        "feedback",
    ]
    config.A.words = ["pytest", "grading"]
    config.IsolatedExecute.tools = ["numpy"]
    config.A.functions = {"one": "textwrap:dedent", "two": "nbformat:read"}
    assert packages_named(config) == {"classroom", "safepage", "nbformat", "numpy", "traitlets"}


def test_each_difference_is_told_in_words() -> None:
    here = {"Python": "3.11.7", "nbgrader": "0.9.6", "numpy": "2.2.0", "the code of classroom": "a"}
    there = {"Python": "3.12.1", "numpy": "2.2.0", "the code of classroom": "b"}
    assert differences(here, there) == [
        "Python 3.12.1 instead of 3.11.7",
        "nbgrader not installed instead of 0.9.6",
        "the code of classroom is another",
    ]
    assert differences(here, here | {"more": "1"}) == []


def test_one_letter_in_a_package_is_another_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "some_package_of_a_test"
    (package / "deep").mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "deep" / "data.json").write_text("1")
    monkeypatch.syspath_prepend(tmp_path)
    before = module._code(package.name)
    (package / "deep" / "cached.pyc").write_text("2")
    assert module._code(package.name) == before
    (package / "deep" / "data.json").write_text("2")
    assert module._code(package.name) != before
    assert module._code("no_such_module") == module.MISSING
