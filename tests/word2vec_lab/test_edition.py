"""Only the one word that the build sets makes the reading edition."""

import pytest

from word2vec_lab.edition import STATIC, reading_edition


@pytest.mark.parametrize(("value", "reading"), [("1", True), ("0", False), ("", False), (None, False)])
def test_reading_edition(value: str | None, reading: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(STATIC, raising=False)
    if value is not None:
        monkeypatch.setenv(STATIC, value)
    assert reading_edition() is reading
