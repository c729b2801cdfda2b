"""What a case is, and the tools with which it changes a released folder into what one student hands in."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pytest

from grading.course import HOME, NUMBERS, RIGHT, TOTAL, WORDS, WRONG

Kind = Literal["hostile", "broken", "honest"]


@dataclass(frozen=True)
class Surroundings:
    """What an attack can aim at: the port of a listener that stands for the network."""

    port: int


class Handed:
    """One student's folder, with the released notebooks in it, to be changed."""

    def __init__(self, folder: Path, case: str, around: Surroundings) -> None:
        self.folder = folder
        self.case = case
        self.around = around

    def path(self, name: str) -> Path:
        """The file of a notebook."""
        return self.folder / f"{name}.ipynb"

    def load(self, name: str) -> dict[str, Any]:
        """A notebook, with the text of each cell in one piece."""
        notebook: dict[str, Any] = json.loads(self.path(name).read_text(encoding="utf-8"))
        for cell in notebook["cells"]:
            cell["source"] = "".join(cell["source"])
        return notebook

    def save(self, name: str, notebook: dict[str, Any]) -> None:
        """Write a notebook back."""
        self.path(name).write_text(json.dumps(notebook, indent=1), encoding="utf-8")

    def change(self, name: str, edit: Callable[[list[dict[str, Any]]], object]) -> None:
        """Apply `edit` to the list of a notebook's cells."""
        notebook = self.load(name)
        edit(notebook["cells"])
        self.save(name, notebook)

    def answer(self, **answers: str) -> None:
        """Write these texts into the answer cells."""
        for name in (NUMBERS, WORDS):
            if self.path(name).is_file():
                self.change(name, lambda cells: _fill(cells, answers))

    def right(self) -> None:
        """Answer everything as an honest student does."""
        self.answer(**RIGHT, why="Each word is compared with each word.")

    def wrong(self) -> None:
        """Answer every autograded item with something that earns nothing."""
        self.answer(**WRONG)

    def first(self, code: str, notebook: str | None = None) -> None:
        """Put a code cell at the top of a notebook, or of both."""
        for name in (notebook,) if notebook else (NUMBERS, WORDS):
            self.change(name, lambda cells: cells.insert(0, code_cell(self.fitted(code))))

    def after(self, grade_id: str, *cells: dict[str, Any]) -> None:
        """Put cells behind the cell of that grade id."""

        def insert(there: list[dict[str, Any]]) -> None:
            place = index(there, grade_id) + 1
            there[place:place] = cells

        self.change(HOME[grade_id.removesuffix("-check")], insert)

    def attack(self, code: str) -> None:
        """Wrong answers, and hostile code above them in both notebooks."""
        self.wrong()
        self.first(code)

    def fitted(self, code: str) -> str:
        """Code with the name of the case and the port of the listener filled in."""
        return code.replace("CASE", self.case).replace("PORT", str(self.around.port))

    def write(self, name: str, content: str | bytes) -> None:
        """Add a file to what is handed in."""
        path = self.folder / name
        if path.parent.is_file():
            path.parent.unlink()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else self.fitted(content).encode())

    def each(self) -> Iterator[dict[str, Any]]:
        """Every cell of both notebooks; changes to them are saved."""
        for name in (NUMBERS, WORDS):
            notebook = self.load(name)
            yield from notebook["cells"]
            self.save(name, notebook)


@dataclass(frozen=True)
class Case:
    """One submission: what it tries, what it deserves of the 10 points, and how it is made."""

    name: str
    kind: Kind
    tries: str
    deserved: float
    build: Callable[[Handed], None]


CASES: list[Case] = []


def case(kind: Kind, deserved: float, tries: str) -> Callable[[Callable[[Handed], None]], Callable[[Handed], None]]:
    """Enter a builder into the list of cases, under its own name."""

    def enter(build: Callable[[Handed], None]) -> Callable[[Handed], None]:
        CASES.append(Case(build.__name__.replace("_", "-"), kind, tries, deserved, build))
        return build

    return enter


def honest(tries: str) -> Callable[[Callable[[Handed], None]], Callable[[Handed], None]]:
    """A submission that deserves every point."""
    return case("honest", TOTAL, tries)


def hostile(tries: str, deserved: float = 0.0) -> Callable[[Callable[[Handed], None]], Callable[[Handed], None]]:
    """A submission that tries to get, read or break something."""
    return case("hostile", deserved, tries)


def broken(deserved: float, tries: str) -> Callable[[Callable[[Handed], None]], Callable[[Handed], None]]:
    """A submission that somebody made by accident."""
    return case("broken", deserved, tries)


def hostile_code(name: str, tries: str, code: str, deserved: float = 0.0) -> None:
    """A hostile submission that is nothing but a code cell above wrong answers."""

    def build(handed: Handed) -> None:
        handed.attack(code)

    CASES.append(Case(name, "hostile", tries, deserved, build))


def hostile_answer(name: str, tries: str, /, **answers: str) -> None:
    """A hostile submission whose attack stands in the answer cells; the others are wrong."""

    def build(handed: Handed) -> None:
        handed.answer(**(WRONG | {item: handed.fitted(text) for item, text in answers.items()}))

    CASES.append(Case(name, "hostile", tries, 0.0, build))


def code_cell(source: str, **metadata: Any) -> dict[str, Any]:
    return {"cell_type": "code", "metadata": metadata, "source": source, "outputs": [], "execution_count": None}


def text_cell(source: str, **metadata: Any) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": metadata, "source": source}


def marks(cell: dict[str, Any]) -> dict[str, Any]:
    """The nbgrader metadata of a raw cell."""
    found: dict[str, Any] = cell["metadata"].get("nbgrader", {})
    return found


def index(cells: list[dict[str, Any]], grade_id: str) -> int:
    """The place of the cell of that grade id."""
    return next(number for number, cell in enumerate(cells) if marks(cell).get("grade_id") == grade_id)


def find(cells: list[dict[str, Any]], grade_id: str) -> dict[str, Any]:
    """The cell of that grade id."""
    return cells[index(cells, grade_id)]


def _fill(cells: list[dict[str, Any]], answers: dict[str, str]) -> None:
    for cell in cells:
        answer = answers.get(marks(cell).get("grade_id", ""))
        if answer is not None:
            cell["source"] = answer


def parameters(request: pytest.FixtureRequest, name: str) -> list[Any]:
    """What the tests of this file that will run are given under this name: a class of these alone has to be graded."""
    functions = [item for item in request.session.items if isinstance(item, pytest.Function)]
    here = [item for item in functions if item.path == request.path]
    given = [item.callspec.params for item in here if hasattr(item, "callspec")]
    return [one[name] for one in given if name in one]
