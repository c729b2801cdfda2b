"""The reading edition: the source with its solutions, without what only grading needs, and executed.

`classroom build` writes it, and `classroom check` compares it with what is committed. So an execution must come out the
same on every machine.
"""

import asyncio
import os
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nbclient import NotebookClient
from nbclient.exceptions import CellControlSignal, CellExecutionError
from nbformat import NotebookNode, from_dict

from classroom import markers
from classroom.course import Course, CourseError
from classroom.editions.files import Edition, copy_source
from classroom.normalise import NOTEBOOK_METADATA, kept_metadata
from classroom.notebooks import as_notebook, cell_name, notebook_bytes, read_notebook

CELL_TIMEOUT = 600
KERNELS_AT_ONCE = 2


def reading_edition(course: Course) -> Edition:
    """The solved and executed notebooks; `CourseError` names the notebook and the cell that raised."""
    paths = course.source_notebooks()
    guesses = course.guesses
    notebooks = [readable(read_notebook(path), guesses.get(path.stem, {})) for path in paths]
    with tempfile.TemporaryDirectory() as scratch:
        # The notebooks run in a copy of the source, so that what they write is not left in the course,
        # and so that a notebook may import what another one defines.
        folder = Path(scratch) / course.assignment
        copy_source(course, folder)
        environment = _kernel_environment(course, Path(scratch))
        asyncio.run(_execute_all(paths, notebooks, folder, environment))
    return {
        path.name: notebook_bytes(_without_traces(notebook)) for path, notebook in zip(paths, notebooks, strict=True)
    }


def readable(notebook: NotebookNode, guesses: Mapping[str, Mapping[str, str]]) -> NotebookNode:
    """The notebook as a reader sees it before it is run: solutions and guesses in; hidden tests, rubrics, markers out.

    `guesses` has, by the cells' names, what a student is asked to replace and what stands in its place.
    """
    cells = []
    unknown = set(guesses) - {cell.id for cell in notebook.cells}
    if unknown:
        raise CourseError(f"There are guesses for cells that the notebook does not have: {', '.join(sorted(unknown))}.")
    for cell in notebook.cells:
        if any(markers.opens(line, markers.MARK_SCHEME) for line in cell.source.split("\n")):
            continue  # what earns which points is for whoever gives them
        plain: dict[str, Any] = {
            "cell_type": cell.cell_type,
            "id": cell.id,
            "metadata": kept_metadata(cell),
            "source": guessed(model_answer(cell.source), guesses.get(cell.id, {}), cell.id),
        }
        if cell.cell_type == "code":
            plain |= {"execution_count": None, "outputs": []}
        if cell.get("attachments"):
            plain["attachments"] = cell.attachments
        cells.append(plain)
    return as_notebook(cells, NOTEBOOK_METADATA)


def guessed(source: str, guesses: Mapping[str, str], cell: str) -> str:
    """A cell's text with its guesses made; `CourseError` if one is not asked for there."""
    for asked, guess in guesses.items():
        if source.count(asked) != 1:
            raise CourseError(
                f"Cell {cell} should have “{asked}” once, to be replaced by a guess. Mend one of the two."
            )
        source = source.replace(asked, guess)
    return source


def model_answer(source: str) -> str:
    """A cell's text with its solution and rubric kept, its hidden tests gone, and no marker left."""
    try:
        text = markers.without_region(source, markers.HIDDEN_TESTS)
    except ValueError as error:
        raise CourseError(f"A cell of the source has unbalanced markers: {error}. The cell is:\n{source}") from None
    text = markers.without_marker_lines(text, markers.SOLUTION)
    return markers.without_marker_lines(text, markers.MARK_SCHEME)


def _kernel_environment(course: Course, scratch: Path) -> dict[str, str]:
    """What makes an execution come out the same on every machine, and the course's own settings."""
    matplotlib = scratch / "matplotlib"
    matplotlib.mkdir()
    return {
        **os.environ,
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "PYTHONHASHSEED": "0",
        # Sums split over threads round differently with the number of cores.
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        # Nobody's start-up files.
        "IPYTHONDIR": str(scratch / "ipython"),
        # Nobody's settings of Matplotlib, and not their list of fonts: one that was made while an environment was
        # being removed lacks Matplotlib's own fonts, and formulas lose their italics.
        "MPLCONFIGDIR": str(matplotlib),
        **course.reading_environment,
    }


async def _execute_all(
    paths: list[Path], notebooks: list[NotebookNode], folder: Path, environment: dict[str, str]
) -> None:
    free = asyncio.Semaphore(KERNELS_AT_ONCE)

    async def run(path: Path, notebook: NotebookNode) -> None:
        async with free:
            await _execute(path.name, notebook, folder, environment)

    # All of them run to their end, so that no kernel is left behind when one stops; then the first failure speaks.
    tasks = [run(path, notebook) for path, notebook in zip(paths, notebooks, strict=True)]
    for outcome in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(outcome, BaseException):
            raise outcome


async def _execute(name: str, notebook: NotebookNode, folder: Path, environment: dict[str, str]) -> None:
    running = "before its first cell"

    def remember(cell: NotebookNode, cell_index: int) -> None:
        nonlocal running
        running = f"in cell {cell_name(cell, cell_index)}"

    client = NotebookClient(
        notebook,
        timeout=CELL_TIMEOUT,
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
        force_raise_errors=True,
        record_timing=False,
        store_widget_state=False,
        coalesce_streams=True,
        on_cell_start=remember,
    )
    try:
        # What the kernel itself says on its own stderr is not part of the notebook.
        await client.async_execute(env=environment, stderr=subprocess.DEVNULL)
    except (CellControlSignal, RuntimeError) as error:
        said = f"{error.ename}: {error.evalue}" if isinstance(error, CellExecutionError) else str(error)
        raise CourseError(
            f"The reading edition stopped in {name}, {running}:\n{said}\n"
            "Run that notebook of the source in JupyterLab and mend the cell."
        ) from error


def _without_traces(notebook: NotebookNode) -> NotebookNode:
    """Take out what an execution leaves behind that no reader needs and no second run would repeat."""
    count = 0
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        cell.metadata.pop("execution", None)
        if cell.execution_count is not None:
            count += 1
            cell.execution_count = count
        cell.outputs = [output for output in map(_plain_output, cell.outputs) if output is not None]
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = cell.execution_count
    notebook.metadata = from_dict(NOTEBOOK_METADATA)
    return notebook


def _plain_output(output: NotebookNode) -> NotebookNode | None:
    """The output without what needs a kernel or belongs to the machine that built it; None if nothing is left."""
    # What libraries mutter on stderr (a font cache, a deprecation) differs from machine to machine.
    if output.output_type == "stream" and output.name == "stderr":
        return None
    if "data" not in output:
        return output
    live = [mime for mime in output.data if mime.startswith("application/vnd.jupyter.widget-")]
    if live:
        for mime in live:
            del output.data[mime]
        # The text that is left is only the widget's repr.
        if set(output.data) <= {"text/plain"}:
            return None
    output.metadata = from_dict({})
    return output
