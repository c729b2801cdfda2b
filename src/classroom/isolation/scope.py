"""Which names a course's tests need from where, read from the instructor's source before anything runs.

In a notebook every cell sees all names. Here a test sees what locked cells make, which the trusted process has run
itself, and what the student process has under a name at that moment. What a test may import or call although an open
cell has it, the source tells: imports are repeated in the trusted process, and so are functions and classes of open
cells that the student has left as they were. Any other name is looked up where it lives, when a test asks for it.
"""

import ast
import builtins
import contextlib
import re
import symtable
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.machinery import all_suffixes
from itertools import takewhile
from pathlib import Path
from typing import Literal

from nbformat import NotebookNode

from classroom.isolation.chance import SEEDING
from classroom.isolation.process_wide import kinds_in
from classroom.isolation.writing import classes_in, module_of, modules_written
from classroom.markers import HIDDEN_TESTS, opens
from classroom.names import bindings, parsed
from classroom.notebooks import is_answer, is_check, nbgrader_metadata

ALWAYS_THERE = frozenset(dir(builtins)) | {
    "__builtins__",
    "__file__",
    "In",
    "Out",
    "_",
    "__",
    "___",
    "get_ipython",
    "display",
    "exit",
    "quit",
}
CURRENT_FIGURE = frozenset({"gca", "gcf", "get_fignums", "fignum_exists", "gci", "get_figlabels"})
OF_THE_NOTEBOOK = re.compile(r"""f?['"](?:__main__|\{__name__\})\.(\w+)['"]|__name__ \+ ['"]\.(\w+)['"]""")
THE_NOTEBOOK = ("__main__", "sys.modules['__main__']", "sys.modules[__name__]")
CHANGING = frozenset(
    {"append", "extend", "insert", "clear", "update", "setdefault", "sort", "reverse", "fill", "pop", "remove", "add"}
    | {"discard", "popitem", "appendleft", "popleft"}
)
"""Methods that change what they are called of."""
CHANGING_FIRST = frozenset({"shuffle", "heappush", "heappop", "heapify", "fill_diagonal", "next", "setattr", "delattr"})
"""Functions that change their first argument."""
JUDGING = re.compile("check|grade|assert|test|verify|submit|hint")
"""How methods are called of an object that judges answers: what a student has made of such a one, no test may use."""
PATCHES = frozenset({"patch", "object", "setattr"})
FILE = re.compile(r"[\w\- ./]{1,150}\.\w{1,8}")


@dataclass(frozen=True)
class Scope:
    """What the source says of names.

    `imports` are statements, in their order. `in_answers` are names that only answers import: a student need not
    have them. `helpers` are functions and classes of open cells that tests use. `classes` are the classes that
    answers and open cells define, `given` those that locked cells define. `others` are names that tests or locked
    cells read and that neither these nor answers define. `shared` are names that tests set and answers read, and
    `changed` those that answers change as global. `altered` are names of locked cells whose values answers change
    in place: a table that gets a column, a class that gets a method; to tests they are what the student has made of
    them. `brought` are names that answers read and only tests import. `written` are modules that answers and open
    cells write, also in the place of files of the course's, and `from_written` names that those cells import of
    them. `masks` says whether arrays may hide entries. `connected` says that a test may go on from where hidden
    tests before it left off. `defined` are built-in functions that answers or open cells define themselves.
    `process_wide` are the kinds of settings of a whole process that tests or locked cells may change.
    """

    imports: tuple[str, ...] = ()
    in_answers: tuple[str, ...] = ()
    helpers: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    altered: tuple[str, ...] = ()
    brought: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    from_written: tuple[str, ...] = ()
    masks: bool = False
    connected: bool = False
    defined: tuple[str, ...] = ()
    process_wide: tuple[str, ...] = ()


def scope_of(source: NotebookNode, keeping: frozenset[str] = frozenset()) -> Scope:
    """The scope of a source notebook. `keeping` are the modules beside it that keep state (see `keeps_state`)."""
    return _scope(tuple((_kind(cell), str(cell.source)) for cell in source.cells if cell.cell_type == "code"), keeping)


def with_modules(scope: Scope, files: Mapping[str, Path]) -> Scope:
    """The scope where students edit these files of the course: the modules among them are theirs."""
    modules = {name: path for name, path in files.items() if module_of(name)}
    if not modules:
        return scope
    trees = [parsed(path.read_text(encoding="utf-8", errors="replace")) for path in modules.values()]
    classes = {node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}
    written = dict.fromkeys((*scope.written, *map(module_of, modules)))
    return replace(scope, written=tuple(written), classes=tuple(sorted({*scope.classes} | classes)))


Kind = Literal["test", "answer", "given", "open"]


def _kind(cell: NotebookNode) -> Kind:
    if is_check(cell):
        return "test"
    if is_answer(cell):
        return "answer"
    return "given" if nbgrader_metadata(cell).get("locked") else "open"


@lru_cache(100)
def _scope(cells: tuple[tuple[Kind, str], ...], keeping: frozenset[str]) -> Scope:
    """The scope of these cells: read once for all submissions."""
    trees = [(kind, parsed(code)) for kind, code in cells]
    tests = [tree for kind, tree in trees if kind == "test"]
    given = [tree for kind, tree in trees if kind == "given"]
    answers = [tree for kind, tree in trees if kind == "answer"]
    open_cells = [tree for kind, tree in trees if kind == "open"]
    students = [tree for kind, tree in trees if kind in ("answer", "open")]
    read = {name for tree in (*tests, *given) for name in read_by(tree)}
    helpers = {node.name: read_by(ast.Module([node], [])) for tree in open_cells for node in definitions(tree)}
    used: set[str] = set()
    while more := (read & helpers.keys()) - used:
        used |= more
        read |= {name for helper in more for name in helpers[helper]}
    fixed = _bound(given)
    touched = _altered(answers, given) & read - _bound(answers)
    altered = touched & _bound(given, but="import")
    written = modules_written([(tree, kind in ("answer", "open")) for kind, tree in trees])
    from_written = {
        name for tree in students for one in imports_in(tree) if _is_of(one, written) for name in imported_names(one)
    } - fixed
    # What a module remembers is in the process that calls it. What only answers import of such a one is the student's.
    theirs = {
        name
        for tree in answers
        for one in imports_in(tree)
        if isinstance(one, ast.ImportFrom) and one.module in keeping
        for name in imported_names(one)
    } - _imported_by([*open_cells, *given, *tests]) | from_written
    imports = [
        one
        for tree in students
        for one in imports_in(tree)
        if {*imported_names(one)} & (read - fixed - theirs) or (_is_star(one) and not _is_of(one, written))
    ]
    known = (
        fixed | _bound(answers, but="import") | {name for one in imports for name in imported_names(one)} | ALWAYS_THERE
    )
    deleted = {
        node.id
        for tree in tests
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Del)
    }
    set_by_tests = _bound(tests, but="import") | deleted | {name for tree in tests for name in replaced_names(tree)}
    made_by_tests = set_by_tests | _bound(tests)
    in_functions = {name for tree in students for name in read_by_functions(tree)}
    others = read & _bound(open_cells, but="import") | read - made_by_tests - _bound(students)
    text = "\n".join(code for _, code in cells)
    classes = {node.name for tree in given for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}
    modules = _imported_by([tree for _, tree in trees])
    return Scope(
        imports=tuple(dict.fromkeys(ast.unparse(one) for one in imports)),
        classes=tuple(
            sorted(
                {node.name for tree in students for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}
                | (classes_in(students) if written else set())
                | (altered & classes)
            )
        ),
        given=tuple(sorted(classes - altered)),
        altered=tuple(sorted(altered)),
        in_answers=tuple(sorted(_imported_by(answers) & read - _imported_by([*open_cells, *given]) - theirs)),
        helpers=tuple(sorted(used - touched)),
        others=tuple(sorted(others - known | theirs & read)),
        shared=tuple(sorted(set_by_tests & in_functions)),
        brought=tuple(sorted((_imported_by(tests) & in_functions) - _bound(students) - fixed)),
        changed=tuple(
            sorted(
                {
                    name
                    for tree in students
                    for node in ast.walk(tree)
                    if isinstance(node, ast.Global)
                    for name in node.names
                }
                | altered
            )
        ),
        written=written,
        from_written=tuple(sorted(from_written & read)),
        masks="masked" in text or ".ma." in text,
        process_wide=kinds_in("\n".join(code for kind, code in cells if kind in ("test", "given"))),
        defined=tuple(sorted(_bound(students) & set(dir(builtins)))),
        connected=f"BEGIN {HIDDEN_TESTS}" in text
        and (_read_on(cells) or bool(theirs) or any(keeps_state(tree, modules) for tree in students)),
    )


def _altered(answers: Sequence[ast.Module], given: Sequence[ast.Module]) -> set[str]:
    """Names whose values answers change in place, or functions of locked cells that answers use."""
    used = {name for tree in answers for name in read_by(tree)}
    functions = [ast.Module([one], []) for tree in given for one in definitions(tree) if one.name in used]
    return {name for tree in (*answers, *functions) for name in changed_in_place(tree)}


def changed_in_place(tree: ast.Module) -> set[str]:
    """The notebook's names whose values a cell changes without binding them anew, itself or in its functions."""
    changed: list[ast.expr] = []
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(ctx=ast.Store() | ast.Del()) | ast.Subscript(ctx=ast.Store() | ast.Del()):
                changed.append(node)
            case ast.Expr(value=ast.Call(func=ast.Attribute(attr=name) as method)) if not JUDGING.match(name):
                changed.append(method)
            case ast.Call(func=ast.Attribute(attr=name) as method) if name in CHANGING:
                changed.append(method)
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=[first, *_]) if (
                name in CHANGING_FIRST
            ):
                changed.append(first)
    return {one.id for one in map(root_of, changed) if isinstance(one, ast.Name)} & read_by(tree)


def root_of(value: ast.expr) -> ast.expr:
    """What an expression of attributes, items and calls begins with."""
    while isinstance(value, (ast.Attribute, ast.Subscript, ast.Call, ast.Starred)):
        value = value.func if isinstance(value, ast.Call) else value.value
    return value


def _read_on(cells: tuple[tuple[Kind, str], ...]) -> bool:
    """Whether a test reads what a test before it has set, or what that one's hidden tests have imported."""
    made: set[str] = set()
    for kind, code in cells:
        bound = _bound([parsed(code)])
        if kind != "test":
            made -= bound
        elif made & (read_by(parsed(code)) - bound):
            return True
        else:
            before_hidden = parsed(_open_part(code))
            made |= bound - (_imported_by([before_hidden]) - _bound([before_hidden], but="import"))
    return False


def _open_part(code: str) -> str:
    return "\n".join(takewhile(lambda line: not opens(line, HIDDEN_TESTS), code.split("\n")))


def modules_that_remember(paths: Iterable[Path]) -> frozenset[str]:
    """Those of the files beside a notebook that are modules and keep state."""
    return frozenset(path.stem for path in paths if path.suffix == ".py" and _remembers(path, *_version(path)))


def _version(path: Path) -> tuple[int, int]:
    with contextlib.suppress(OSError):
        about = path.stat()
        return about.st_mtime_ns, about.st_size
    return 0, 0


@lru_cache(1000)
def _remembers(path: Path, *_version: int) -> bool:
    """Read once for all submissions, as long as the file stays the same."""
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        return keeps_state(tree, _imported_by([tree]))
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return False


def keeps_state(tree: ast.Module, imported: Collection[str]) -> bool:
    """Whether a function of a cell or a module changes a variable outside of it, and so knows of earlier calls.

    `imported` are names that stand for modules and what is in them: `np.append` changes nothing.
    """
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            if _changes_more_than_its_own(node, imported):
                return True
        else:
            waiting += ast.iter_child_nodes(node)
    return False


def _changes_more_than_its_own(function: ast.AST, imported: Collection[str]) -> bool:
    own = {*imported} | {one.arg for one in ast.walk(function) if isinstance(one, ast.arg)}
    own |= {one.asname or one.name for one in ast.walk(function) if isinstance(one, ast.alias)}
    own |= {one.id for one in ast.walk(function) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
    for node in ast.walk(function):
        match node:
            case ast.Global():
                return True
            case (
                ast.Subscript(value=ast.Name(id=name), ctx=ast.Store() | ast.Del())
                | ast.Attribute(value=ast.Name(id=name), ctx=ast.Store())
                | ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="append" | "extend" | "add" | "update"))
                | ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="pop" | "clear" | "setdefault"))
            ) if name not in own:
                return True
    return False


def names_in(tree: ast.AST) -> set[str]:
    """The names that code reads, or may read."""
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Store)}


def read_by_functions(tree: ast.AST) -> set[str]:
    """The notebook's names that the functions of a cell read."""
    whole = symtable.symtable(ast.unparse(tree), "cell", "exec")
    return {name for table in whole.get_children() for name in _read_in(table)}


def read_by(tree: ast.AST) -> set[str]:
    """The notebook's names that a cell reads, itself or in its functions."""
    whole = symtable.symtable(ast.unparse(tree), "cell", "exec")
    return {one.get_name() for one in whole.get_symbols() if one.is_referenced()} | read_by_functions(tree)


def _read_in(table: symtable.SymbolTable) -> Iterator[str]:
    yield from (one.get_name() for one in table.get_symbols() if one.is_referenced() and one.is_global())
    for inner in table.get_children():
        yield from _read_in(inner)


def definitions(tree: ast.Module) -> list[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    """The functions and classes that a cell defines."""
    return [node for node in tree.body if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))]


def defined(code: str, names: Collection[str]) -> str:
    """The code of a cell with nothing but its definitions of these names."""
    if not names:
        return ""
    return "\n".join(ast.unparse(node) for node in definitions(parsed(code)) if node.name in names)


def open_cells(source: NotebookNode) -> set[str]:
    """The code of the cells that students may change, and in which they do not answer."""
    return {cell.source for cell in source.cells if cell.cell_type == "code" and _kind(cell) == "open"}


def is_seeded(tree: ast.AST) -> bool:
    """Whether a test sets where random numbers begin."""
    return any(isinstance(node, ast.Attribute) and node.attr in SEEDING for node in ast.walk(tree))


def replaced_names(tree: ast.AST) -> set[str]:
    """The notebook's names that a test patches: `patch("__main__.f")`, `patch.object(sys.modules[__name__], "f")`."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and ast.unparse(node.func).split(".")[-1] in PATCHES:
            first = ast.unparse(node.args[0])
            if whole := OF_THE_NOTEBOOK.fullmatch(first):
                found.add(whole[1] or whole[2])
            elif first in THE_NOTEBOOK and len(node.args) > 1 and isinstance(node.args[1], ast.Constant):
                found.add(str(node.args[1].value))
    return found


def figures_of(tree: ast.AST) -> set[str]:
    """The names of modules that a test asks for the figure that was drawn last."""
    return {
        node.value.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in CURRENT_FIGURE and isinstance(node.value, ast.Name)
    }


def files_in(tree: ast.AST) -> list[str]:
    """The texts of a test that may be names of files in the working folder; none that could be imported."""
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return sorted(text for text in texts if is_file_name(text))


def is_file_name(text: str) -> bool:
    """Whether a text may be the name of a file that a student's code has written, and that nothing can import."""
    parts = text.split("/")
    suffixes = (*all_suffixes(), ".pth", ".ipynb")
    return bool(FILE.fullmatch(text)) and not ({"", "..", "~"} & set(parts)) and not text.lower().endswith(suffixes)


def _bound(trees: Sequence[ast.Module], but: str = "") -> set[str]:
    return {one.name for tree in trees for one in bindings(tree) if one.kind != but}


def imports_in(tree: ast.Module) -> Iterator[ast.Import | ast.ImportFrom]:
    """The imports of a cell, outside of its functions and classes."""
    waiting: list[ast.AST] = list(tree.body)
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            yield node
        elif isinstance(node, (ast.Try, ast.If, ast.With)):
            waiting = [*ast.iter_child_nodes(node), *waiting]


def imported_names(node: ast.Import | ast.ImportFrom) -> Collection[str]:
    """The names that an import binds."""
    return [alias.asname or alias.name.split(".")[0] for alias in node.names]


def _imported_by(trees: Sequence[ast.Module]) -> set[str]:
    return {name for tree in trees for one in imports_in(tree) for name in imported_names(one)}


def _is_of(node: ast.Import | ast.ImportFrom, modules: Collection[str]) -> bool:
    """Whether it imports one of these modules, or something of one."""
    match node:
        case ast.ImportFrom(module=str(module), names=aliases, level=0):
            named = [module, *(f"{module}.{alias.name}" for alias in aliases)]
        case _:
            named = [alias.name for alias in node.names]
    return not {*named}.isdisjoint(modules)


def _is_star(node: ast.Import | ast.ImportFrom) -> bool:
    return any(alias.name == "*" for alias in node.names)
