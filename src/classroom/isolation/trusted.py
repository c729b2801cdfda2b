"""What the trusted process does: it runs the locked and the test cells of one notebook.

It holds the hidden tests. Of the student's code it holds nothing but stand-ins (see `proxies`), and it has whatever
they stand for run by the student process (see `session`).
"""

import ast
import base64
import builtins
import contextlib
import dataclasses
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import inspect
import json
import os
import socket
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from classroom.isolation import chance, control, exceptions, outputs, process_wide, type_of, values
from classroom.isolation.agent import DATA_CLASSES
from classroom.isolation.cells import BUILT_IN, Cells, Output
from classroom.isolation.handles import LOOK_AT, Handle, is_subclass
from classroom.isolation.job import CellToRun, Job
from classroom.isolation.link import Link
from classroom.isolation.patience import processor_time
from classroom.isolation.proxies import StudentFunction
from classroom.isolation.scope import (
    figures_of,
    files_in,
    imported_names,
    imports_in,
    is_seeded,
    names_in,
)
from classroom.isolation.session import (
    GONE,
    NO_MORE,
    NOT_STARTED,
    Limits,
    ProcessEndedError,
    Session,
)
from classroom.isolation.told import is_class
from classroom.isolation.verdicts import Verdict, verdict
from classroom.markers import HIDDEN_TESTS, opens
from classroom.names import bindings, parsed

PYPLOT = "matplotlib.pyplot"

TIME_IS_UP = (
    "This cell used {seconds:g} seconds of processor time, or several times as long on the clock, and was stopped"
    " before its end. Later cells run without it."
)
CODE_ENDED = "This cell ended the process that runs your code. Later cells run without it."

MOST_SHOWN = 20_000_000
"""Characters that all of the student's cells of one notebook may show."""


@dataclass(frozen=True)
class HalfDone:
    """A check whose hidden tests are still to come: what it has shown so far, and where it goes on from.

    `names` is its namespace, and `chance` where random numbers stand. `failed` says that the open tests did not come to
    their end, which may be for want of what hidden tests before them set.
    """

    rest: str
    shown: list[Output] = field(default_factory=list)
    trouble: bool = False
    question: str = ""
    names: dict[str, Any] = field(default_factory=dict)
    chance: tuple[Any, ...] | None = None
    failed: bool = False


class Trusted:
    """Runs one job and reports as it goes along.

    It goes through the notebook up to three times, each time with a new student process. First all cells are run for
    what they show; that process sees no check. Then come the checks, up to their hidden tests, and last the hidden
    tests, in a process of the fork server `hidden`. So when the first hidden input is handed out, nothing is left that
    could show it: the cells have been shown, and what checks say of the open tests is there.

    Where tests are connected (see `scope`), the hidden tests of one go on where all of those before it left off, as in
    one notebook. So the last time all checks are run again from the first cell on, whole, and that decides.
    """

    def __init__(self, job: Job, link: Link, cells: Cells, session: Session) -> None:
        self.job = job
        self.link = link
        self.cells = cells
        self.session = session
        self.harmful = set(job.harmful)
        self.run_before: set[int] = set()
        self.room = MOST_SHOWN
        self.waiting: list[CellToRun] = []
        self.half_done: dict[int, HalfDone] = {}
        self.verdict: Verdict | None = None
        self.line = ""
        self.defined: set[str] = set()
        self.looked: dict[str, Any] = {}
        self.imported: dict[str, Any] = {}
        self.by_tests: set[str] = set()

    def run(self) -> None:
        """Do what is left to do."""
        for statement in self.job.scope.imports:
            self.cells.run(statement)
        self.imported = {name: one for name, one in self.cells.names.items() if name in self.job.scope.in_answers}
        self.names_at_first, self.chance_at_first = dict(self.cells.names), chance.state()
        self.set_at_first = process_wide.state(self.job.scope.process_wide)
        self.session.at_first = dict(self.set_at_first)
        left = [cell for cell in self.job.cells if cell.number not in self.job.over]
        checks = {cell.number for cell in self.job.cells if cell.role == "check"}
        if any(cell.role != "check" for cell in left) and not checks & self.job.over:
            self.show()
        self.run_before.clear()
        to_judge = [cell.number for cell in left if cell.role == "check"]
        if to_judge:
            self.judge(to_judge, hidden=False)
        if self.half_done:
            self.judge([*self.half_done], hidden=True)

    def show(self) -> None:
        """Run the student's and the locked cells, and report what they show."""
        self.session.start_over(quiet=False)
        for cell in self.job.cells:
            if cell.role != "check":
                shown = self.student_cell(cell)
                if shown is not None and cell.number not in self.job.over:
                    self.report("end", cell, shown)

    def judge(self, wanted: Sequence[int], hidden: bool) -> None:
        """Run all cells up to the last of these checks, with the open or the hidden tests of each check."""
        self.session.start_over(quiet=True, hidden=hidden)
        anew = hidden and self.job.scope.connected
        if anew:
            self.begin_anew()
        for cell in self.job.cells:
            if cell.number > wanted[-1]:
                break
            if cell.role != "check":
                self.waiting.append(cell)
            if cell.role == "given" and (not hidden or anew):
                self.catch_up()
                self.report("begin", cell)
                self.given_cell(cell)
                self.report("again", cell)
            if cell.role == "check" and (cell.number in wanted or anew or self.job.scope.brought):
                self.catch_up()
                self.bring(cell, hidden)
            if cell.number in wanted and not anew:
                if hidden:
                    self.hidden_tests(cell)
                else:
                    self.open_tests(cell)
            elif cell.role == "check" and anew and cell.number not in self.harmful:
                self.whole_check(cell, next(number for number in wanted if number >= cell.number))

    def begin_anew(self) -> None:
        """Forget all that cells have made here, as if none had been run."""
        self.cells.names.clear()
        self.cells.names.update(self.names_at_first)
        chance.set_state(self.chance_at_first)
        now = process_wide.state(self.job.scope.process_wide)
        process_wide.set_state(process_wide.changes(now, self.set_at_first))
        self.session.at_first = dict(self.set_at_first)
        self.defined.clear()
        self.by_tests.clear()
        self.looked.clear()

    def bring(self, cell: CellToRun, hidden: bool) -> None:
        """Have the student process import what answers read and only this test imports; its hidden part too if told."""
        wanted = set(self.job.scope.brought)
        if not wanted:
            return
        code = cell.source if hidden else (in_two(cell.source) or ("",))[0]
        for statement in imports_in(parsed(code)):
            if wanted & {*imported_names(statement)}:
                with contextlib.suppress(ProcessEndedError, TimeoutError):
                    self.session.run_cell(ast.unparse(statement))

    def whole_check(self, cell: CellToRun, under_way: int) -> None:
        """Run a check with all of its tests, in a process that was given all tests before; report it if it is due.

        What is shown of its open tests is what they showed before any hidden test was handed out.
        """
        before = self.half_done.pop(cell.number, None)
        self.nothing_said(cell)
        self.report("begin", replace(cell, number=under_way))
        parts = in_two(cell.source)
        opening, rest = parts or ("", cell.source)
        shown, ended = self.bound_tests(cell, opening)
        score = () if rest else ("execute_result",)
        shown = [one for one in shown if one["output_type"] in ("error", *score)]
        if ended and rest:
            shown, ended = self.tests(rest)
            # Of a cell that cannot be parted, what its open tests print would come from a process that knows more.
            shown = [one for one in shown if parts or one["output_type"] in ("error", "execute_result")]
        self.noted(cell)
        if before is None:
            self.report("again", replace(cell, number=under_way))
            return
        told = [one for one in before.shown if not (before.failed and one["output_type"] == "error")]
        session = self.session
        trouble, question = before.trouble or session.trouble, session.question or ("" if ended else before.question)
        self.report("end", cell, [*told, *shown], trouble, question, self.verdict, ended)

    def noted(self, cell: CellToRun) -> None:
        """Note which names of answers a test has set: until a cell of the student's binds them, they are the test's."""
        names = self.cells.names
        changed = {
            name for name in self.of_students() if name in names and names[name] is not self.looked.get(name, GONE)
        }
        if changed:
            self.by_tests |= changed & _bound_in(cell.source)

    def catch_up(self) -> None:
        """Have all cells up to here run."""
        for cell in self.waiting:
            self.student_cell(cell)
            if self.by_tests:
                self.by_tests -= _bound_in(cell.source)
            if (
                cell.definitions
                and cell.number not in self.harmful
                and (not self.session.hidden or self.job.scope.connected)
            ):
                with contextlib.suppress(ProcessEndedError, TimeoutError):
                    self.bind(cell.definitions)
                self.cells.run(cell.definitions)
                self.defined |= _bound_in(cell.definitions)
        self.waiting.clear()

    def report(
        self,
        event: str,
        cell: CellToRun,
        shown: Sequence[Output] = (),
        trouble: bool = False,
        question: str = "",
        said: Verdict | None = None,
        ended: bool = False,
    ) -> None:
        """Tell nbgrader's process how far the job is. `ended` is for a check that has come to its end."""
        told = {
            "event": event,
            "number": cell.number,
            "outputs": list(shown),
            "trouble": trouble,
            "question": question,
            "verdict": said,
            "ended": ended,
            "line": self.line if event == "end" else "",
        }
        self.link.send(json.dumps(told).encode())

    def say(self, text: str) -> None:
        """Write a line into the log of the run."""
        self.link.send(json.dumps({"event": "say", "text": text}).encode())

    def student_cell(self, cell: CellToRun) -> list[Output] | None:
        """Have a cell run by the student process. None if it ended or held up the process, now or before."""
        if cell.number in self.harmful:
            return None
        again = cell.number in self.run_before
        self.run_before.add(cell.number)
        try:
            with self.session.not_counted() if again else contextlib.nullcontext():
                told = self.session.run_cell(cell.source)
        except (TimeoutError, ProcessEndedError) as error:
            if str(error) in (NO_MORE, NOT_STARTED):
                if not self.session.quiet:  # before a check, it may be run all the same
                    return [outputs.reason(type(error).__name__, str(error))]
                why = str(error)
            else:
                timed_out = isinstance(error, TimeoutError)
                why = TIME_IS_UP.format(seconds=self.job.cell_seconds) if timed_out else CODE_ENDED
            self.harmful.add(cell.number)
            self.report("harmful", cell, [outputs.reason(type(error).__name__, why)])
            return None
        shown = outputs.accepted(told, min(self.room, outputs.LARGEST_CELL))
        self.room -= outputs.size(shown)
        return shown

    def given_cell(self, cell: CellToRun) -> None:
        """Run a locked cell in this process too. What it shows is taken from the student process."""
        with contextlib.suppress(ProcessEndedError, TimeoutError):
            self.bind(cell.source)
        with self.session.set_on_both_sides():
            shown, ended = self.cells.run(cell.source)
        self.defined |= _bound_in(cell.source)
        if not ended:
            error = next((one for one in shown if one["output_type"] == "error"), {})
            self.say(
                f"Locked cell {cell.number + 1} raised {error.get('ename')}: {error.get('evalue')}. "
                "Test cells that need it will give no points."
            )

    def open_tests(self, cell: CellToRun) -> None:
        """Run a test cell up to its hidden tests."""
        parts = in_two(cell.source)
        if parts is None:
            self.half_done[cell.number] = HalfDone(cell.source)
            return
        opening, rest = parts
        self.nothing_said(cell)
        self.report("begin", cell)
        shown, ended = self.bound_tests(cell, opening)
        self.noted(cell)
        session = self.session
        if self.job.scope.connected and (rest if ended else self.half_done):
            self.half_done[cell.number] = HalfDone(rest, shown, session.trouble, session.question, failed=not ended)
            self.report("again", cell)
        elif rest and ended and session.held:
            # What the open tests hold is in the process that they talked to. The hidden ones begin with all of it anew.
            self.half_done[cell.number] = HalfDone(cell.source)
            self.report("again", cell)
        elif rest and ended:
            names = dict(self.cells.names)
            self.half_done[cell.number] = HalfDone(
                rest, shown, session.trouble, session.question, names, chance.state()
            )
            self.report("again", cell)
        else:
            self.report("end", cell, shown, session.trouble, session.question, self.verdict, ended)

    def hidden_tests(self, cell: CellToRun) -> None:
        """Run the rest of a test cell where its open tests left off, or all of one that could not be parted."""
        before = self.half_done.pop(cell.number)
        self.nothing_said(cell)
        whole = before.chance is None
        if whole:  # what it shows of open tests must come from a process that knows of no other check
            self.session.renew(hidden=True)
        try:
            if before.chance is None:
                self.bind(cell.source)
            else:
                self.cells.names.clear()
                self.cells.names.update(before.names)
                answers = map(before.names.get, self.of_students())
                self.session.bring_along(one for one in answers if isinstance(one, (StudentFunction, Handle)))
                self.looked = {name: before.names[name] for name in self.looked if name in before.names}
                chance.set_state(before.chance)
        except (ProcessEndedError, TimeoutError) as error:
            self.report("begin", cell)
            shown, ended = [outputs.reason(type(error).__name__, str(error))], False
        else:
            self.report("begin", cell)
            shown, ended = self.tests(before.rest)
        session = self.session
        trouble, question = before.trouble or session.trouble, session.question or before.question
        self.report("end", cell, [*before.shown, *shown], trouble, question, self.verdict, ended)
        if whole:
            self.session.renew(hidden=True)

    def nothing_said(self, cell: CellToRun) -> None:
        """Forget what was noted of the check before."""
        self.session.where = cell.name
        self.session.trouble, self.session.question, self.verdict, self.line = False, "", None, ""
        self.session.unjudged, self.session.held, self.session.answers = "", False, 0
        self.session.strange = ""

    def bound_tests(self, cell: CellToRun, source: str) -> tuple[list[Output], bool]:
        """Bind the names that a check reads and run these tests of it. Returns what `tests` does."""
        try:
            self.bind(cell.source)
        except (ProcessEndedError, TimeoutError) as error:
            return [outputs.reason(type(error).__name__, str(error))], False
        return self.tests(source)

    def tests(self, source: str) -> tuple[list[Output], bool]:
        """Run tests. Returns what they show, and whether they came to their end."""
        session = self.session
        session.lent.clear()
        session.judging = True
        with self.ways(source):
            shown, ended = self.cells.run(source)
        value = self.cells.value
        self.verdict = verdict(value) if ended and not isinstance(value, (StudentFunction, Handle, Exception)) else None
        session.judging = session.called = False
        broke = self.cells.error
        self.line = outputs.line_of(broke, source)
        if session.strange and isinstance(broke, (TypeError, AttributeError)) and not hasattr(broke, "__frames__"):
            session.cannot_judge(f"broke ({type(broke).__name__}: {broke}) over", session.strange, LOOK_AT)
        if session.unjudged and not (ended and type(value) in (int, float)):
            # Whatever the test has made of it: it is neither right nor wrong, and nobody but a person can tell.
            session.question, ended = session.unjudged, False
            shown = [one for one in shown if one["output_type"] not in ("error", "execute_result")]
            shown.append(outputs.reason("CannotJudge", session.unjudged))
        return outputs.with_one_line(shown, self.line), ended

    @contextlib.contextmanager
    def ways(self, source: str) -> Iterator[None]:
        """Have what a test sets reach the student's code while it runs: names, random numbers, files, figures."""
        tree, space, session = parsed(source), self.cells.names, self.session
        session.chance = is_seeded(tree)
        session.ends_named = frozenset(names_in(tree) & exceptions.ENDS.keys())
        session.files_wanted = files_in(tree)
        session.lend_names = self.set_by_tests
        changed = set(self.job.scope.changed) & names_in(tree) & self.looked.keys()
        session.after_call = (lambda: self.look(sorted(changed))) if changed else None
        figures = {name: space[name] for name in figures_of(tree) if space.get(name) is sys.modules.get(PYPLOT)}
        try:
            with contextlib.suppress(ProcessEndedError, TimeoutError):
                session.exchange_files()
                for name in figures:
                    space[name] = session.module(PYPLOT)
                    space[name].close("all")
            yield
        finally:
            space.update(figures)
            session.chance, session.files_wanted, session.lend_names, session.after_call = False, [], dict, None
            with contextlib.suppress(ProcessEndedError, TimeoutError):
                session.take_names_back()
                session.tell_what_is_set()

    def set_by_tests(self) -> dict[str, Any]:
        """What names hold that answers read, where a test has set or deleted them."""
        space = self.cells.names
        return {
            name: space.get(name, GONE)
            for name in self.job.scope.shared
            if (name in space or name in self.looked)
            and space.get(name, GONE) is not self.looked.get(name, GONE)
            and not isinstance(space.get(name), ModuleType)
        }

    def bind(self, code: str) -> None:
        """Bind the names of the answers to what the student process has under them now, and to nothing else.

        A name that a test has set since then keeps what it was set to, as in one notebook. Names of open cells are
        bound like those of answers, where the code reads them and this process has nothing of its own.
        """
        read = names_in(parsed(code)) if self.job.scope.others or self.job.scope.altered or self.imported else set()
        for name in read & self.imported.keys():
            self.cells.names.pop(name, None)
            if self.session.look([name]):  # what the student has not imported is missing, as in one notebook
                self.cells.names[name] = self.imported[name]
        others = [name for name in self.job.scope.others if name in read and name not in self.defined]
        altered = [name for name in self.job.scope.altered if name in read]
        wanted = [name for name in (*self.job.names, *others, *altered) if name not in self.by_tests]
        for name in wanted:
            self.cells.names.pop(name, None)
        self.looked.clear()
        self.look(wanted)

    def look(self, names: list[str]) -> None:
        """Bind names to what the student process has under them now."""
        found = self.session.look(names)
        self.looked.update(found)
        self.cells.names.update(found)

    def of_students(self) -> tuple[str, ...]:
        """The names that may be looked up in the student process."""
        return (*self.job.names, *self.job.scope.others, *self.job.scope.altered)

    def own_names(self) -> dict[str, Any]:
        """The names that this process has made itself, and what answers import of modules beside the notebook."""
        beside = {
            name: one
            for name, one in self.imported.items()
            if is_class(one) and one.__module__.split(".")[0] in self.session.beside
        }
        return beside | {name: one for name, one in self.cells.names.items() if name in self.defined}


def in_two(source: str) -> tuple[str, str] | None:
    """The open tests of a test cell, and the rest, from its first hidden tests on; None if it cannot be parted there.

    Nothing is shown of the first part but what it prints and displays: its last line is not that of a cell.
    """
    lines = source.split("\n")
    place = next((n for n, line in enumerate(lines) if opens(line, HIDDEN_TESTS)), None)
    if place is None:
        return source, ""
    parts = "\n".join([*lines[:place], "pass"]), "\n".join(lines[place:])
    try:
        for part in parts:
            ast.parse(part)
    except (SyntaxError, ValueError):
        return None
    return parts


class _Named(importlib.abc.MetaPathFinder):
    """Finds modules of these names, with the student process at hand."""

    def __init__(self, names: Sequence[str], session: Session) -> None:
        self.names = names
        self.session = session


class Helpers(_Named):
    """Imports modules of the assignment's folder: the instructor's own files, from a folder no student writes to.

    A name that such a module does not have is looked for in the student process: a helper may hand on what students
    wrote, and that is where their code is.
    """

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Called by Python's import."""
        if fullname not in self.names:
            return None
        place = os.path.abspath(f"{fullname}.py")
        return importlib.util.spec_from_file_location(fullname, place, loader=_Loader(fullname, place, self.session))


class Written(_Named, importlib.abc.Loader):
    """Imports modules that an answer writes: all that they have is in the student process.

    No file of that name in this process's folder is run in their place.
    """

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Called by Python's import."""
        if fullname not in self.names:
            return None
        is_package = any(name.startswith(f"{fullname}.") for name in self.names)
        return importlib.machinery.ModuleSpec(fullname, self, is_package=is_package)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> None:
        """Python's own way."""

    def exec_module(self, module: ModuleType) -> None:
        """Have each of its names looked up where it is."""
        itself = self.session.module(module.__name__)  # the student's may have an error of its own
        if "__getattr__" in vars(module):  # it has been imported before: this is `importlib.reload`
            self.session.own("importlib:reload", (itself,), {})

        def missing(name: str) -> Any:
            if name.startswith("__"):
                raise AttributeError(f"module {module.__name__!r} has no attribute {name!r}")
            if f"{module.__name__}.{name}" in self.names:
                return importlib.import_module(f"{module.__name__}.{name}")
            return self.session.attribute(module.__name__, name)

        module.__getattr__ = missing  # type: ignore[method-assign]


class _Loader(importlib.machinery.SourceFileLoader):
    def __init__(self, name: str, path: str, session: Session) -> None:
        super().__init__(name, path)
        self.session = session

    def get_code(self, fullname: str) -> Any:
        """Python's own way, but for calls of `type`; what lies compiled beside the file knows nothing of that."""
        path = self.get_filename(fullname)
        tree = type_of.TypeOf().visit(ast.parse(self.get_data(path), path))
        return compile(tree, path, "exec", dont_inherit=True)

    def exec_module(self, module: ModuleType) -> None:
        super().exec_module(module)
        own: Callable[[str], Any] | None = vars(module).get("__getattr__")

        def missing(name: str) -> Any:
            if own is not None:
                try:
                    return own(name)
                except (AttributeError, ImportError):
                    pass
            if name.startswith("_"):
                raise AttributeError(f"module {module.__name__!r} has no attribute {name!r}")
            return self.session.attribute(module.__name__, name)

        module.__getattr__ = missing  # type: ignore[method-assign]


def imported_by(cell: CellToRun) -> set[str]:
    """The modules that an author's cell imports."""
    found = imports_in(parsed(cell.source)) if cell.role != "student" else ()
    return {
        name
        for one in found
        for name in ([one.module] if isinstance(one, ast.ImportFrom) else [alias.name for alias in one.names])
        if name
    }


def with_folders(written: Sequence[str]) -> list[str]:
    """The modules that answers write, and the packages in which these lie where the course has no such folder."""
    folders = [name[:place] for name in written for place, sign in enumerate(name) if sign == "."]
    return [*written, *(name for name in dict.fromkeys(folders) if not Path(*name.split(".")).is_dir())]


def ask_the_student(names: Sequence[str], session: Session) -> None:
    """Have functions that hand out the student's own code called in the student process, which has it."""
    for full in names:
        module, _, name = full.partition(":")

        def asked(*arguments: Any, _full: str = full, **named: Any) -> Any:
            return session.own(_full, arguments, named)

        setattr(importlib.import_module(module), name, asked)


def live(handed: list[socket.socket], cells: Cells) -> None:
    """The life of a trusted process."""
    link, hidden_server, shown_server = Link(handed[0]), *handed[1:]
    job = Job.from_json(link.receive())
    os.chdir(job.folder)
    files = {name: np.frombuffer(base64.b64decode(data), np.uint8) for name, data in job.files.items()}

    def start(hidden: bool) -> socket.socket:
        wanted, other = (hidden_server, shown_server) if hidden else (shown_server, hidden_server)
        if not control.answers(other):  # if it does, it has ended its child: only one student process may run
            raise OSError("a fork server does not answer")
        ours, theirs = socket.socketpair()
        with theirs:
            control.ask_for_child(wanted, [theirs])
        return ours

    session = Session(
        start,
        Limits(job.cell_seconds, job.notebook_seconds),
        files,
        meter=lambda: processor_time(job.students),
        kept_back=frozenset(job.kept_back),
    )
    if job.around:
        module, _, name = job.around.partition(":")
        session.around = getattr(importlib.import_module(module), name)
    values.Masks.kept = job.scope.masks
    values.Graphs.cut = lambda: session.cannot_judge("went back through", "Tensor", "gradients that an answer returns")
    session.classes = frozenset(job.scope.classes)
    session.packages = packages()
    session.written = frozenset(job.scope.written)
    session.from_written = frozenset(job.scope.from_written)
    session.beside = frozenset(job.beside) - session.written
    session.given_classes = frozenset((*job.scope.given, *(f"{module}." for module in session.beside)))
    lend_sources(session)
    lend_looks(session)
    builtins.issubclass = BUILT_IN["issubclass"] = is_subclass
    vars(builtins)[type_of.NAME] = BUILT_IN[type_of.NAME] = type_of.type_of
    cells.shell.ast_transformers.append(type_of.TypeOf())
    sys.addaudithook(session.watch)
    sys.path.insert(0, "")
    sys.meta_path.insert(0, Helpers(job.helpers, session))
    sys.meta_path.insert(0, Written(with_folders(job.scope.written), session))
    # What is nowhere here, a student may have handed in beside the notebook.
    sys.meta_path.append(Written(sorted({name for cell in job.cells for name in imported_by(cell)}), session))
    ask_the_student(job.asked, session)
    cells.take_streams()
    session.streams = (sys.stdout, sys.stderr)
    warnings.showwarning = _drop
    trusted = Trusted(job, link, cells, session)
    session.own_names = trusted.own_names
    session.own_input = lambda: cells.names.get("input", builtins.input)
    own = [path for path in Path().rglob("*") if path.is_file()]
    session.own_files = frozenset(map(str, own))
    session.files_known = {str(path): path.stat().st_mtime_ns for path in own}
    values.Own.names, values.Own.beside = trusted.own_names, session.beside
    trusted.run()
    session.abandon()
    link.send(json.dumps({"event": "done"}).encode())


def packages() -> frozenset[str]:
    """The packages that are loaded."""
    return frozenset(name for name in sys.modules if "." not in name)


def lend_sources(session: Session) -> None:
    """Have `inspect.getsource` find the source of a student's function, which is in the student process."""
    whole, lines = inspect.getsource, inspect.getsourcelines

    def getsource(thing: Any) -> str:
        return session.source_of(thing) if isinstance(thing, (StudentFunction, Handle)) else whole(thing)

    def getsourcelines(thing: Any) -> tuple[list[str], int]:
        if isinstance(thing, (StudentFunction, Handle)):
            return session.source_of(thing).splitlines(keepends=True), 1
        return lines(thing)

    vars(inspect).update(getsource=getsource, getsourcelines=getsourcelines)


def lend_looks(session: Session) -> None:
    """Have functions of Python's that look into a class or a data class look at a student's where it is."""

    def lent(module: ModuleType, name: str) -> Callable[..., Any]:
        own = getattr(module, name)

        def ask(thing: Any, *more: Any, **named: Any) -> Any:
            if isinstance(thing, Handle):
                return session.act(thing, name, more, named)
            return own(thing, *more, **named)

        return ask

    vars(dataclasses).update({name: lent(dataclasses, name) for name in DATA_CLASSES})
    vars(inspect).update({name: lent(inspect, name) for name in ("getattr_static", "isabstract")})


def _bound_in(code: str) -> set[str]:
    return {name for name, _ in bindings(parsed(code))}


def _drop(*_arguments: Any, **_named: Any) -> None:
    """Drops a warning that no check listens for: it may hold hidden input."""
