"""Dates of submissions: good ones stay, the others are set aside with what they say."""

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from classroom.sanitising import timestamps
from classroom.sanitising.timestamps import set_aside


def in_days(days: float) -> bytes:
    return f"{datetime.now(UTC) + timedelta(days=days):%Y-%m-%d %H:%M:%S} UTC".encode()


@pytest.mark.parametrize(
    "content",
    [b"2026-01-01 10:00:00 UTC", b"2026-01-01T10:00:00+01:00\n", b"", b" \n", b"2026-01-01 10:00:00".ljust(100)],
)
def test_a_good_timestamp_stays(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "timestamp.txt").write_bytes(content)
    assert not set_aside(tmp_path, trusted=True)
    assert (tmp_path / "timestamp.txt").read_bytes() == content


@pytest.mark.parametrize(
    "content",
    [b"last Tuesday", b"\xff\xfe", b"9" * 1000, b"9999-01-01 00:00:00 UTC", b"1 2 3", b"2026-01-01".ljust(101)],
)
def test_a_bad_timestamp_is_set_aside(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "timestamp.txt").write_bytes(content)
    assert set_aside(tmp_path, trusted=True)
    assert (tmp_path / "timestamp.txt.refused").read_bytes() == content
    assert not (tmp_path / "timestamp.txt").exists()


@pytest.fixture(params=["UTC0", "WEST+12", "EAST-12"])
def place(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Somewhere on Earth where a course is graded."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("place")
def test_a_clock_may_be_fast_by_some_hours_and_not_by_days(tmp_path: Path) -> None:
    (tmp_path / "timestamp.txt").write_bytes(in_days(0.9))
    assert not set_aside(tmp_path, trusted=True)
    (tmp_path / "timestamp.txt").write_bytes(in_days(1.1))
    assert set_aside(tmp_path, trusted=True)


def test_no_timestamp_is_no_fault(tmp_path: Path) -> None:
    assert not set_aside(tmp_path, trusted=True)


def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "timestamp.txt")
    assert set_aside(tmp_path, trusted=True)
    (tmp_path / "timestamp.txt").mkdir()
    assert set_aside(tmp_path, trusted=True)
    (tmp_path / "date").write_text("2026-01-01 10:00:00 UTC")
    os.symlink("date", tmp_path / "timestamp.txt")
    assert set_aside(tmp_path, trusted=True)
    assert not os.path.lexists(tmp_path / "timestamp.txt")


def test_a_date_is_set_aside_whatever_lies_in_the_way(tmp_path: Path) -> None:
    for number, name in enumerate(("timestamp.txt.refused", "timestamp.txt.refused-2", "timestamp.txt.refused-3")):
        (tmp_path / "timestamp.txt").write_text(f"bad date {number}")
        assert set_aside(tmp_path, trusted=True)
        assert (tmp_path / name).read_text() == f"bad date {number}"
    (tmp_path / "timestamp.txt.refused-4" / "x").mkdir(parents=True)
    (tmp_path / "timestamp.txt").write_text("last Tuesday")
    assert set_aside(tmp_path, trusted=True)
    assert (tmp_path / "timestamp.txt.refused-5").read_text() == "last Tuesday"


def test_when_all_names_are_taken_the_first_gives_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timestamps, "MOST_NAMES", 3)
    for date in ("first", "second", "third"):
        (tmp_path / "timestamp.txt").write_text(f"bad {date}")
        assert set_aside(tmp_path, trusted=True)
    kept = {path.name: path.read_text() for path in tmp_path.iterdir()}
    assert kept == {"timestamp.txt.refused": "bad third", "timestamp.txt.refused-2": "bad second"}
