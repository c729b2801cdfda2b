"""A stranger finds the tests of a module: in the file of its name, or where tests/README.md says."""

import ast
import re
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent
SRC = TESTS.parent / "src"
README = TESTS / "README.md"


def modules() -> set[str]:
    """Every file below src/ in which something is defined; one that only imports or explains has nothing to test."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in SRC.rglob("*.py")}
    return {
        path.relative_to(SRC).as_posix()
        for path, tree in trees.items()
        if any(isinstance(node, kinds) for node in tree.body)
    }


def mirrored(module: str) -> bool:
    path = Path(module)
    return (TESTS / path.parent / f"test_{path.name}").is_file()


def elsewhere() -> dict[str, list[str]]:
    """The table of the README: which modules are tested in files of another name, and in which."""
    text = README.read_text(encoding="utf-8").partition("## Tested elsewhere")[2]
    rows = re.findall(r"^\| (`.+?) \| (`.+?) \|$", text, re.MULTILINE)
    named = [(re.findall("`(.+?)`", left), re.findall("`(.+?)`", right)) for left, right in rows]
    found: dict[str, list[str]] = {}
    for left, right in named:
        folder = left[0].rpartition("/")[0]
        for module in left:
            # Of several files of one folder, the first is written out.
            path = module if "/" in module or not folder else f"{folder}/{module}"
            assert path not in found, f"{path} is there twice"
            found[path] = right
    return found


@pytest.mark.slow
def test_every_module_has_a_test_file_of_its_name_or_a_line_that_says_where_it_is_tested() -> None:
    assert len(modules()) > 100
    lost = {module for module in modules() if not mirrored(module)} - elsewhere().keys()
    assert lost == set(), f"write tests/…/test_NAME.py for it, or a line under Tested elsewhere in {README.name}"


def test_every_line_of_the_readme_is_about_files_that_there_are() -> None:
    named = elsewhere()
    assert {module for module in named if not (SRC / module).is_file()} == set(), "no such module"
    assert {test for tests in named.values() for test in tests if not (TESTS / test).is_file()} == set(), "no such test"
    assert {module for module in named if mirrored(module)} == set(), "it has a file of its own"


def test_every_marker_is_explained() -> None:
    settings = (TESTS.parent / "pyproject.toml").read_text(encoding="utf-8")
    markers = re.findall(r'^    "(\w+): ', settings.partition("\nmarkers = [")[2].partition("]")[0], re.MULTILINE)
    assert markers
    assert set(markers) <= set(re.findall(r"`(\w+)`", README.read_text(encoding="utf-8")))
