"""Loads the functions that a student wrote in the answer cells of their own notebooks.

The notebooks are the one place where a student's code lives. A later notebook (`from word2vec import sigmoid`), the
training run and `python word2vec.py sigmoid` all get it from there, through `load`.

Only the answer cell itself is run. What it needs besides (an import in the first cell, a helper, a constant) is
taken from the definitions in the other cells of the notebook, and from other answers; no plot is drawn, nothing is
trained, no widget appears.
"""

from __future__ import annotations

import ast
import builtins
import linecache
import re
import symtable
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

from word2vec_lab.expecting import expecting
from word2vec_lab.items import items
from word2vec_lab.student import notebooks
from word2vec_lab.student.notebooks import SavedNotebook

# In a notebook, `from word2vec import sigmoid` names an answer of this very folder.
SCRIPT = "word2vec"
SAVE = "Save the notebook (Ctrl+S) and try again."

# Cell magics whose body is Python all the same. The body of any other is another language.
PYTHON_CELL_MAGICS = frozenset({"%%capture", "%%debug", "%%prun", "%%time", "%%timeit"})

# Calls to these are cheap and change nothing, so an assignment that makes one counts as a definition. Loading data,
# training and drawing do not.
HARMLESS_MODULES = sys.stdlib_module_names | {"numpy"}
HARMLESS_BUILTINS = frozenset(
    {"abs", "bool", "bytes", "complex", "dict", "divmod", "enumerate", "float", "frozenset", "int", "len", "list"}
    | {"max", "min", "object", "pow", "range", "reversed", "round", "set", "slice", "sorted", "str", "sum", "tuple"}
    | {"zip"}
)

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
Import = ast.Import | ast.ImportFrom


class StudentError(ImportError):
    """A student's function could not be loaded; the message says why, where, and what to do."""


class NotDoneYet(StudentError):  # noqa: N818 - said of a student's work, "error" would be unkind
    """The answer cell still is what it was when the notebook was handed out."""


class NoSuchFunction(StudentError):  # noqa: N818 - the name says it all
    """No notebook of the folder has an answer cell for that name."""


@dataclass(frozen=True)
class Answer:
    """A function that an answer cell defines: its name, its place, and whether it is written yet."""

    name: str
    notebook: str
    cell: str
    done: bool


def load(name: str, folder: Path | None = None) -> Callable[..., Any]:
    """Return the student's function `name` from the notebooks in `folder` (default: the current folder).

    Loading twice gives the same object, and answers that use each other share it, until a notebook is saved anew.
    Raises NotDoneYet, NoSuchFunction or another StudentError.

    >>> import json, tempfile
    >>> folder = tempfile.TemporaryDirectory()
    >>> answer = {"cell_type": "code", "id": "q2a1", "metadata": {}, "source": "def double(x): return 2 * x"}
    >>> written = Path(folder.name, "2_activations.ipynb").write_text(json.dumps({"cells": [answer]}))
    >>> load("double", Path(folder.name))(3)
    6
    >>> names(Path(folder.name))
    ['double']
    >>> folder.cleanup()
    """
    try:
        return _course(folder).function(name)
    except StudentError as error:
        # The message has the place: the frames of this loader would only hide it.
        raise error.with_traceback(None) from error.__cause__


@expecting("the name of a function, such as 'sigmoid'")
def mine(name: str, folder: Path | None = None) -> Callable[..., Any]:
    """Return the student's function `name`, or a stand-in that raises NotImplementedError when it is called.

    For the first cell of a notebook that builds on earlier ones: it can be run from top to bottom at any time. The
    message of `load` is printed at once, so that it is known what is still to do.
    """
    try:
        return load(name, folder)
    except StudentError as error:
        message = str(error)
        print(message)

    def unwritten(*_arguments: object, **_named: object) -> NoReturn:
        raise NotImplementedError(message)

    unwritten.__name__ = unwritten.__qualname__ = name
    setattr(unwritten, STANDS_FOR, (name, folder))
    # A check that meets it tells the name from the traceback, which takes it from the code.
    unwritten.__code__ = unwritten.__code__.replace(co_name=name)
    return unwritten


def answers(folder: Path | None = None) -> list[Answer]:
    """The functions that the answer cells in `folder` define, in the order of the notebooks.

    Raises StudentError if there is no notebook, or one that cannot be read. A cell with a syntax error defines nothing.
    """
    course = _course(folder)
    course.must_be_readable()
    found = {}
    for notebook in course.notebooks:
        for cell in notebook.answers:
            for name, statement in cell.bindings.items():
                if _is_function(statement):
                    found[name] = Answer(name, notebook.file, cell.label, done=not _is_unwritten(name, cell))
    return list(found.values())


def names(folder: Path | None = None) -> list[str]:
    """The names of the functions that the answer cells in `folder` define; raises as `answers` does."""
    return [answer.name for answer in answers(folder)]


def loaded_anew(function: object) -> tuple[str, str] | None:
    """The name of a loaded function, and its cell in words, if that cell was saved with other code since.

    Of a stand-in: if the function is written by now. None for every other function, and where nothing has changed.
    """
    wanted = getattr(function, STANDS_FOR, None)
    if isinstance(wanted, tuple):
        name, folder = wanted
        cell = _course(folder).answer_for(name)
        return (name, cell.in_words) if cell is not None and not _is_unwritten(name, cell) else None
    loaded = getattr(function, "__globals__", {}).get(LOADED_FROM)
    if not isinstance(loaded, tuple):
        return None
    folder, before = loaded
    name = getattr(function, "__name__", "")
    now = [cell for notebook in _course(folder).notebooks for cell in notebook.cells if cell.place == before.place]
    changed = now and not isinstance(now[-1].tree, SyntaxError) and ast.dump(now[-1].tree) != ast.dump(before.tree)
    return (name, before.in_words) if changed else None


STANDS_FOR, LOADED_FROM = "__stands_for__", "__loaded_from__"
"""Where a stand-in keeps the function's name and folder; where the globals of a loaded one keep folder and cell."""


@dataclass(frozen=True)
class _Cell:
    """One code cell of a notebook."""

    notebook: str
    label: str
    source: str
    is_answer: bool

    @property
    def place(self) -> str:
        """What a traceback shows as the file name."""
        return f"{self.notebook}[{self.label}]"

    @property
    def in_words(self) -> str:
        return f"notebook {self.notebook}, cell {self.label}"

    @cached_property
    def tree(self) -> ast.Module | SyntaxError:
        """The cell's Python without IPython's own commands, or the error that keeps it from being parsed."""
        return parsed(self.source, self.place)

    @property
    def statements(self) -> list[ast.stmt]:
        return [] if isinstance(self.tree, SyntaxError) else self.tree.body

    @cached_property
    def bindings(self) -> dict[str, ast.stmt]:
        """The names that the cell's top level binds, each with the last statement that does."""
        return bindings_of(self.statements)

    def has(self, pattern: str, name: str) -> bool:
        """Whether the text of the cell has `pattern`, in which NAME stands for `name`."""
        return re.search(pattern.replace("NAME", re.escape(name)), self.source, re.MULTILINE) is not None


@dataclass(frozen=True)
class _Notebook:
    """One notebook: its file's name, its code cells, and which answer each of its check cells is for."""

    file: str
    cells: tuple[_Cell, ...]
    checks: dict[str, _Cell]

    @property
    def answers(self) -> list[_Cell]:
        return [cell for cell in self.cells if cell.is_answer]


@dataclass
class _Course:
    """The notebooks of one folder as they were at one moment, and what was loaded from them."""

    folder: Path
    notebooks: list[_Notebook] = field(default_factory=list)
    unreadable: list[StudentError] = field(default_factory=list)
    modules: dict[str, ModuleType] = field(default_factory=dict)
    loading: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, folder: Path, files: list[Path]) -> _Course:
        course = cls(folder)
        for path in files:
            try:
                course.notebooks.append(_code_of(notebooks.read(path)))
            except StudentError as error:
                course.unreadable.append(error)
        return course

    def must_be_readable(self) -> None:
        if self.unreadable:
            raise self.unreadable[0]
        if not self.notebooks:
            raise NoSuchFunction(f"There is no notebook (*.ipynb) in {self.folder}. Start in the assignment's folder.")

    def function(self, name: str) -> Callable[..., Any]:
        """The function `name`, from whichever notebook answers it."""
        cell = self.answer_for(name)
        if cell is None:
            self.explain_absence(name)
        value = self.value(name, cell)
        if not callable(value):
            kind = type(value).__name__
            raise StudentError(
                f"{name} ({cell.in_words}) is not a function but a {kind}. Define it with `def {name}(...):` and use"
                f" another name for the {kind}. {SAVE}"
            )
        return value  # type: ignore[no-any-return]

    def answer_for(self, name: str) -> _Cell | None:
        """The answer cell that defines `name`: the last one of the first notebook that has any."""
        for notebook in self.notebooks:
            for cell in reversed(notebook.answers):
                if name in cell.bindings and not isinstance(cell.bindings[name], Import):
                    return cell
        return None

    def value(self, name: str, cell: _Cell) -> Any:
        """What `name` is once the answer cell has run."""
        if _is_unwritten(name, cell):
            raise NotDoneYet(_not_done(name, cell, self.loading))
        return vars(self.module(cell)).get(name)

    def module(self, cell: _Cell) -> ModuleType:
        """The answer cell, run once in a namespace of its own that holds what it needs from elsewhere."""
        if cell.place in self.modules:
            return self.modules[cell.place]
        if cell.place in self.loading:
            circle = " → ".join([*self.loading[self.loading.index(cell.place) :], cell.place])
            raise StudentError(
                f"These answers need each other in a circle: {circle}. Let the function of one of them do its work"
                f" without the other. {SAVE}"
            )
        module = ModuleType(cell.place, f"The answer cell {cell.label} of {cell.notebook}.")
        setattr(module, LOADED_FROM, (self.folder, cell))
        self.loading.append(cell.place)
        try:
            _Surroundings(self, cell, vars(module)).provide(cell.statements)
            _run(cell, [s for s in cell.statements if not _is_import_of_answers(s)], vars(module))
        finally:
            self.loading.pop()
        self.modules[cell.place] = module
        return module

    def raise_if_expected(self, name: str) -> None:
        """Raise what fits if `name` is not found because of something that is wrong with a notebook."""
        for notebook in self.notebooks:
            for cell in notebook.answers:
                if isinstance(cell.tree, SyntaxError) and cell.has(r"\bdef\s+NAME\b|^NAME\s*=", name):
                    raise StudentError(_syntax_error(cell, cell.tree)) from cell.tree
        for notebook in self.notebooks:
            for answer_id, check in notebook.checks.items():
                if check.has(r"\(\s*NAME\b", name):
                    _explain_missing_answer(name, notebook, answer_id)
        self.must_be_readable()

    def explain_absence(self, name: str) -> NoReturn:
        """Raise the error that fits best when no answer cell that can be parsed defines `name`."""
        self.raise_if_expected(name)
        present = [notebook.file for notebook in self.notebooks]
        absent = sorted({f"{item.notebook}.ipynb" for item in items().values()} - set(present))
        defined = [answer.name for answer in answers(self.folder)]
        raise NoSuchFunction(
            f"No answer cell in {self.folder} is for a function called {name}. "
            f"Functions there: {', '.join(defined) or 'none'}. Notebooks there: {', '.join(present)}."
            + (f" Not there: {', '.join(absent)}." if absent else "")
        )


@dataclass
class _Surroundings:
    """Puts into the namespace of an answer what the answer needs and does not define itself."""

    course: _Course
    answer: _Cell
    namespace: dict[str, Any]
    seen: set[str] = field(default_factory=set)

    def provide(self, statements: list[ast.stmt]) -> None:
        """Look up every free name of `statements`, and in turn what these definitions need."""
        for name in sorted(_free_names(statements)):
            if name not in self.seen and not hasattr(builtins, name):
                self.seen.add(name)
                self.provide_one(name)

    def provide_one(self, name: str) -> None:
        """Take `name` from the same notebook, else from another notebook's answer, else leave it undefined.

        A name found nowhere may stand in a branch that never runs; if it does run, Python's own NameError names it.
        """
        own = self.answer.bindings.get(name)
        if own is not None and not _is_import_of_answers(own):
            return
        cell = self.binding_cell(name) if own is None else self.answer
        if cell is None:
            self.provide_from_elsewhere(name)
            return
        statement = cell.bindings[name]
        if _is_mine(statement):
            self.namespace[name] = self.course.function(name)
        elif isinstance(statement, ast.ImportFrom) and _is_import_of_answers(statement):
            originals = {alias.asname or alias.name: alias.name for alias in statement.names}
            self.namespace[name] = self.course.function(originals[name])
        elif cell.is_answer and not isinstance(statement, Import):
            self.namespace[name] = self.course.value(name, cell)
        elif self.is_definition(statement):
            self.provide([statement])
            _run(cell, [statement], self.namespace)
        else:
            raise StudentError(
                f"The answer in {self.answer.in_words}, uses `{name}`, which cell {cell.label} computes (line"
                f" {statement.lineno}). An answer is loaded without running the rest of its notebook. Give `{name}`"
                f" to your function as an argument, or compute it inside the answer cell. {SAVE}"
            )

    def provide_from_elsewhere(self, name: str) -> None:
        cell = self.course.answer_for(name)
        if cell is not None:
            self.namespace[name] = self.course.value(name, cell)
        elif name == "display":  # a builtin of every notebook
            from IPython.display import display

            self.namespace[name] = display
        else:
            self.course.raise_if_expected(name)

    def binding_cell(self, name: str) -> _Cell | None:
        """The other cell of the notebook that gives `name` its value: the last one before the answer, or else after."""
        notebook = next(n for n in self.course.notebooks if n.file == self.answer.notebook)
        here = notebook.cells.index(self.answer)
        for cells in (notebook.cells[:here], notebook.cells[here + 1 :]):
            for cell in reversed(cells):
                if name in cell.bindings:
                    return cell
        return None

    def is_definition(self, statement: ast.stmt) -> bool:
        """Whether a statement may be run on its own: an import, def or class, or an assignment that is cheap."""
        if isinstance(statement, Definition | Import):
            return True
        if not isinstance(statement, ast.Assign | ast.AnnAssign):
            return False
        return all(self.is_harmless(node) for node in ast.walk(statement) if isinstance(node, ast.Call))

    def is_harmless(self, call: ast.Call) -> bool:
        """Whether a call is to a builtin, a method of a literal, NumPy or the standard library."""
        root: ast.expr = call.func
        while isinstance(root, ast.Attribute | ast.Call | ast.Subscript):
            root = root.func if isinstance(root, ast.Call) else root.value
        if not isinstance(root, ast.Name):
            return True
        cell = self.binding_cell(root.id)
        if cell is None:
            return root.id in HARMLESS_BUILTINS
        statement = cell.bindings[root.id]
        if isinstance(statement, ast.Import):
            return all(alias.name.split(".")[0] in HARMLESS_MODULES for alias in statement.names)
        if isinstance(statement, ast.ImportFrom):
            return (statement.module or "").split(".")[0] in HARMLESS_MODULES
        return False


_courses: dict[Path, tuple[object, _Course]] = {}


def _course(folder: Path | None) -> _Course:
    """The folder's course, read anew when a notebook was saved, added or removed since."""
    folder = Path(folder or ".").resolve()
    # By stem, so that `1_softmax` comes before `1_softmax-Copy1`, which a student may keep beside it.
    files = sorted(folder.glob("*.ipynb"), key=lambda path: path.stem)
    state = [(path, path.stat().st_mtime_ns, path.stat().st_size) for path in files]
    if folder not in _courses or _courses[folder][0] != state:
        _courses[folder] = (state, _Course.read(folder, files))
    return _courses[folder][1]


def _code_of(saved: SavedNotebook) -> _Notebook:
    """The code cells of a notebook. Without nbgrader's marks (in the reading edition) cell ids tell the answers."""
    if saved.problem:
        raise StudentError(f"{saved.path}: {saved.problem}.")
    marked = any(cell.marks.get("solution") for cell in saved.cells)
    code = {number: cell for number, cell in enumerate(saved.cells, start=1) if cell.kind == "code"}
    # Of copies of an answer cell only the last stays an answer: that is what nbgrader grades.
    last = {cell.label: number for number, cell in code.items()}
    cells = []
    for number, cell in code.items():
        label = cell.label if last[cell.label] == number else f"{cell.label}, copy, number {number}"
        by_id = re.match(r"q\d", cell.label) is not None and not cell.label.endswith("-check")
        is_answer = label == cell.label and (bool(cell.marks.get("solution")) if marked else by_id)
        cells.append(_Cell(saved.path.name, label, cell.source, is_answer))
    checks = {cell.label.removesuffix("-check"): cell for cell in cells if cell.label.endswith("-check")}
    return _Notebook(saved.path.name, tuple(cells), checks)


class _WithoutMagics(ast.NodeTransformer):
    """Replaces statements that speak to IPython: there is none when an answer is loaded."""

    def generic_visit(self, node: ast.AST) -> ast.AST:
        """Visit children first, then drop the statement if it calls `get_ipython`."""
        if isinstance(node, ast.Expr | ast.Assign) and any(
            isinstance(part, ast.Name) and part.id == "get_ipython" for part in ast.walk(node)
        ):
            return ast.copy_location(ast.Pass(), node)
        return super().generic_visit(node)


def _plain_python(source: str) -> str:
    """The cell as Python whose line numbers are those of the cell; IPython's commands become calls of get_ipython."""
    body = source.lstrip()
    if body.startswith("%%"):
        if body.split()[0] not in PYTHON_CELL_MAGICS:
            return ""
        return re.sub(r"^(\s*)%%.*", r"\1", source, count=1)
    try:
        ast.parse(source)
    except (SyntaxError, ValueError):
        from IPython.core.inputtransformer2 import TransformerManager

        # IPython drops blank lines at the top.
        blank = source[: len(source) - len(body)].count("\n") * "\n"
        return blank + str(TransformerManager().transform_cell(source))  # type: ignore[no-untyped-call]
    return source


def parsed(source: str, place: str = "<cell>") -> ast.Module | SyntaxError:
    """A cell's Python without IPython's own commands, or the error that keeps it from being parsed."""
    try:
        tree = _WithoutMagics().visit(ast.parse(_plain_python(source), place))
        ast.fix_missing_locations(tree)
        compile(tree, place, "exec", dont_inherit=True)
    except SyntaxError as error:
        return error
    except ValueError as error:  # a null byte
        return SyntaxError(str(error), (place, 1, 1, ""))
    return tree  # type: ignore[no-any-return]


def bindings_of(statements: list[ast.stmt]) -> dict[str, ast.stmt]:
    """The names that top-level statements bind, each with the last statement that does."""
    return {name: statement for statement in statements for name in _bound_names(statement)}


def _bound_names(statement: ast.stmt) -> set[str]:
    """The names that a statement binds in its own scope."""
    symbols = _symbol_table([statement]).get_symbols()
    return {symbol.get_name() for symbol in symbols if symbol.is_assigned() or symbol.is_imported()}


def _free_names(statements: list[ast.stmt]) -> set[str]:
    """The global names that the statements, and the functions in them, read or import."""
    top = _symbol_table(statements)
    tables = [top]
    found: set[str] = set()
    while tables:
        table = tables.pop()
        tables += table.get_children()
        for symbol in table.get_symbols():
            if (symbol.is_referenced() or symbol.is_imported()) and (table is top or symbol.is_global()):
                found.add(symbol.get_name())
    return {name for name in found if not name.startswith("__")}


def _symbol_table(statements: list[ast.stmt]) -> symtable.SymbolTable:
    # Written out again, because symtable reads text and the cell's own text may hold IPython's commands.
    return symtable.symtable(ast.unparse(ast.Module(statements, [])), "<answer>", "exec")


def _is_function(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.Assign):
        return isinstance(statement.value, ast.Lambda)
    return isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef)


def _is_import_of_answers(statement: ast.stmt) -> bool:
    """Whether it is `from word2vec import …`, which is answered from this folder, wherever Python was started."""
    return isinstance(statement, ast.ImportFrom) and statement.module == SCRIPT


def _is_mine(statement: ast.stmt) -> bool:
    """Whether it is `sigmoid = student.mine("sigmoid")`, which is answered from this folder as well."""
    return (
        isinstance(statement, ast.Assign)
        and isinstance(statement.value, ast.Call)
        and ast.unparse(statement.value.func) == f"student.{mine.__name__}"
    )


def _run(cell: _Cell, statements: list[ast.stmt], namespace: dict[str, Any]) -> None:
    """Run statements of a cell so that a traceback names the notebook and the cell, and shows the line."""
    lines = cell.source.splitlines(keepends=True)
    linecache.cache[cell.place] = (len(cell.source), None, lines, cell.place)
    code = compile(ast.Module(statements, []), cell.place, "exec", dont_inherit=True)
    try:
        exec(code, namespace)  # noqa: S102 - running the student's own code is what this module is for
    except StudentError:
        raise
    except (Exception, SystemExit) as error:
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == cell.place]
        where = f", line {frames[-1].lineno}: {frames[-1].line}" if frames else ""
        raise StudentError(
            f"Running the code in {cell.in_words}{where}\n    raised {type(error).__name__}: {error}\n"
            f"Mend it in the notebook, then run the cell to see that it works. {SAVE}"
        ) from error


def _is_unwritten(name: str, cell: _Cell) -> bool:
    """Whether the definition of `name`, or the cell itself, must run into `raise NotImplementedError`."""
    definition = cell.bindings[name]
    bodies = [cell.statements]
    if isinstance(definition, ast.FunctionDef):
        bodies.append(definition.body)
    return any(map(_runs_into_the_stub, bodies))


def _runs_into_the_stub(body: list[ast.stmt]) -> bool:
    for statement in body:
        if isinstance(statement, ast.Return):
            return False
        if isinstance(statement, ast.For | ast.While) and _runs_into_the_stub(statement.body):
            return True
        if isinstance(statement, ast.Raise) and statement.exc is not None:
            error = statement.exc.func if isinstance(statement.exc, ast.Call) else statement.exc
            return isinstance(error, ast.Name) and error.id == "NotImplementedError"
    return False


def _not_done(name: str, cell: _Cell, loading: list[str]) -> str:
    needed_by = f", needed by {loading[-1]}," if loading else ""
    return (
        f"{name}{needed_by} is still to do: {cell.in_words}, says `raise NotImplementedError`. Write the function"
        " there, delete that line, run the cell and its check, and save the notebook (Ctrl+S)."
    )


def _syntax_error(cell: _Cell, error: SyntaxError) -> str:
    line = cell.source.splitlines()[error.lineno - 1].strip() if error.lineno and cell.source else ""
    return (
        f"There is a syntax error in {cell.in_words}, line {error.lineno}: {error.msg}\n    {line}\n"
        f"Mend that line in the notebook. {SAVE}"
    )


def _explain_missing_answer(name: str, notebook: _Notebook, answer_id: str) -> NoReturn:
    """Raise what fits when the notebook checks `name`, but its answer cell does not define it."""
    cell = next((cell for cell in notebook.answers if cell.label == answer_id), None)
    if cell is None:
        raise StudentError(
            f"The answer cell {answer_id} of notebook {notebook.file}, which should define {name}, is gone, or is no"
            " longer marked as an answer. Fetch a fresh copy of the notebook and paste your answers into it."
        )
    if isinstance(cell.tree, SyntaxError):
        raise StudentError(_syntax_error(cell, cell.tree)) from cell.tree
    if _runs_into_the_stub(cell.statements):
        raise NotDoneYet(_not_done(name, cell, []))
    raise StudentError(
        f"The answer in {cell.in_words}, defines no function called {name}. It starts with `def {name}(`, as it was"
        f" handed out: give it that name again. {SAVE}"
    )
