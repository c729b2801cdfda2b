"""The report says what is there, what is missing and what to do, and in the reading edition nothing of this machine."""

import sys
from importlib import metadata
from pathlib import Path

import pytest

from word2vec_lab import environment
from word2vec_lab.check.score import Finding
from word2vec_lab.text import treebank

INSTALLED = metadata.version


@pytest.fixture(autouse=True)
def embedded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORD2VEC_TREEBANK", "embedded")


def line(start: str) -> Finding:
    return next(finding for finding in environment.report().findings if finding.title.startswith(start))


def pretend(monkeypatch: pytest.MonkeyPatch, package: str, version: str | None) -> None:
    """Make one package look as if it had another version, or were not there."""

    def found(name: str) -> str:
        if name != package:
            return INSTALLED(name)
        if version is None:
            raise metadata.PackageNotFoundError(name)
        return version

    monkeypatch.setattr(metadata, "version", found)


@pytest.mark.slow
def test_everything_is_in_place_in_the_locked_environment() -> None:
    report = environment.report()
    assert report.right
    assert report.title == "Everything is in place"
    for name in ("Python", "NumPy", "matplotlib", "JupyterLab", "ipywidgets", "anywidget", "nbgrader"):
        assert line(name).kind == "right"


def test_a_right_version_is_shown_without_its_patch_level() -> None:
    major, minor = INSTALLED("numpy").split(".")[:2]
    assert line("NumPy").title.endswith(f"(here: {major}.{minor})")


def test_a_version_that_is_too_old_is_shown_in_full_with_a_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    pretend(monkeypatch, "numpy", "1.26.4")
    finding = line("NumPy 1.26.4")
    assert finding.kind == "wrong"
    assert "python3 start.py" in finding.says
    assert environment.report().title.startswith("Something is missing")


def test_a_missing_package_is_named_with_a_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    pretend(monkeypatch, "nbgrader", None)
    finding = line("nbgrader is not installed")
    assert finding.kind == "wrong"
    assert "exactly 0.9.6" in finding.title
    assert "python3 start.py" in finding.says


def test_a_python_that_is_too_old_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.python_version", lambda: "3.9.18")
    assert line("Python 3.9.18").kind == "wrong"


def test_a_course_that_is_not_installed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "COURSE", "no-such-course")
    assert line("The course itself is not installed").kind == "wrong"


def test_a_folder_that_cannot_be_written_to_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    # Root may write anywhere, so the test takes a folder that is gone rather than one that is read-only.
    gone = tmp_path / "gone"
    monkeypatch.setattr(Path, "cwd", lambda: gone)
    finding = line("This notebook's folder cannot be written to")
    assert finding.kind == "wrong"
    assert "Your answers could not be saved. Cannot write to" in finding.says
    assert "copy the folder to a place of your own" in finding.says


def test_looking_leaves_nothing_in_the_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    environment.report()
    assert list(tmp_path.iterdir()) == []


def test_the_embedded_corpus_is_advice_and_no_error() -> None:
    finding = line("The embedded corpus")
    assert finding.kind == "advice"
    assert finding.says == treebank.load().describe()


def test_a_damaged_treebank_is_an_error_with_its_reason(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / treebank.SENTENCES).write_text("damaged", encoding="utf-8")
    monkeypatch.setenv("WORD2VEC_TREEBANK", str(tmp_path))
    finding = line("The treebank cannot be used")
    assert finding.kind == "wrong"
    assert treebank.SENTENCES in finding.says


def test_the_reading_edition_tells_nothing_of_the_machine_that_built_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("WORD2VEC_LAB_STATIC", "1")
    # Other tests read the settings of courses, and leave those folders among Python's modules, as nbgrader does.
    monkeypatch.setattr(sys, "path", [one for one in sys.path if not Path(one, "nbgrader_config.py").is_file()])
    here = environment.report()
    monkeypatch.chdir(tmp_path)
    pretend(monkeypatch, "numpy", "2.99.1")
    monkeypatch.setattr("platform.python_version", lambda: "3.14.2")
    assert environment.report()._repr_html_() == here._repr_html_()
    assert "here:" not in repr(here)


def test_the_report_is_readable_as_text_and_as_html() -> None:
    report = environment.report()
    assert repr(report).startswith("Everything is in place\n✓ Python")
    assert "<strong>✓ Python" in report._repr_html_()
