"""Which modules the cells of a source write is read from the source alone."""

import pytest

from classroom.isolation.writing import modules_written
from classroom.names import parsed


def written(code: str, *before: str) -> list[str]:
    """The modules that the code writes, as an answer behind locked cells."""
    return sorted(modules_written([*((parsed(one), False) for one in before), (parsed(code), True)]))


@pytest.mark.parametrize(
    ("code", "modules"),
    [
        ("%%writefile a.py\nx = 1", ["a"]),
        ("%%writefile -a shop/book.py\nx = 1", ["shop.book"]),
        ("with open('a.py', 'w') as h: h.write('x = 1')", ["a"]),
        ("open('a.py', mode='a').write('x = 1')", ["a"]),
        ("open('./shop/__init__.py', 'wt').write('')", ["shop"]),
        ("from pathlib import Path\nPath('a.py').write_text('x = 1')", ["a"]),
        ("Path('a.py').open('w').write('x = 1')", ["a"]),
        ("folder = Path('shop')\n(folder / 'book.py').write_bytes(b'')", ["shop.book"]),
        ("open(os.path.join('shop', 'book.py'), 'w')", ["shop.book"]),
        ("for name in ('a', 'b'):\n    open(name + '.py', 'w')", ["a", "b"]),
        ("for name, text in {'a': '', 'b': ''}.items():\n    Path(f'{name}.py').write_text(text)", ["a", "b"]),
        ("FILES = [('a.py', '')]\nfor name, text in FILES:\n    open(name, 'w').write(text)", ["a"]),
        ("def save(path):\n    open(path, 'w').write('x = 1')\nsave('a.py')", ["a"]),
        ("!echo 'x = 1' > a.py", ["a"]),
        ("import shutil\nshutil.copy('a.py', 'b.py')", ["b"]),
        ("open('a.py').read()", []),
        ("open('a.py', 'r').read(); open('b.txt', 'w').write('a.py')", []),
        ("open('../a.py', 'w'); open('/tmp/a.py', 'w'); open('a-b.py', 'w')", []),
        ("import a\nprint('a.py', 'w')\n'a.py'.replace('a.py', 'b.py')", []),
    ],
)  # fmt: skip
def test_a_module_is_written_where_a_cell_writes_a_file_that_can_be_imported(code: str, modules: list[str]) -> None:
    assert written(code) == modules


def test_the_name_of_the_file_may_stand_in_a_cell_above() -> None:
    assert written("open(FILE, 'w')", "FILE = 'a.py'") == ["a"]


def test_what_locked_cells_and_tests_write_is_not_the_students() -> None:
    assert written("x = 1", "%%writefile a.py\nx = 1") == []
