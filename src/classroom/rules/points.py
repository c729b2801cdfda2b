"""Are the points those of the table of items? The notebooks must grade each item, and nothing else."""

from nbformat import NotebookNode

from classroom.course import Course, Item
from classroom.notebooks import grade_id, is_answer, is_check, is_graded, nbgrader_metadata, read_notebook
from classroom.rules.problems import Problem


def points(course: Course) -> list[Problem]:
    """Graded cells that do not match the table of items."""
    notebooks = {path.stem for path in course.source_notebooks()}
    problems = [
        Problem(
            f"{course.show(course.source)}/{item.notebook}.ipynb",
            f"Item {item.id} ({item.part}) is in the table of items, and this notebook is not there.",
            "Name the item's notebook, write it, or take the item out of the table.",
        )
        for item in course.items
        if item.notebook not in notebooks
    ]
    for path in course.source_notebooks():
        items = [item for item in course.items if item.notebook == path.stem]
        problems += _points_of_notebook(course.show(path), read_notebook(path), items)
    return problems


def _points_of_notebook(where: str, notebook: NotebookNode, items: list[Item]) -> list[Problem]:
    cells = {grade_id(cell): cell for cell in notebook.cells if grade_id(cell)}
    problems = []
    for item in items:
        cell, answer = cells.get(item.graded_cell), cells.get(item.id)
        here = f"{where}, cell {item.graded_cell}"
        if cell is None or not is_graded(cell):
            problems.append(
                Problem(
                    here,
                    f"Item {item.id} ({item.part}) is in the table of items and has no graded cell here.",
                    "Add the cell, or take the item out of the table.",
                )
            )
            continue
        worth = nbgrader_metadata(cell).get("points")
        if worth != item.points:
            problems.append(
                Problem(here, f"It is worth {worth} points, and the table says {item.points:g}.", "Make them equal.")
            )
        if is_check(cell) != (item.kind == "auto"):
            problems.append(
                Problem(here, f'The table says "{item.kind}", and the cell is of the other kind.', "Make them agree.")
            )
        if answer is None or not is_answer(answer):
            problems.append(
                Problem(
                    f"{where}, cell {item.id}",
                    f"The answer cell of {item.part} is missing, or not marked as an answer.",
                    f"Mark the cell as a solution in nbgrader, with the id {item.id}.",
                )
            )
    known = {item.graded_cell for item in items}
    problems += [
        Problem(f"{where}, cell {name}", "The cell is graded and not in the table of items.", "Add the item there.")
        for name, cell in cells.items()
        if is_graded(cell) and name not in known
    ]
    return problems
