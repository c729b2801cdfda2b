"""What the browser tests share: one browser for all, one JupyterLab for each test file."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from browser.lab import Server, browse, find_chromium, serve

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """A headless Chromium. Without one the tests are skipped on a person's machine, and fail in CI.

    It must end with the browser tests: as long as it runs, its event loop keeps every other test from having one.
    """
    if find_chromium() is None and not os.environ.get("CI"):
        pytest.skip("no Chromium on this machine; on Debian: apt install chromium")
    expect.set_options(timeout=60_000)  # a busy machine takes as long as it takes
    with browse() as running:
        yield running


@pytest.fixture(scope="module")
def student_lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A JupyterLab on a student's own copy of the release, with the corpus that the course brings along."""
    scratch = tmp_path_factory.mktemp("student")
    folder = scratch / "word2vec"
    shutil.copytree(ROOT / "release" / "word2vec", folder)
    with serve(folder, scratch / "jupyter", env={"WORD2VEC_TREEBANK": "embedded"}) as server:
        yield server


@pytest.fixture(scope="session")
def pictures() -> Path:
    """Where the tests leave their screenshots for a person to look at."""
    return ROOT / "test-artefacts"
