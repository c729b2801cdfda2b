"""No cell of a table is a formula to a spreadsheet, and numbers and ordinary words stay what they are."""

import codecs
import csv
import io
from pathlib import Path

import pytest

from classroom.spreadsheets import as_cell, table_bytes, write_table


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t'=1"),
        ("\r=1", "'\r'=1"),
        (" =1", "' =1"),
        ('"=1', "'\"=1"),
        ("＝1", "'＝1"),
        ("Ann;=1+1", "Ann;'=1+1"),
        ("Ann\n=1+1", "Ann\n'=1+1"),
        ("a\0b", "ab"),
    ],
)
def test_what_begins_like_a_formula_is_text(text: str, cell: str) -> None:
    assert as_cell(text) == cell


@pytest.mark.parametrize("value", [-1.5, 0, None, "-1.5", "+49", "Ann-Marie", "O'Neil", "1(b)(i)", "a = b", "x; y"])
def test_the_rest_stays_as_it_is(value: object) -> None:
    assert as_cell(value) == value


def test_a_table_is_read_back_as_it_was_meant(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    write_table(path, ["=name", "points"], [['Dow, "Dän"', -0.5], ["=x", None]])
    assert list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")))) == [
        ["'=name", "points"],
        ['Dow, "Dän"', "-0.5"],
        ["'=x", ""],
    ]


def test_a_half_of_a_character_costs_no_table() -> None:
    assert table_bytes(["a"], [["\ud800"]]) == b"\xef\xbb\xbfa\r\n?\r\n"


def test_excel_reads_umlauts_and_no_cell_spills_into_the_next_row() -> None:
    assert table_bytes(["name"], [["Müller"]]).decode("utf-8-sig") == "name\r\nMüller\r\n"
    assert table_bytes([], []).startswith(codecs.BOM_UTF8)
    long = as_cell("=" + "x" * 40_000)
    assert isinstance(long, str)
    assert len(long) < 32_767
    assert (long[:2], long[-1]) == ("'=", "…")
