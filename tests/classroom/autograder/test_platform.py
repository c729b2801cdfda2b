"""The zip in a folder laid out as Gradescope lays it out: setup.sh once, then run_autograder for each submission.

The system's packages are not installed: `apt-get` is a program here that notes how it was called. All else is real, an
environment of its own with the course installed from the zip, and the sandbox.
"""

import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from autograder.published import faults

from classroom.autograder.packing import PLATFORM, autograder_files
from classroom.course import load_course
from classroom.demo.sample_class import Student, hand_in, sample_class
from classroom.editions.files import zipped
from classroom.notebooks import grade_id, notebook_bytes, read_notebook
from classroom.rules.leaks import Passage, _found, _read_source

REPOSITORY = Path(__file__).parents[3]
COURSE = load_course(REPOSITORY)
CAGED = Path(__file__).with_name("caged.py")
MOST = sum(item.points for item in COURSE.items if item.kind == "auto")
ROOT_ONLY = pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can become another user")

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="Gradescope's machines are Linux")]

FORGES = """
import json
from pathlib import Path
told = {"score": 100, "tests": [{"name": "all", "score": 100, "max_score": 100}]}
found = []
for place in ("results/results.json", "source/course/source/word2vec/1_softmax.ipynb", "source/autograder.json"):
    for mode in ("r", "a", "w"):
        try:
            with open("ROOT/" + place, mode) as file:
                found.append(place)
                file.write(json.dumps(told))
        except Exception as error:
            pass
print(json.dumps(told))
"""
SHOWS = "raise ValueError('<img src=x onerror=alert(1)>' + repr(found))"


@dataclass
class Platform:
    """Gradescope's folder, and what it does with it."""

    root: Path

    @property
    def environment(self) -> dict[str, str]:
        """What its scripts are called with. A Python that everybody may read comes first."""
        path = [str(self.root / "bin"), "/usr/bin", "/bin", f"{sys.base_prefix}/bin"]
        kept = {name: value for name, value in os.environ.items() if name not in ("VIRTUAL_ENV", "PYTHONPATH")}
        return kept | {"AUTOGRADER_ROOT": str(self.root), "PATH": os.pathsep.join(path)}

    def set_up(self) -> None:
        """Build the image."""
        (self.root / "bin").mkdir()
        apt = self.root / "bin" / "apt-get"
        apt.write_text('#!/bin/sh\necho "$*" >>"$AUTOGRADER_ROOT/apt.log"\n')
        apt.chmod(0o755)
        source = self.root / "source"
        packed = self.root / "autograder.zip"
        packed.write_bytes(zipped(autograder_files(COURSE, 20), executable=PLATFORM))
        subprocess.run(["unzip", "-q", packed, "-d", source], check=True)
        packed.unlink()
        shutil.copy(source / "run_autograder", self.root)
        subprocess.run(["bash", source / "setup.sh"], env=self.environment, cwd=self.root, check=True)

    def grade(self, *before: str) -> Any:
        """Run the autograder on what lies in `submission`, and read what it has written."""
        shutil.rmtree(self.root / "results", ignore_errors=True)
        (self.root / "results").mkdir()
        command = [*before, str(self.root / "run_autograder")]
        done = subprocess.run(command, env=self.environment, cwd=self.root, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
        results = json.loads((self.root / "results" / "results.json").read_text(encoding="utf-8"))
        assert faults(results) == []
        assert given_away(results) == []
        assert "Traceback" not in json.dumps(results)
        return results

    def hand_in(self, student: Student, below: str = "work") -> Path:
        """Put what a student hands in into the folder of the submission; returns where it lies."""
        shutil.rmtree(self.root / "submission", ignore_errors=True)
        folder = self.root / "submission" / below
        hand_in(COURSE, student, COURSE.release, folder)
        return folder


def given_away(results: Any) -> list[str]:
    """Lines, expressions and seeds of solutions, rubrics and hidden tests that the page of the results would show."""
    public, secrets = _read_source(COURSE)
    text = "\n".join([results["output"], *(test["output"] for test in results["tests"])])
    passage = Passage("results.json", text, True, False, True)
    return [str(problem) for problem in _found(passage, [secret.minus(public) for secret in secrets])]


@pytest.fixture(scope="module")
def platform() -> Iterator[Platform]:
    root = Path(tempfile.mkdtemp(prefix="gradescope-"))
    root.chmod(0o755)  # as / is: everybody may pass
    platform = Platform(root)
    platform.set_up()
    yield platform
    shutil.rmtree(root)


PERFECT, BLANK, HALF = sample_class(COURSE, 0, 1)


def test_setup_installs_what_the_sandbox_needs(platform: Platform) -> None:
    called = (platform.root / "apt.log").read_text().splitlines()
    assert called[0] == "update"
    assert {"bubblewrap", "libseccomp2"} <= set(called[1].split())


def test_right_answers_have_all_points(platform: Platform) -> None:
    platform.hand_in(PERFECT, below="my work/hw (2)")
    results = platform.grade()
    assert results["score"] == MOST
    assert len(results["tests"]) == len(COURSE.items)
    assert "seccomp" in results["extra_data"]["protection"]
    written = [test for test in results["tests"] if "score" not in test]
    assert len(written) == len([item for item in COURSE.items if item.kind == "written"])
    assert all("Somebody reads this answer" in test["output"] for test in written)


def test_half_right_answers_have_what_each_earns_and_the_findings(platform: Platform) -> None:
    platform.hand_in(HALF)
    results = platform.grade()
    expected = {item.title: HALF.expected(item) if HALF.hands_in(item.notebook) else 0 for item in COURSE.items}
    got = {test["name"]: test["score"] for test in results["tests"] if "score" in test}
    assert got == {name: expected[name] for name in got}
    assert 0 < results["score"] < MOST
    failed = [test for test in results["tests"] if test.get("status") == "failed" and "score" in test]
    assert any("✗" in test["output"] for test in failed)


def test_an_empty_upload_and_a_broken_one_have_sentences(platform: Platform) -> None:
    shutil.rmtree(platform.root / "submission", ignore_errors=True)
    (platform.root / "submission").mkdir()
    results = platform.grade()
    assert results["score"] == 0
    assert "nothing to grade yet" in results["output"]
    (platform.root / "submission" / "1_softmax.ipynb").write_text('{"cells": [')
    (platform.root / "submission" / "work.zip").write_bytes(b"PK\x03\x04 and no more")
    results = platform.grade()
    assert results["score"] == 0
    assert "1_softmax.ipynb" in results["output"]


@pytest.mark.parametrize("caged", [False, pytest.param(True, marks=ROOT_ONLY)], ids=["sandbox", "none allowed"])
def test_a_submission_that_writes_results_of_its_own_has_what_it_deserves(platform: Platform, caged: bool) -> None:
    python = platform.root / "environment" / "bin" / "python"
    real = Path(os.path.realpath(python))
    if caged and not all(folder.stat().st_mode & stat.S_IXOTH for folder in real.parents):
        pytest.skip("another user could not run this Python")
    folder = platform.hand_in(BLANK)
    (folder / "results.json").write_text('{"score": 100}')
    path = folder / "1_softmax.ipynb"
    notebook = read_notebook(path)
    for cell in notebook.cells:
        if grade_id(cell) == "q2a2":
            code = FORGES.replace("ROOT", str(platform.root))
            cell.source = f"{code}\ndef naiveSoftmaxLossAndGradient(*arguments):\n    {SHOWS}\n"
    path.write_bytes(notebook_bytes(notebook))
    results = platform.grade(*([str(python), str(CAGED)] if caged else []))
    assert results["score"] == 0
    assert results["extra_data"]["protection"]
    [test] = [test for test in results["tests"] if test["name"] == "naiveSoftmaxLossAndGradient"]
    assert "onerror=alert(1)&gt;[]" in test["output"], "it could open something"
    assert "<img" not in test["output"]
    if caged:
        assert "another user" in results["extra_data"]["protection"]


def test_an_autograder_that_cannot_start_says_so(platform: Platform) -> None:
    environment = platform.root / "environment"
    environment.rename(platform.root / "elsewhere")
    try:
        results = platform.grade()
    finally:
        (platform.root / "elsewhere").rename(environment)
    assert results["score"] == 0
    assert "could not start" in results["output"]
