"""Only the one word that the build sets makes the reading edition. On the site, each thing has a name of its own."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from word2vec_lab.edition import STATIC, numbered, reading_edition


@pytest.mark.parametrize(("value", "reading"), [("1", True), ("0", False), ("", False), (None, False)])
def test_reading_edition(value: str | None, reading: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(STATIC, raising=False)
    if value is not None:
        monkeypatch.setenv(STATIC, value)
    assert reading_edition() is reading


@pytest.mark.parametrize("suffix", ["", ".html"])
def test_notebooks_that_run_at_once_do_not_get_one_name(suffix: str, tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as several:
        names = [path.name for path in several.map(lambda _: numbered(tmp_path, "film", suffix), range(40))]
    assert sorted(names) == [f"film-{number:02}{suffix}" for number in range(1, 41)]
    assert all((tmp_path / name).is_dir() == (suffix == "") for name in names)
