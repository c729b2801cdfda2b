"""The first page of a student's feedback, index.html: every item with its points, what waits for a person, and links.

nbgrader copies whatever lies beside the graded notebooks, the assignment's own scripts above all. A page needs none of
it, so it is taken away again.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from nbgrader.api import Gradebook

from classroom.reporting.grades import Grades, Gradings, Points, read_grades
from classroom.showing.items import Called
from classroom.tree import write_if_changed

NAME = "index.html"
NBGRADERS = ("timestamp.txt", "submission_secret.txt")
"""What nbgrader itself looks for beside the pages, when it hands them out."""
NOT_READ, NOT_HANDED_IN, MAY_CHANGE = "not read yet", "not handed in", "may change"
HERE = Path(__file__).parent / "templates" / "feedback"


@dataclass(frozen=True)
class Row:
    """One item of the page."""

    called: Called
    most: float
    points: Points | None
    address: str

    @property
    def has_points(self) -> bool:
        """Whether there is a number to show."""
        return self.said not in (NOT_HANDED_IN, NOT_READ)

    @property
    def said(self) -> str:
        """What is to be said of the points, beside their number."""
        # nbgrader gives a missing notebook's items a 0, which nobody needs to look at.
        if self.points is None or not (self.address or self.points.earned or self.points.waits):
            return NOT_HANDED_IN
        if self.points.earned is None:
            return NOT_READ
        return MAY_CHANGE if self.points.waits else ""


def first_page(gradings: Gradings, grades: Grades, items: dict[str, Called], pages: set[str], policy: str) -> str:
    """The page, as HTML; `pages` are the notebooks that have one."""
    order = {name: at for at, name in enumerate(items)}
    cells = sorted(gradings.cells, key=lambda cell: order.get(cell.name, len(order)))
    rows = [
        Row(
            items.get(cell.name, Called(cell.name)),
            cell.points,
            grades.points.get(cell.place),
            f"{cell.notebook}.html#{cell.name}" if cell.notebook in pages else "",
        )
        for cell in cells
    ]
    environment = Environment(loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined)
    return environment.get_template("first.html.j2").render(
        assignment=gradings.assignment,
        grades=grades,
        rows=rows,
        most=gradings.most,
        unread=sum(row.most for row in rows if row.said == NOT_READ),
        changing=sum(row.said == MAY_CHANGE for row in rows),
        policy=policy,
    )


def finish(folder: Path, notebooks: set[str], items: dict[str, Called], about: dict[str, Any], policy: str) -> None:
    """Write the first page into a student's folder of feedback, and take out what is no page."""
    with Gradebook(about["db_url"]) as gradebook:
        assignment = gradebook.find_assignment(about["assignment"])
        gradings = read_grades(gradebook, assignment, only=about["student"])
    pages = notebooks | {path.stem for path in folder.glob("*.html")}
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.parent != folder or (path.suffix != ".html" and path.name not in NBGRADERS):
            path.unlink()
    [grades] = gradings.students
    folder.mkdir(parents=True, exist_ok=True)
    write_if_changed(folder / NAME, first_page(gradings, grades, items, pages, policy).encode("utf-8", "replace"))
