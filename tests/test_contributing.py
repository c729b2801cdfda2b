"""CONTRIBUTING.md is true: its paths and verbs exist, and its example item is added by pasting what stands there."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from classroom.rules import RULES

ROOT = Path(__file__).resolve().parents[1]
GUIDE = ROOT / "CONTRIBUTING.md"
README = ROOT / "README.md"
# What a person makes by following the page, and names that stand for others.
MADE = {"add_item.py", "demo/", "pictures/", "tests/series/answers/q1x", "tests/series/answers/ITEM"}


def blocks(markdown: str, language: str) -> list[str]:
    """The fenced code of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", markdown, re.DOTALL | re.MULTILINE)


def section(title: str) -> str:
    """What stands below a heading of the second level; a line of code may begin with # too."""
    match = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## [A-Z]|\Z)", GUIDE.read_text("utf-8"), re.DOTALL | re.M)
    assert match, f"CONTRIBUTING.md has no section {title}"
    return match[1]


@pytest.mark.parametrize("page", [README, GUIDE], ids=lambda page: page.name)
def test_every_path_that_is_named_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    below = r"(?:src|tests|source|release|benchmarks|requirements|notebooks)/"
    named = set(re.findall(rf"(?<![\w/.]){below}[\w./-]*\w/?", text))
    assert len(named) > 5
    wanted = {name for name in named if not any(name.startswith(made) for made in MADE)}
    assert {name for name in wanted if not (ROOT / name).exists()} == set()


def test_the_map_has_every_room_and_no_other() -> None:
    package, listed = "", set()
    for line in blocks(section("The map"), "")[0].splitlines():
        name = line.split()[0]
        if not line.startswith(" "):
            package = name
        if not line.startswith("        "):
            listed.add(name if name == package else package + name)
    assert {name for name in listed if not (ROOT / name).exists()} == set()
    packages = [path.parent for path in (ROOT / "src").glob("*/__init__.py")]
    rooms = [path.parent for package in packages for path in package.glob("*/__init__.py")]
    assert {f"{folder.relative_to(ROOT)}/" for folder in (*packages, *rooms)} <= listed


def test_every_make_verb_and_command_of_the_guide_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    verbs = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))
    text = GUIDE.read_text(encoding="utf-8")
    named = set(re.findall(r"(?:`|^)make ([a-z-]+)", text, re.MULTILINE))
    assert named
    assert named <= verbs


def test_the_guide_says_what_every_rule_wants() -> None:
    wants = section("The editions, and what `classroom check` wants").partition("| rule |")[2]
    named = [name for row in re.findall(r"^\| (`.*?) \|", wants, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)]
    assert named == list(RULES)


def test_every_link_leads_to_a_heading() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    headings = re.findall(r"^#+ (.*)", text, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    links = set(re.findall(r"\]\(#([^)]*)\)", text))
    assert links
    assert links <= anchors


@pytest.mark.slow
def test_both_licences_travel_in_the_wheel(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    shutil.unpack_archive(next(tmp_path.glob("*.whl")), tmp_path / "wheel", "zip")
    licences = {path.name for path in (tmp_path / "wheel").glob("*.dist-info/licenses/*")}
    assert licences == {"LICENSE", "LICENSE-TEXT.md"}
    assert all(f"]({name})" in README.read_text(encoding="utf-8") for name in licences)


@pytest.mark.slow
@pytest.mark.exhaustive
def test_the_example_item_is_added_by_pasting_what_the_guide_has(tmp_path: Path) -> None:
    course = tmp_path / "course"
    ignored = shutil.ignore_patterns(".git", ".venv", ".*_cache", "__pycache__", "datasets")
    shutil.copytree(ROOT, course, ignore=ignored)
    (course / ".venv").symlink_to(sys.prefix)

    guide = section("Add an item")
    folder = course / re.findall(r"`(src/\S+/by_notebook/\w+/)`", guide)[0]
    [row] = blocks(guide, "toml")
    cases, mistakes, checks, for_mistakes, for_checks, script = blocks(guide, "python")

    table = course / "src" / "word2vec_lab" / "items.toml"
    before, behind = table.read_text("utf-8").split('[[items]]\nid = "q2a1"')
    table.write_text(f'{before}{row}\n[[items]]\nid = "q2a1"{behind}', encoding="utf-8")
    for name, block, imports in (
        ("cases", cases, ""),
        ("mistakes", mistakes, for_mistakes),
        ("checks", checks, for_checks),
    ):
        path = folder / f"{name}.py"
        text = path.read_text("utf-8").replace("import numpy as np\n", f"import numpy as np\n{imports}", 1)
        path.write_text(f"{text}\n\n{block}", encoding="utf-8")
    (course / "add_item.py").write_text(script, encoding="utf-8")

    environment = {**os.environ, "PYTHONPATH": str(course / "src")}

    def run(commands: str) -> None:
        shell = ["sh", "-ec", commands]
        ran = subprocess.run(shell, cwd=course, env=environment, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, f"{commands}\n{ran.stdout[-8000:]}\n{ran.stderr[-4000:]}"

    run(".venv/bin/python add_item.py && rm add_item.py")
    for commands in blocks(guide, "sh"):
        # `make` would install into the environment that this test runs in. What it does follows, in part.
        run("".join(line for line in commands.splitlines(keepends=True) if not line.startswith("make ")))
    run(".venv/bin/ruff check && .venv/bin/ruff format --check && .venv/bin/classroom check")
    run(".venv/bin/pytest -q tests/series tests/word2vec_lab/check tests/word2vec_lab/submission tests/test_walls.py")
