"""Which modules the cells of a source notebook write into the working folder, read from the source.

Whatever students write stays in their process. So a test that imports such a module is to find it there, also where a
file of the same name lies beside the notebook: a stub that the answer completes.
"""

import ast
import re
from collections.abc import Collection, Iterator, Sequence

WRITING = re.compile(r"[rbt]*[wax][bt+]*|r\+b?|rb\+")
"""Modes of `open`."""
OF_PATHS = frozenset({"write_text", "write_bytes"})
JOINS = frozenset({"Path", "PurePath", "PosixPath", "join", "str", "joinpath"})
WRITERS = re.compile(
    r"write\w*|save\w*|dump|to_[a-z]+|tofile|touch|mkdir|makedirs|extract\w*|urlretrieve|download\w*|connect|chdir"
)
"""Functions and methods of libraries that may leave a file behind them."""
COPIES = frozenset(f"shutil.{name}" for name in ("copy", "copy2", "copyfile", "move")) | {"os.rename", "os.replace"}
MODULE = re.compile(r"(?:\./)?((?:[^\W\d]\w*/)*[^\W\d]\w*)\.py")
IN_COMMANDS = re.compile(r"(?:>|\btee\s|-a\s|^)\s*([\w./-]+\.py)\s*(?:$|<|;|&)", re.MULTILINE)
CLASS = re.compile(r"^[ \t]*class\s+(\w+)\s*[(:\[]", re.MULTILINE)

Texts = dict[str, set[str]]
"""What is known to stand under the names of a notebook."""


def modules_written(cells: Sequence[tuple[ast.Module, bool]]) -> tuple[str, ...]:
    """The modules, by their full names, that these cells write; `True` stands beside those that students may write."""
    known: Texts = {}
    found: dict[str, None] = {}
    for tree, is_theirs in cells:
        _note_texts(tree, known)
        for path in _paths_written(tree, known) if is_theirs else ():
            if name := module_of(path):
                found[name] = None
    return tuple(found)


def may_write(tree: ast.Module) -> bool:
    """Whether a cell may leave a file behind it, by a call that is known to or by a command of IPython's."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return any(
        _is_command(call) or _target(call) is not None or WRITERS.fullmatch(ast.unparse(call.func).split(".")[-1])
        for call in calls
    )


def module_of(path: str) -> str:
    """The full name of the module in a file of the working folder; empty if it is none."""
    whole = MODULE.fullmatch(path)
    return whole[1].replace("/", ".").removesuffix(".__init__") if whole else ""


def classes_in(trees: Sequence[ast.Module]) -> set[str]:
    """The names of the classes that the texts in these cells define: of modules that they write."""
    return {name for tree in trees for text in _constants(tree) for name in CLASS.findall(text)}


def _paths_written(tree: ast.Module, known: Texts) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if _is_command(node):
                magic = [one.value for one in node.args if isinstance(one, ast.Constant) and type(one.value) is str]
                if magic[:1] in (["writefile"], ["file"]):
                    yield from magic[1].split()[-1:]
                elif magic:
                    yield from IN_COMMANDS.findall(magic[-1])
            elif (target := _target(node)) is not None:
                # Where it cannot be told what it writes to, it may be any file that the cell names.
                yield from _texts(target, known) or _constants(tree)


def _target(call: ast.Call) -> ast.expr | None:
    """What a call writes to; None if it is none that writes a file."""
    given = [*call.args, *(one.value for one in call.keywords if one.arg in ("file", "mode", "dst"))]
    name = ast.unparse(call.func)
    if name in COPIES and len(given) > 1:
        return given[1]
    if name in ("open", "io.open", "codecs.open", "builtins.open"):
        return given[0] if any(map(_is_mode, given[1:])) else None
    if isinstance(call.func, ast.Attribute) and (
        call.func.attr in OF_PATHS or (call.func.attr == "open" and any(map(_is_mode, given)))
    ):
        return call.func.value
    return None


def _is_mode(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) is str and bool(WRITING.fullmatch(node.value))


def _is_command(call: ast.Call) -> bool:
    """Whether it is one of IPython's own commands: `%%writefile`, `!echo`."""
    return isinstance(call.func, ast.Attribute) and call.func.attr in ("run_cell_magic", "system", "getoutput")


def _note_texts(tree: ast.Module, known: Texts) -> None:
    """Note which names stand for texts or paths: `FILE = "stud.py"`, `for name in ("a.py", "b.py")`."""
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                known[name] = known.get(name, set()) | (_texts(value, known) or _within(value, known))
            case ast.For(target=target, iter=several) | ast.comprehension(target=target, iter=several):
                for name in (one.id for one in ast.walk(target) if isinstance(one, ast.Name)):
                    known[name] = known.get(name, set()) | _within(several, known)


def _within(node: ast.expr, known: Texts) -> set[str]:
    """The texts in a list, a tuple or a dict, however deep."""
    if not isinstance(node, (ast.List, ast.Tuple, ast.Dict, ast.Set, ast.Name, ast.Call)):
        return set()
    return {text for one in ast.walk(node) if isinstance(one, (ast.Constant, ast.Name)) for text in _texts(one, known)}


def _texts(node: ast.expr, known: Texts) -> set[str]:
    """The texts that an expression may be, with paths as texts; none if that cannot be told."""
    match node:
        case ast.Constant(value=str(text)):
            return {text}
        case ast.Name(id=name):
            return known.get(name, set())
        case ast.JoinedStr(values=parts) if parts:
            whole = {""}
            for part in parts:
                inner = part.value if isinstance(part, ast.FormattedValue) else part
                whole = {f"{one}{two}" for one in whole for two in _texts(inner, known)}
            return whole
        case ast.BinOp(left=left, op=ast.Add() | ast.Div() as how, right=right):
            between = "" if isinstance(how, ast.Add) else "/"
            return {f"{one}{between}{two}" for one in _texts(left, known) for two in _texts(right, known)}
        case ast.Call(func=func, args=[*parts]) if parts and ast.unparse(func).split(".")[-1] in JOINS:
            whole = {""}
            for part in parts:
                whole = {f"{one}/{two}".removeprefix("/") for one in whole for two in _texts(part, known)}
            return whole
    return set()


def _constants(tree: ast.AST) -> Collection[str]:
    return [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and type(node.value) is str]
