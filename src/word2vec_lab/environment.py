"""Says whether this machine has what the course needs, and what to do where it has not.

Only the names of what is missing are needed for that, so nothing is imported to look at its version. In the reading
edition the numbers of the machine that built it are left out: they would mean nothing to the reader.
"""

import platform
import tempfile
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from word2vec_lab.check.score import Finding
from word2vec_lab.edition import reading_edition
from word2vec_lab.figures.view import View
from word2vec_lab.files import cannot_write
from word2vec_lab.text import treebank

COURSE = "word2vec-from-scratch"
SHOWN = {
    "numpy": "NumPy",
    "matplotlib": "matplotlib",
    "jupyterlab": "JupyterLab",
    "ipywidgets": "ipywidgets",
    "anywidget": "anywidget",
    "nbgrader": "nbgrader",
}
INSTALL = (
    "In a terminal, in the folder of this notebook, run `python3 start.py` (on Windows `py start.py`); with conda,"
    " `conda env update -f env.yml`. Then restart the kernel."
)


def report() -> View:
    """Look at Python, the packages, the folder and the text to train on."""
    findings = (_python(), *_packages(), _folder(), _text())
    ready = all(finding.kind != "wrong" for finding in findings)
    title = "Everything is in place" if ready else "Something is missing: see the lines marked ✗"
    return View(title, findings)


def _wanted(specifier: SpecifierSet) -> str:
    """A version specifier in words: '2.2 or newer', 'exactly 0.9.6'."""
    words = {">=": "{} or newer", "==": "exactly {}"}
    return " and ".join(words.get(part.operator, part.operator + " {}").format(part.version) for part in specifier)


def _judge(name: str, found: str, specifier: SpecifierSet, remedy: str) -> Finding:
    """One line for one version. A right one is shown as major.minor, a wrong one in full."""
    wanted = _wanted(specifier)
    if specifier.contains(found, prereleases=True):
        known = reading_edition() or wanted.startswith("exactly")
        here = "" if known else f" (here: {'.'.join(found.split('.')[:2])})"
        return Finding("right", "version", f"{name} {wanted}{here}")
    return Finding("wrong", "version", f"{name} {found} is here; the course needs {wanted}", says=remedy)


def _python() -> Finding:
    remedy = "Install a newer Python, then run `python3 start.py` in the folder of this notebook."
    try:
        wanted = metadata.metadata(COURSE)["Requires-Python"]
    except metadata.PackageNotFoundError:
        return Finding("wrong", "course-not-installed", "The course itself is not installed", says=INSTALL)
    return _judge("Python", platform.python_version(), SpecifierSet(wanted), remedy)


def _packages() -> list[Finding]:
    try:
        requirements = [Requirement(line) for line in metadata.requires(COURSE) or ()]
    except metadata.PackageNotFoundError:
        return []
    wanted = {requirement.name: requirement.specifier for requirement in requirements if requirement.marker is None}
    return [_package(name, shown, wanted[name]) for name, shown in SHOWN.items() if name in wanted]


def _package(name: str, shown: str, specifier: SpecifierSet) -> Finding:
    try:
        found = metadata.version(name)
    except metadata.PackageNotFoundError:
        title = f"{shown} is not installed; the course needs {_wanted(specifier)}"
        return Finding("wrong", "not-installed", title, says=INSTALL)
    return _judge(shown, found, specifier, INSTALL)


def _folder() -> Finding:
    try:
        # Rights alone do not tell: a disk can be full, or mounted read-only.
        with tempfile.TemporaryFile(dir=Path.cwd()) as probe:
            probe.write(b"word2vec")
    except OSError as error:
        says = f"Your answers could not be saved. {cannot_write(Path.cwd(), error)}"
        return Finding("wrong", "not-writable", "This notebook's folder cannot be written to", says=says)
    return Finding("right", "writable", "This notebook's folder can be written to")


def _text() -> Finding:
    try:
        text = treebank.load()
    except treebank.TreebankError as error:
        return Finding("wrong", "treebank", "The treebank cannot be used", says=str(error))
    if text.source == "embedded":
        return Finding("advice", "embedded", "The embedded corpus is used", says=text.describe())
    return Finding("right", "treebank", "The treebank is there", says=text.describe())
