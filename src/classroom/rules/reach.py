"""What a test cell goes by when it is graded: locked cells and answers. `classroom check` asks that it needs no more.

A name that only an open cell defines is looked up in the student's process: there it is what the student has made of
it. A course whose tests are to be out of reach keeps what they need in locked cells.
"""

import ast
import builtins

from nbformat import NotebookNode

from classroom.course import Course
from classroom.isolation.plan import role_of
from classroom.names import bindings, parsed
from classroom.notebooks import cell_name, is_answer, is_check, read_notebook
from classroom.rules.problems import Problem


def names_out_of_reach(course: Course) -> list[Problem]:
    """A test cell that uses a name which only cells that a student may change define."""
    problems = []
    for path in course.source_notebooks():
        cells = [cell for cell in read_notebook(path).cells if cell.cell_type == "code"]
        seen = {name for cell in cells if is_answer(cell) or role_of(cell) != "student" for name in _given(cell)}
        others = {name: cell_name(cell, place) for place, cell in enumerate(cells) for name in _given(cell)}
        used = [(cell_name(cell, place), _used(cell)) for place, cell in enumerate(cells) if is_check(cell)]
        problems += [
            Problem(
                f"{course.show(path)}, cell {check}",
                f"The test uses `{name}`, which cell {others[name]} defines. Students may change that cell, and"
                " then the test goes by what they have written.",
                "Lock that cell in nbgrader, or move what the test needs into a locked cell.",
            )
            for check, names in used
            for name in sorted(names - seen)
            if name in others and not hasattr(builtins, name)
        ]
    return problems


def _given(cell: NotebookNode) -> set[str]:
    """The names that a cell binds."""
    return {name for name, _ in bindings(parsed(cell.source))}


def _used(cell: NotebookNode) -> set[str]:
    """The names that a cell reads."""
    nodes = ast.walk(parsed(cell.source))
    return {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
