"""What several tests of the student's side need: the real treebank, where it is at hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def published() -> Path:
    """The folder with the published treebank: $WORD2VEC_TREEBANK, or shared/data beside the repository."""
    named = os.environ.get("WORD2VEC_TREEBANK", "")
    folder = Path(named) if named not in ("", "embedded") else ROOT.parent / "shared" / "data"
    if not (folder / "datasetSentences.txt").is_file():
        pytest.skip(f"needs the published treebank: none in {folder}; set WORD2VEC_TREEBANK to a folder that has it")
    return folder
