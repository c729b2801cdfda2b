"""Which files of a folder travel: the notebooks, and what their code imports and reads and their text shows.

Whoever grades has only what is in the zip. So modules, scripts and tables that the code of a notebook names, and
modules that these import in turn, go along with it, and so do the pictures of its text. What a text names and no page
shows, a PDF behind a link or a photo in HEIC, goes along too, for a person to open. So does a scan beside the notebooks
that no text names: its answer may be nowhere else. No data set, no trained vectors, nothing hidden and nothing from
outside of the folder does. What a program makes up its mind about while it runs cannot be read from its text:
`judging`, which has only what was packed, finds out.
"""

from __future__ import annotations

import ast
import io
import json
import os
import re
import warnings
import zipfile
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from safepage.markdown import pictures_shown
from safepage.pictures import DOCUMENTS, LARGEST_PICTURE, MOST_BYTES
from word2vec_lab.student.loading import plain_python
from word2vec_lab.student.notebooks import SavedNotebook, read

SERIES = re.compile(r"\d_\w+\.ipynb")
SCRIPTS = ("word2vec.py", "sgd.py", "run.py", "start.py")
PLOT = "word_vectors.png"
LARGEST_PLOT = 20_000_000
LARGEST_OUTPUT = 200_000
LARGEST_FILE = 4_000_000
MOST_OF_ALL = 8_000_000
"""Bytes of all modules and tables together: what the folder of a graded answer holds."""
MOST_FILES = 300
LONGEST_NAME = 200

STAYS = (
    *("word2vec_lab", "safepage", "datasets", ".*", "*.ipynb", "*.pyc"),
    *("__pycache__", "__MACOSX", "node_modules", "venv"),
    *("assignment2.zip", "written_answers.html", "word_vectors*.png"),
    *("saved_params*", "saved_vectors*", "training_checkpoint*"),
)
"""Names of files and folders that are no part of an answer: data, what training leaves, what collecting writes."""

NOTES = frozenset({".md", ".txt"})
"""Endings of files that lie beside notebooks for many reasons; they travel only behind a link."""

DATE = (1980, 1, 1, 0, 0, 0)
"""The oldest date that a zip can carry; the same for every file."""


@dataclass(frozen=True)
class Packed:
    """The files that travel by the names that they have in the zip, and what their owner should know of others."""

    files: dict[str, bytes]
    remarks: tuple[str, ...] = ()


def pack(folder: Path) -> Packed:
    """All that of a folder travels."""
    paths = sorted(path for path in folder.glob("*.ipynb") if SERIES.fullmatch(path.name))
    files = {path.name: _notebook(path) for path in paths}
    notebooks = [read(path) for path in paths]
    for name in (*SCRIPTS, PLOT):
        path = folder / name
        if path.is_file() and path.stat().st_size <= LARGEST_PLOT:
            files[name] = path.read_bytes()
    search = _Search(folder.resolve())
    for notebook in notebooks:
        search.notebook(notebook)
    texts = [cell.source for notebook in notebooks for cell in notebook.cells if cell.kind == "markdown"]
    no_room: list[str] = []
    behind: set[str] = set()
    pictures = pictures_shown(texts, folder, no_room, behind)
    for name in sorted(behind - pictures.keys()):
        search.document(name)
    unnamed = search.unnamed({*pictures, *no_room})
    remarks = [*search.stays.values()]
    remarks += [
        f"The picture {name} stays here: all pictures together are larger than {MOST_BYTES / 1e6:g} MB. Save it smaller"
        for name in no_room
    ]
    remarks += [
        f"{name} goes along, but no text shows it, and whoever grades may not open it. If it belongs to an answer, "
        f"write [my answer](<{name}>) into that answer's cell and save"
        for name in unnamed
    ]
    packed = search.files | search.documents | pictures | files
    return Packed(dict(sorted(packed.items())), tuple(remarks))


def as_zip(files: dict[str, bytes]) -> bytes:
    """The files as a zip: the same files give the same bytes."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, DATE)
            entry.create_system = 3  # as on Unix, on whatever machine it is made
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED, 9)
    return memory.getvalue()


def from_zip(content: bytes) -> dict[str, bytes]:
    """The files of a zip by their names."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist() if not entry.is_dir()}


def unpack(files: dict[str, bytes], folder: Path) -> None:
    """Write the files into an empty folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


@dataclass
class _Search:
    """What the code of notebooks names in their folder. `places` are the folders that it looks for modules in."""

    folder: Path
    files: dict[str, bytes] = field(default_factory=dict)
    documents: dict[str, bytes] = field(default_factory=dict)
    stays: dict[str, str] = field(default_factory=dict)
    places: list[Path] = field(default_factory=list)
    seen: set[Path] = field(default_factory=set)

    def notebook(self, notebook: SavedNotebook) -> None:
        """Look through the code cells of a notebook."""
        self.places = [self.folder]
        named = [_Named.by(plain_python(cell.source)) for cell in notebook.cells if cell.kind == "code"]
        for one in named:
            self.places += [place for text in sorted(one.paths) if (place := self.folder / text).is_dir()]
        for one in named:
            self.follow(one, self.folder)

    def follow(self, named: _Named, beside: Path) -> None:
        """Take what a program names; `beside` is the folder that it lies in."""
        for module in sorted(named.modules):
            self.module(module)
        inside = [text for text in named.texts if (self.folder / text).is_dir()]
        for text in sorted(named.texts):
            for place in dict.fromkeys([self.folder, beside, *(self.folder / name for name in inside)]):
                self.take(place / text)

    def module(self, name: str) -> None:
        """Take the module or the package of that name from the first place that has it."""
        top = name.partition(".")[0]
        for place in self.places:
            package = place / top
            if (package / "__init__.py").is_file():
                self.package(package)
                return
            if (place / f"{top}.py").is_file():
                self.take(place / f"{top}.py")
                return
            if top and package.is_dir():
                self.package(package)

    def package(self, folder: Path) -> None:
        """Take all modules of a package, since any of them may be asked for."""
        for path in sorted(folder.rglob("*.py")) if self.travels(folder) else ():
            self.take(path)

    def take(self, path: Path) -> None:
        """Take a file, if it lies in the folder, and what it names in turn if it is a program."""
        path = Path(os.path.normpath(path))
        try:
            if path in self.seen or not path.is_file() or not self.travels(path):
                return
            self.seen.add(path)
            name = path.relative_to(self.folder).as_posix()
            if name in SCRIPTS:
                return
            size = path.stat().st_size
            if size > LARGEST_FILE:
                self.stays[name] = f"{name} stays here: it is larger than {LARGEST_FILE / 1e6:g} MB"
            elif len(self.files) >= MOST_FILES or size + sum(map(len, self.files.values())) > MOST_OF_ALL:
                self.stays[name] = f"{name} stays here: all modules and tables together are too large"
            else:
                self.files[name] = path.read_bytes()
        except (OSError, ValueError) as error:
            self.stays[path.name] = f"{path.name} stays here: it cannot be read ({error})"
            return
        if path.suffix == ".py" and name in self.files:
            self.follow(_Named.by(self.files[name].decode("utf-8", "replace")), path.parent)

    def document(self, name: str) -> None:
        """Take a file that a text names for a person to open."""
        path = self.folder / name
        try:
            if name in self.files or not self.travels(path) or path.is_symlink() or not path.is_file():
                return
            size = path.stat().st_size
            if size > LARGEST_PICTURE or size + sum(map(len, self.documents.values())) > MOST_BYTES:
                self.stays[name] = (
                    f"{name} stays here: it is too large. Save it smaller than {LARGEST_PICTURE / 1e6:g} MB"
                )
            else:
                self.documents[name] = path.read_bytes()
        except (OSError, ValueError) as error:
            self.stays[name] = f"{name} stays here: it cannot be read ({error})"

    def unnamed(self, shown: Container[str]) -> list[str]:
        """Take what lies beside the notebooks, may hold an answer and is in no text; the names of what was taken."""
        kinds = DOCUMENTS - NOTES
        left = [path.name for path in sorted(self.folder.iterdir()) if path.suffix.lower() in kinds]
        left = [name for name in left if name not in shown and name not in self.documents and name not in self.stays]
        for name in left:
            self.document(name)
        return [name for name in left if name in self.documents]

    def travels(self, path: Path) -> bool:
        """Whether a file or folder is one that may travel: inside of the folder, with no name that is excluded."""
        if not path.is_relative_to(self.folder):
            return False
        return not any(fnmatchcase(part, kind) for part in path.relative_to(self.folder).parts for kind in STAYS)


@dataclass(frozen=True)
class _Named:
    """What a program names: modules, texts that may be names of files, and what it adds to `sys.path`."""

    modules: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()
    paths: frozenset[str] = frozenset()

    @classmethod
    def by(cls, source: str) -> _Named:
        """Read a program; one with a syntax error names nothing, since it does not run."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                tree = ast.parse(source)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return cls()
        modules: set[str] = set()
        texts: set[str] = set()
        paths: set[str] = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                modules |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
                modules.add(node.module)
            elif isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                words = list(_texts(node))
                if called.startswith("sys.path."):
                    paths |= {*words, "/".join(words)}
                elif called.startswith("get_ipython()."):
                    # `%run helper.py 3` and `!python helper.py`
                    texts |= {word for text in words for part in text.split() for word in (part, f"{part}.py")}
                    modules |= {word for text in words for word in text.split() if word.isidentifier()}
                elif called.endswith(("import_module", "__import__")):
                    modules |= set(words)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(node.value)
        return cls(*(frozenset(filter(_may_be_a_name, words)) for words in (modules, texts, paths)))


def _may_be_a_name(text: str) -> bool:
    """Whether a text may name a file or folder: no system has longer names, or some that cannot be printed."""
    return bool(text.strip(" ./")) and text.isprintable() and len(text.encode("utf-8", "replace")) <= LONGEST_NAME


def _texts(call: ast.Call) -> Iterator[str]:
    for argument in (*call.args, *(named.value for named in call.keywords)):
        for node in ast.walk(argument):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def _notebook(path: Path) -> bytes:
    """The notebook's file as it is, or with its largest outputs left out."""
    raw = path.read_bytes()
    try:
        notebook = json.loads(raw.decode("utf-8-sig"))
        cut = sum(_cut_outputs(cell) for cell in notebook["cells"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return raw  # damaged: a person may still find something in it
    return (json.dumps(notebook, indent=1, ensure_ascii=False) + "\n").encode() if cut else raw


def _cut_outputs(cell: dict[str, Any]) -> int:
    """Put a line of text in the place of each large output; how many there were."""
    outputs = cell.get("outputs") or []
    cut = 0
    for number, output in enumerate(outputs):
        size = len(json.dumps(output))
        if size > LARGEST_OUTPUT:
            text = f"[An output of {size / 1e6:.1f} MB was left out of the submission. Run the cell to see it.]\n"
            outputs[number] = {"output_type": "stream", "name": "stdout", "text": text}
            cut += 1
    return cut
