"""nbgrader's `Execute`, replaced: runs a submitted notebook as the package's description says."""

import base64
import logging
import os
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from pathlib import Path, PurePath
from typing import Any

from nbformat import NotebookNode, from_dict
from nbformat.v4 import new_markdown_cell
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import Execute
from nbgrader.preprocessors.base import NbGraderPreprocessor
from nbgrader.utils import find_all_files
from traitlets import Bool, DottedObjectName, Float, Integer, List

from classroom.course import CourseError
from classroom.isolation import outputs, sandbox, servers
from classroom.isolation.belongings import belongings
from classroom.isolation.failclosed import ENDED
from classroom.isolation.job import Job
from classroom.isolation.manual_grading import IN_ANY_CASE, RESOURCE
from classroom.isolation.needed import needed
from classroom.isolation.plan import answer_names, encoded, imported_modules, own_notebooks, plan, within
from classroom.isolation.remarks import remarks_on
from classroom.isolation.run import DOUBTFUL, Run
from classroom.isolation.scope import modules_that_remember, scope_of, with_modules
from classroom.notebooks import (
    REMARKS,
    REPORT_ID,
    cell_name,
    framed,
    grade_id,
    in_words,
    is_answer,
    is_check,
    language_of,
    missing_kernel,
    source_notebook,
)
from classroom.traits import FunctionName

NOT_RUN = " Cells that came with the notebook, were left as they were and are needed by no answer were not run."

LEFT_TO_STOCK = (
    "The notebook is written in %s. It was graded as stock nbgrader does it: the tests and the student's code shared a"
    " process, and nothing protected the tests or this machine."
)

TROUBLED = "The process that runs the student's code ended or took too long here."


class IsolatedExecute(NbGraderPreprocessor):
    """Runs each cell where it belongs and writes its outputs into the notebook."""

    timeout = Float(
        120.0,
        help="Seconds of processor time for one cell, or one call of a student's function. On the clock it may take"
        " four times as long: a busy machine takes nobody's points.",
    ).tag(config=True)
    notebook_timeout = Float(
        1200.0,
        help="The same for one notebook: once for what its cells show, once for its open tests and once for its hidden"
        " ones. Cells that are run again for tests take no time from anybody.",
    ).tag(config=True)
    memory_limit = Integer(2048, help="Megabytes that a student process may use.").tag(config=True)
    preload = List(
        DottedObjectName(),
        help="Modules that are imported once, before any notebook, not again for each of them; besides those that the"
        " notebooks of the source import.",
    ).tag(config=True)
    tools = List(
        DottedObjectName(),
        help="Packages of the course with functions that a check calls in the student process (see"
        " classroom.isolation.proxies). They are loaded there before the student's code, and out of its reach.",
    ).tag(config=True)
    asked = List(
        FunctionName(),
        help='Functions, as "module:function", that hand out the student\'s own code. Where a locked or a test cell '
        "calls one, it is called in the student process.",
    ).tag(config=True)
    kept_back = List(
        DottedObjectName(),
        help="Modules of functions that are not in the student's process, and whose files it cannot read. Where its"
        " code calls one, it is called in the trusted process (see classroom.isolation.standins).",
    ).tag(config=True)
    around = FunctionName(
        help='A context manager, as "module:function", that the trusted process enters around such a call if it comes'
        " from an answer that a check has called. In it, a function can refuse."
    ).tag(config=True)
    remarks = FunctionName(
        help='A function, as "module:function", that is asked for each written answer, with its name and its text, what'
        " it has to say of it. It gives no points. What it returns is shown beside the answer (see"
        " classroom.showing.remarks).",
    ).tag(config=True)
    require_sandbox = Bool(False, help="Refuse to grade where no sandbox is to be had.").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Called by nbconvert for each sanitised submission."""
        about = resources["nbgrader"]
        course = CourseDirectory(parent=self)
        place = Path(course.format_path(course.source_directory, ".", about["assignment"]))
        source = framed(source_notebook(place / f"{about['notebook']}.ipynb"), Path(course.root), self.config)
        if language_of(source) != "python":
            return self._left_to_stock(nb, source, resources)
        submitted = Path(course.format_path(course.submitted_directory, about["student"], about["assignment"]))
        beside = files_beside(place, (*course.ignore, "*.ipynb"))
        theirs = set(self.config.Autograde.get("exclude_overwriting", {}).get(about["assignment"], []))
        helpers = {name: path for name, path in beside.items() if name not in theirs}
        small, large = within(helpers)
        if large:
            self.log.warning("Too large for the student's folder, where cells will miss it: %s", ", ".join(large))
        notebooks = self._own_notebooks(submitted)
        own, no_room = belongings(self._places(submitted), [*helpers, *notebooks])
        if no_room:
            self.log.warning("Too large for the folder of %s, where cells will miss it: %s", about["student"], no_room)
        cells, refused = plan(nb, source)
        names = answer_names(source)
        to_edit = {name: path for name, path in beside.items() if name in theirs}
        scope = with_modules(scope_of(source, modules_that_remember(helpers.values())), to_edit)
        looked_up = [*names, *scope.others, *scope.shared]
        to_run = needed(cells, self._handed_out(source, str(about["notebook"])), looked_up)
        job = Job(
            cells=to_run,
            names=names,
            files=encoded(to_edit) | encoded(own) | encoded(small) | notebooks,
            helpers=tuple(Path(name).stem for name in helpers if name.endswith(".py") and "/" not in name),
            beside=tuple(
                sorted({PurePath(name).parts[0].removesuffix(".py") for name in helpers if name.endswith(".py")})
            ),
            asked=tuple(self.asked),
            cell_seconds=self.timeout,
            notebook_seconds=self.notebook_timeout,
            kept_back=tuple(self.kept_back),
            around=self.around,
            scope=scope,
        )
        wanted = servers.Wanted(
            *(
                Path(course.root),
                (
                    *self.preload,
                    *imported_modules(place),
                    *(name.partition(":")[0] for name in [*self.asked, self.around, self.remarks] if name),
                ),
                tuple(self.tools),
            ),
            *(self.memory_limit, int(self.notebook_timeout), tuple(self.kept_back)),
            source=place,
        )
        running = servers.running_servers(wanted)
        protection = sandbox.described(running.layers)
        if self.require_sandbox and not sandbox.keeps_in(running.layers):
            raise servers.StartError(
                f"{protection} The setting IsolatedExecute.require_sandbox refuses to grade like that. Install"
                " bubblewrap and libseccomp, or take the setting out of nbgrader_config.py."
            )
        if running.missing:
            self.log.warning(
                "Not to be imported in the student process, where cells will miss it: %s", ", ".join(running.missing)
            )
        self.log.log(logging.INFO if sandbox.keeps_in(running.layers) else logging.WARNING, "%s", protection)
        run = Run(job, running, helpers, self.log)
        shown = run.results()
        doubtful = sorted(run.doubtful)
        resources[RESOURCE] = [*resources.get(RESOURCE, []), *(grade_id(nb.cells[number]) for number in doubtful)]
        shown |= {number: [*shown[number], outputs.said(DOUBTFUL)] for number in doubtful if number not in run.lost}
        resources[ENDED] = [grade_id(nb.cells[number]) for number in sorted(run.ended)]
        resources[IN_ANY_CASE] = [grade_id(nb.cells[number]) for number in sorted(run.questions)]
        shown |= {number: [*shown[number], outputs.said(why)] for number, why in run.questions.items()}
        shown |= {number: [outputs.reason("NotRun", why)] for number, why in refused.items()}
        code = [number for number, cell in enumerate(nb.cells) if cell.cell_type == "code"]
        for count, number in enumerate(code, start=1):
            cell = nb.cells[number]
            cell.outputs = [from_dict(one) for one in shown.get(number, [])]
            cell.execution_count = count
            for output in cell.outputs:
                if output.output_type == "execute_result":
                    output.execution_count = count
        not_run = NOT_RUN if len(to_run) < len(cells) else ""
        report(nb, f"{protection}{not_run}", running.layers)
        nb.metadata["grading"] |= {
            "seconds": round(run.seconds, 1),
            "verdicts": {grade_id(nb.cells[number]): said for number, said in sorted(run.verdicts.items())},
            "stopped": _by_cell(nb, _stopped(run)),
            "questions": _by_cell(nb, run.questions),
            "lines": _by_cell(nb, run.lines),
            REMARKS: remarks_on(_written(nb), self.remarks, running, self.log) if self.remarks else {},
        }
        return nb, resources

    def _left_to_stock(
        self, nb: NotebookNode, source: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Have nbgrader's own `Execute` run a notebook that is not in Python."""
        if self.require_sandbox:
            raise servers.StartError(
                f"This notebook is written in {in_words(source)}, and only Python is run in a sandbox. The setting"
                " IsolatedExecute.require_sandbox refuses to grade it."
            )
        if missing := missing_kernel(source):
            raise CourseError(f"It is written in {in_words(source)}. {missing}")
        self.log.warning(LEFT_TO_STOCK, in_words(source))
        nb, resources = Execute(parent=self).preprocess(nb, resources)
        resources[ENDED] = [grade_id(cell) for cell in nb.cells if is_check(cell)]
        report(nb, LEFT_TO_STOCK % in_words(source), ())
        return nb, resources

    def _own_notebooks(self, submitted: Path) -> dict[str, str]:
        """All notebooks of the student: mended ones, where the exporter mends, else the files themselves."""
        handed_in = getattr(self.parent, "handed_in", None)
        if handed_in is None:
            return encoded(own_notebooks(submitted))
        return {name: base64.b64encode(data).decode() for name, data in handed_in().items()}

    def _handed_out(self, source: NotebookNode, name: str) -> Collection[str]:
        """The code that came with a notebook, cell by cell, as students got it, where the exporter knows that."""
        known = getattr(self.parent, "handed_out", None)
        if known is not None:
            return known(name)  # type: ignore[no-any-return]
        return [cell.source for cell in source.cells if cell.cell_type == "code"]

    def _places(self, submitted: Path) -> tuple[Path, ...]:
        """The folders in which the student's notebooks lie, and so whatever they import."""
        places = getattr(self.parent, "places", None)
        return places() if places else (submitted,)


def files_beside(place: Path, ignored: Collection[str]) -> dict[str, Path]:
    """The files that come with the assignment, by their names. nbgrader takes long to find them, so it looks once."""
    folders = tuple((folder, os.stat(folder).st_mtime_ns) for folder, _, _ in os.walk(place))
    return _files_beside(place, tuple(ignored), folders)


@lru_cache(20)
def _files_beside(place: Path, ignored: tuple[str, ...], _folders: tuple[tuple[str, int], ...]) -> dict[str, Path]:
    return {str(Path(path).relative_to(place)): Path(path) for path in find_all_files(str(place), list(ignored))}


def _written(nb: NotebookNode) -> dict[str, str]:
    """The texts of the written answers, by name."""
    return {grade_id(cell): cell.source for cell in nb.cells if cell.cell_type == "markdown" and is_answer(cell)}


def _by_cell(nb: NotebookNode, said: Mapping[int, str]) -> dict[str, str]:
    """What was said of cells, by their names instead of their places."""
    return {cell_name(nb.cells[number], number): why for number, why in sorted(said.items())}


def _stopped(run: Run) -> dict[int, str]:
    """The cells in which a limit or another protection made itself felt, and what was said of it."""
    said = dict.fromkeys(run.troubled, TROUBLED)
    for number in run.harmful | run.lost:
        reasons = [one["evalue"] for one in run.shown.get(number, []) if one["output_type"] == "error"]
        said[number] = reasons[0] if reasons else TROUBLED
    return said


def report(nb: NotebookNode, how: str, layers: Sequence[str]) -> None:
    """Say in the notebook, and so in Formgrader and in the feedback, how it was graded and what protected that."""
    nb.metadata["grading"] = {"protection": list(layers)}
    cell = new_markdown_cell(f"*How this notebook was graded. {how}*", id=REPORT_ID)
    if (nb.nbformat, nb.nbformat_minor) < (4, 5):
        del cell["id"]  # these formats know no ids
    nb.cells.append(cell)
