"""nbgrader's `Execute`, replaced: runs a submitted notebook in two processes (see the package's description)."""

from pathlib import Path
from typing import Any

from nbformat import NotebookNode, from_dict
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors.base import NbGraderPreprocessor
from nbgrader.utils import find_all_files
from traitlets import Bool, Float, Integer, List, Unicode

from classroom.isolation import outputs, parent
from classroom.isolation.job import Job
from classroom.isolation.plan import answer_names, encoded, own_notebooks, plan
from classroom.isolation.run import Run
from classroom.notebooks import read_notebook


class IsolatedExecute(NbGraderPreprocessor):
    """Runs each cell where it belongs and writes its outputs into the notebook."""

    timeout = Float(120.0, help="Seconds for one cell, or one call of a student's function.").tag(config=True)
    notebook_timeout = Float(600.0, help="Seconds for one notebook.").tag(config=True)
    memory_limit = Integer(2048, help="Megabytes that the student's process may use.").tag(config=True)
    preload = List(
        Unicode(), help="Modules that are imported once, before any notebook, not again for each of them."
    ).tag(config=True)
    asked = List(
        Unicode(),
        help='Functions, as "module:function", that hand out the student\'s own code. Where a locked or a test cell '
        "calls one, it is called in the student's process.",
    ).tag(config=True)
    require_sandbox = Bool(False, help="Refuse to grade where no sandbox is to be had.").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Called by nbconvert for each sanitised submission."""
        about = resources["nbgrader"]
        course = CourseDirectory(parent=self)
        place = Path(course.format_path(course.source_directory, ".", about["assignment"]))
        source = read_notebook(place / f"{about['notebook']}.ipynb")
        submitted = Path(course.format_path(course.submitted_directory, about["student"], about["assignment"]))
        helpers = {
            str(Path(path).relative_to(place)): Path(path)
            for path in find_all_files(str(place), [*course.ignore, "*.ipynb"])
        }
        cells, refused = plan(nb, source)
        job = Job(
            cells=cells,
            names=answer_names(source),
            files=encoded(helpers) | encoded(own_notebooks(submitted)),
            helpers=tuple(Path(name).stem for name in helpers if name.endswith(".py") and "/" not in name),
            asked=tuple(self.asked),
            cell_seconds=self.timeout,
            notebook_seconds=self.notebook_timeout,
        )
        running = parent.parents(tuple(self.preload), self.memory_limit, self.notebook_timeout)
        shown = Run(job, running, helpers, self.log).results()
        shown |= {number: [outputs.reason("NotRun", why)] for number, why in refused.items()}
        for number, cell in enumerate(nb.cells):
            if cell.cell_type == "code":
                cell.outputs = [from_dict(one) for one in shown.get(number, [])]
                cell.execution_count = number + 1
        return nb, resources
