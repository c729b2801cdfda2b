"""The walls of the house: who may import whom, what must never be committed, what the README promises."""

import ast
import re
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from graphlib import TopologicalSorter
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted((ROOT / "src").rglob("*.py"))

# Put together here, so that this file does not hold what it forbids.
REGISTRY_HOSTS = ["pypi" + ".org", "python" + "hosted", "npm" + "js", "deb." + "debian", "registry" + "."]
MACHINE_PATHS = [f"{ROOT}/", f"{Path.home()}/", "/" + "work/"]


def imported_names(path: Path) -> set[str]:
    """All that a Python file imports anywhere in it, by its full name: modules, and what is taken from them."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    found = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return found | {
        f"{node.module}.{alias.name}" for node in nodes if isinstance(node, ast.ImportFrom) for alias in node.names
    }


def imported(path: Path) -> set[str]:
    """The top-level packages that a Python file imports anywhere in it."""
    return {name.split(".")[0] for name in imported_names(path)}


def tracked() -> Iterator[tuple[str, str]]:
    """Name and text of every file that is, or would be, committed; pictures and the like left out."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git clone, so nobody knows which files are committed")
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    for name in sorted(set(filter(None, listed))):
        content = (ROOT / name).read_bytes() if (ROOT / name).is_file() else b""
        if b"\0" not in content:
            yield name, content.decode("utf-8")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("package", "forbidden"),
    [
        ("classroom", {"word2vec_lab", "word2vec"}),
        ("word2vec_lab", {"classroom", "nbgrader"}),
        ("safepage", {"classroom", "word2vec_lab", "word2vec", "nbgrader"}),
    ],
)
def test_a_package_does_not_import_the_other_side(package: str, forbidden: set[str]) -> None:
    files = [path for path in SOURCES if package in path.relative_to(ROOT / "src").parts]
    assert files
    offenders = {path.name: names for path in files if (names := imported(path) & forbidden)}
    assert offenders == {}


def test_the_checks_of_a_notebook_import_nothing_of_another_notebooks_and_what_all_share_nothing_of_any() -> None:
    shelf, rooms = ROOT / "src" / "word2vec_lab" / "check" / "judging", "word2vec_lab.check.by_notebook"
    folders = [path for path in (shelf.parent / "by_notebook").iterdir() if path.is_dir() and path.name[0] != "_"]
    assert len(folders) == 5
    offenders = {
        str(path.relative_to(shelf.parent)): other
        for folder in (shelf, *folders)
        for path in folder.rglob("*.py")
        for other in imported_names(path)
        if other.startswith(rooms) and not other.startswith(f"{rooms}.{folder.name}.")
    }
    assert offenders == {}


@pytest.mark.slow
def test_the_rooms_of_the_students_package_import_each_other_in_no_circle() -> None:
    def room(path: Path) -> str:
        return path.relative_to(ROOT / "src" / "word2vec_lab").with_suffix("").parts[0]

    above: dict[str, set[str]] = {}
    for path in (ROOT / "src" / "word2vec_lab").rglob("*.py"):
        below = {name.split(".")[1] for name in imported_names(path) if name.startswith("word2vec_lab.")}
        above.setdefault(room(path), set()).update(below - {room(path)})
    assert above["environment"] >= {"figures", "text"}
    order = list(TopologicalSorter(above).static_order())  # raises a CycleError, which names the circle
    assert order.index("edition") < order.index("training") < order.index("figures") < order.index("environment")


def test_the_instructors_package_knows_no_word2vec() -> None:
    words = re.compile(r"word2vec|softmax|skip-?gram|treebank", re.IGNORECASE)
    files = [path for path in SOURCES if "classroom" in path.relative_to(ROOT / "src").parts]
    offenders = {path.name: found for path in files if (found := words.findall(path.read_text(encoding="utf-8")))}
    assert offenders == {}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT / "src")))
def test_a_source_file_opens_by_saying_why_it_exists(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert docstring
    assert len(docstring) > 20


def test_no_registry_and_no_machines_path_is_committed() -> None:
    pattern = re.compile("|".join(map(re.escape, REGISTRY_HOSTS + MACHINE_PATHS)))
    offenders = {name: sorted(set(found)) for name, text in tracked() if (found := pattern.findall(text))}
    assert offenders == {}


def test_nothing_that_a_student_reads_speaks_of_a_handout_that_they_do_not_have() -> None:
    read = re.compile(r"(src/word2vec_lab|release|notebooks)/")
    offenders = [name for name, text in tracked() if read.match(name) and re.search(r"\bthe handout\b", text, re.I)]
    assert offenders == []


def test_what_is_imported_in_quoted_code_exists() -> None:
    """Code in strings, notebooks and prose: no type checker sees it when a module moves."""

    def exists(module: str, name: str) -> bool:
        with suppress(ImportError):
            return hasattr(import_module(module), name) or bool(import_module(f"{module}.{name}"))
        return False

    pattern = re.compile(r"from (word2vec_lab[\w.]*) import (\w+(?:, \w+)*)")
    imports = {(name, *match, text) for name, text in tracked() for match in pattern.findall(text)}
    assert {name for name, *_ in imports} >= {"benchmarks/explorer.py", "source/word2vec/5_sgd.ipynb"}
    for name, module, wanted, text in sorted(imports):
        for one in wanted.split(", "):
            # CONTRIBUTING.md writes the example that it imports.
            written = re.search(rf"^(?:class|def) {one}\b", text, re.MULTILINE)
            assert written or exists(module, one), f"{name}: from {module} import {one}"


def test_the_lock_files_lock_the_same_versions() -> None:
    def versions(name: str) -> dict[str, str]:
        return dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))

    students, developers = versions("requirements/course.lock"), versions("requirements/dev.lock")
    assert students
    assert students.items() <= developers.items()


def test_every_command_of_the_readme_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    verbs = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z-]+)", "\n".join(code_of(ROOT / "README.md"))))
    assert named
    assert named <= verbs
    assert verbs - named <= {"help"}, "every verb is explained in the README"


def test_ci_runs_what_the_readme_says() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    commands = re.findall(r"^make (\S+)$", script, re.MULTILINE)
    assert commands == ["check", "test-all"]
    assert set(commands) <= set(re.findall(r"\bmake ([a-z-]+)", "\n".join(code_of(ROOT / "README.md"))))


def code_of(markdown: Path) -> list[str]:
    """The code in a Markdown file, fenced or inline: prose may say `make` too."""
    text = markdown.read_text(encoding="utf-8")
    return re.findall(r"```.*?\n(.*?)```", text, re.DOTALL) + re.findall(r"`([^`\n]+)`", text)
