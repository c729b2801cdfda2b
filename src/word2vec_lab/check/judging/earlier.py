"""Knows which functions are earlier ones: what stands in their cells by now has not run.

A cell that fails before its `def` leaves the function of an earlier run behind, and a check would judge that one
without a word. So the cells that run are watched: IPython tells when one begins and how it ended. What was loaded from
another notebook, or has been edited and saved since it ran, is held against the file.

A right answer must never be called an earlier one. So where it cannot be known, nothing is said: in grading, where
nobody reads it; of functions out of modules; of cells that bind names in ways that their text does not show.
"""

from __future__ import annotations

import ast
import dis
import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

from IPython import get_ipython

from word2vec_lab.check.score import Finding
from word2vec_lab.edition import graded
from word2vec_lab.items import Item, autograded
from word2vec_lab.student import notebooks
from word2vec_lab.student.loading import bindings_of, loaded_anew, parsed

MOST = 200
"""So many functions that an answer uses are looked at."""

SAVED = "So it is in the notebook as it was saved."

ITEMS = {item.check: item for item in autograded()}
"""The items by the function that a student writes. The answer cell has the item's id for its own."""


@dataclass(frozen=True)
class Earlier:
    """A function that its cell no longer gives: its name, and what became of the cell, as a predicate and in full."""

    name: str
    function: object
    cell: str
    why: str

    def finding(self, judged: object) -> Finding:
        """What a check or a microscope says above its verdict on `judged`."""
        own = self.function is judged
        where = "The cell above" if own and self.name in ITEMS else f"The cell that defines {self.name}"
        what = "this is your earlier function" if own else f"what is judged here uses your earlier {self.name}"
        mend = "Mend that cell, run it, then run this one."
        says = f"{self.why} What is said below is about the {self.name} of an earlier run. {mend}".strip()
        return Finding("wrong", "earlier-function", f"{where} {self.cell}; {what}", says)


@dataclass(frozen=True)
class _Run:
    """One run of a cell, and what its text says."""

    cell: str | None
    source: str
    before: BaseException | None
    during: BaseException | None

    @functools.cached_property
    def tree(self) -> ast.Module | None:
        tree = parsed(self.source)
        return tree if isinstance(tree, ast.Module) else None

    @functools.cached_property
    def bindings(self) -> dict[str, ast.stmt]:
        return bindings_of(self.tree.body) if self.tree else {}

    def says_def(self, name: str) -> bool:
        """Whether the text defines `name`, even if it is no Python."""
        pattern = rf"^[ \t]*(?:async[ \t]+)?def[ \t]+{re.escape(name)}\b|^{re.escape(name)}[ \t]*="
        return name in self.bindings or re.search(pattern, self.source, re.MULTILINE) is not None

    def may_bind(self, name: str) -> bool:
        """Whether the cell may have bound `name` after all: it speaks of it, or does what its text does not show."""
        if self.tree is None:
            return True
        hidden = {"exec", "eval", "globals", "setattr", "vars", "locals", "get_ipython", name}
        used = {node.id for node in ast.walk(self.tree) if isinstance(node, ast.Name)}
        starred = any(isinstance(node, ast.alias) and node.name == "*" for node in ast.walk(self.tree))
        commands = re.search(r"^\s*[%!]", self.source, re.MULTILINE) is not None
        return name in self.bindings or starred or commands or bool(hidden & used)

    def stopped_before(self, name: str) -> bool:
        """Whether an error came before the statement that binds `name`. A `def` that is reached makes a new object."""
        statement = self.bindings.get(name)
        if statement is None:
            return self.says_def(name) if self.tree is None else not self.may_bind(name)
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            return True
        line = self._line_of_error()
        if line is None:
            return False
        # An error in an assignment comes before the name is bound; what else stands on its lines may come after it.
        end = statement.end_lineno or statement.lineno
        body = self.tree.body if self.tree else []
        alone = not any(statement.lineno <= one.lineno <= end for one in body if one is not statement)
        is_plain = isinstance(statement, ast.Assign | ast.AnnAssign) and alone
        return line < statement.lineno or (is_plain and line <= end)

    def _line_of_error(self) -> int | None:
        """The line of the cell at which the error came up."""
        found, trace = None, self.during.__traceback__ if self.during else None
        while trace is not None:
            if found is None and trace.tb_frame.f_code.co_name == "<module>":
                found = trace.tb_lineno
            trace = trace.tb_next
        return found


class Watcher:
    """Follows which cell made which function, and which functions a later run of their cell should have replaced."""

    def __init__(self, shell: Any) -> None:
        self.shell = shell
        self._begun: dict[int, dict[str, object]] = {}
        self._made_in: dict[str, str | None] = {}
        self._earlier: dict[str, Earlier] = {}
        self._ran: dict[str, tuple[str, object]] = {}
        shell.events.register("pre_run_cell", self._begin)
        shell.events.register("post_run_cell", self._end)

    def found(self, function: object) -> Earlier | None:
        """Why `function` is an earlier one, if it is."""
        for earlier in self._earlier.values():
            if earlier.function is function:
                return earlier
        return self._edited(function)

    def _functions(self) -> dict[str, object]:
        return {name: value for name, value in self.shell.user_ns.items() if name[:1] != "_" and callable(value)}

    def _begin(self, info: Any) -> None:
        self._begun[id(info)] = self._functions()

    def _end(self, result: Any) -> None:
        before = self._begun.pop(id(result.info), None)
        if before is None:  # the cell that has imported this, or an empty one
            return
        cell = getattr(result.info, "cell_id", None)
        run = _Run(cell, result.info.raw_cell, result.error_before_exec, result.error_in_exec)
        now = self._functions()
        for name, function in now.items():
            if function is not before.get(name):
                self._made_in[name] = cell
                self._earlier.pop(name, None)
                self._note(name, run)
            else:
                self._judge(name, function, run)

    def _judge(self, name: str, function: object, run: _Run) -> None:
        """See whether `run` should have made a new `name` and has not."""
        made_here = name in self._made_in and self._made_in[name] == run.cell
        answers = name in ITEMS and ITEMS[name].id == run.cell
        if run.cell is None:
            made_here = answers = run.says_def(name)
        if not (made_here or answers):
            return
        cell = ""
        error = run.before or run.during
        if run.before is not None:
            cell = "did not run"
        elif run.during is not None:
            cell = f"stopped before it defined {name}" if run.stopped_before(name) else ""
        elif name in run.bindings:
            self._earlier.pop(name, None)
        elif made_here and not run.may_bind(name):
            cell = f"no longer defines {name}"
        if cell:
            self._earlier[name] = Earlier(name, function, cell, _in_words(error))

    def _note(self, name: str, run: _Run) -> None:
        """Keep what the answer cell said when it made the function, and how the notebook's file was then."""
        item = ITEMS.get(name)
        if item is not None and item.id == run.cell:
            self._ran[name] = (run.source, _state(item))

    def _edited(self, function: object) -> Earlier | None:
        """Whether the notebook was saved since, with another answer in the cell that made `function`."""
        for name, (source, state) in self._ran.items():
            item = ITEMS[name]
            if self.shell.user_ns.get(name) is not function or self._made_in.get(name) != item.id:
                continue
            if _state(item) == state:
                return None
            cell = notebooks.read(_file(item)).cell(item.id)
            if cell is not None and not _same(cell.source, source):
                return Earlier(name, function, "has changed since it ran", SAVED)
        return None


def _file(item: Item) -> Path:
    return Path(f"{item.notebook}.ipynb")


def _state(item: Item) -> object:
    try:
        found = _file(item).stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def _same(one: str, other: str) -> bool:
    """Whether two texts are the same Python, however they are set."""
    first, second = parsed(one), parsed(other)
    if isinstance(first, ast.Module) and isinstance(second, ast.Module):
        return ast.dump(first) == ast.dump(second)
    return one.strip() == other.strip()


def _in_words(error: BaseException | None) -> str:
    """What stopped a cell, as a sentence."""
    if error is None:
        return ""
    if isinstance(error, SyntaxError):
        line = f" in line {error.lineno}" if error.lineno else ""
        kind = type(error).__name__
        return f"It has {'a' if kind.startswith(('S', 'T')) else 'an'} {kind}{line}: {error.msg}."
    text = str(error)[:200]
    return f"It ended in {type(error).__name__}{': ' if text else ''}{text}".rstrip(".") + "."


def _reached(function: object) -> Iterator[object]:
    """The function and those that it uses: by a global name, a default, a closure, as a partial or under a wrapper."""
    seen: list[object] = []
    waiting = [function]
    while waiting and len(seen) < MOST:
        one = waiting.pop(0)
        if not callable(one) or any(one is other for other in seen):
            continue
        seen.append(one)
        yield one
        waiting += _used(one)


def _used(function: object) -> list[object]:
    if isinstance(function, functools.partial):
        return [function.func, *function.args, *function.keywords.values()]
    wrapped = getattr(function, "__wrapped__", None)
    if not isinstance(function, FunctionType) or (function.__module__ or "").partition(".")[0] == "word2vec_lab":
        return [wrapped]
    cells = [cell.cell_contents for cell in function.__closure__ or () if _filled(cell)]
    named = [function.__globals__.get(name) for name in _globals_of(function.__code__)]
    return [wrapped, *(function.__defaults__ or ()), *(function.__kwdefaults__ or {}).values(), *cells, *named]


def _filled(cell: Any) -> bool:
    try:
        cell.cell_contents  # noqa: B018 - an empty cell raises
    except ValueError:
        return False
    return True


def _globals_of(code: CodeType) -> Iterator[str]:
    for step in dis.get_instructions(code):
        if step.opname in ("LOAD_GLOBAL", "LOAD_NAME"):
            yield step.argval
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _globals_of(constant)


_watcher: list[Watcher] = []


def watch() -> None:
    """Watch the cells that run from now on, where there is an IPython to tell of them, and a student to be told."""
    shell: Any = get_ipython()
    if shell is not None and not graded() and not any(watcher.shell is shell for watcher in _watcher):
        _watcher[:] = [Watcher(shell)]


def notice(*functions: Any) -> Finding | None:
    """What is to be said above a verdict on `functions`: that one of them, or one that they use, is an earlier one."""
    if not _watcher:
        return None
    for judged in functions:
        for function in _reached(judged):
            earlier = _watcher[0].found(function)
            if earlier is not None:
                return earlier.finding(judged)
            loaded = loaded_anew(function)
            if loaded is not None:
                name, place = loaded
                return Finding(
                    "wrong",
                    "earlier-function",
                    f"{place} was saved since {name} was loaded from it; this is your earlier {name}",
                    "Run the cell that loads it, then the cell above, then this one.",
                )
    return None


def noticing(look: Callable[..., Any]) -> Callable[..., Any]:
    """Give what `look` returns, a dataclass, the notice on the functions that it looked at."""

    @functools.wraps(look)
    def noticed(*arguments: Any, **named: Any) -> Any:
        functions = [one for one in (*arguments, *named.values()) if callable(one)]
        return replace(look(*arguments, **named), notice=notice(*functions))

    return noticed
