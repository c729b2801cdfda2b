"""Which notebook a file is by its name; test_arrivals.py has what its cells say."""

from pathlib import Path

import pytest

from classroom.sanitising.recognising import may_be_notebook, named, stem_of

NOTEBOOKS = ("1_numbers", "2_words", "words")


@pytest.mark.parametrize(
    "name",
    [
        *("1_numbers.ipynb", "1_NUMBERS.IPYNB", "1_numbers (1).ipynb", "1_numbers-2.ipynb", "1_numbers-1 (3).ipynb"),
        *("1_numbers-Copy1.ipynb", "1_numbers - Copy.ipynb", "1_numbers - Kopie (2).ipynb", "1_numbers.ipynb.txt"),
        *(
            "1_numbers.json",
            "1_numbers.txt",
            "1_numbers",
            "lovelaceada_123_456_1_numbers-1.ipynb",
            "Ada 1_numbers.ipynb",
        ),
    ],
)
def test_a_notebook_is_known_whatever_was_put_before_and_behind_its_name(name: str) -> None:
    assert named(name, NOTEBOOKS) == "1_numbers"


def test_the_longest_name_counts() -> None:
    assert named("ada_2_words.ipynb", NOTEBOOKS) == "2_words"
    assert named("my words.ipynb", NOTEBOOKS) == "words"


@pytest.mark.parametrize(
    "name", ["11_numbers.ipynb", "swords.ipynb", "notes.ipynb", "1_numbers_old.ipynb", "(1).ipynb", ""]
)
def test_other_names_are_no_notebooks(name: str) -> None:
    assert named(name, NOTEBOOKS) == ""


def test_a_notebook_that_was_saved_as_something_else_is_known_by_what_it_begins_with(tmp_path: Path) -> None:
    for name, text, is_one in [
        ("a.ipynb", "", True),
        ("a.txt", '\ufeff {"cells": [{"cell_type": "code"}]}', True),
        ("b.json", '{"cells": [{"cell_type": "code"}]}', True),
        ("c", '{"cells": [{"cell_type": "code"}]}', True),
        ("d.json", '{"cells": []}', False),
        ("e.txt", 'He said: {"cell_type"}', False),
        ("f.py", '{"cells": [{"cell_type": "code"}]}', False),
    ]:
        (tmp_path / name).write_text(text)
        assert may_be_notebook(tmp_path / name) is is_one, name
    assert not may_be_notebook(tmp_path / "nothing.txt")


@pytest.mark.parametrize("name", ["a.b.ipynb", "a.b.ipynb.txt", "a.b.json", "a.b.txt", "a.b"])
def test_a_name_has_a_stem(name: str) -> None:
    assert stem_of(name) == "a.b"
