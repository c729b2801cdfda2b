"""What a course is: where its folders lie, which items it grades, and who must not see what.

Everything else in this package is told here which course it is looking at, so nothing else reads pyproject.toml.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar, cast

T = TypeVar("T")
Kind = Literal["written", "auto"]


class CourseError(Exception):
    """A command cannot go on; the message says what happened, where, and what to do next."""


@dataclass(frozen=True)
class Item:
    """One graded item. An `auto` item is answered in cell `id` and scored in cell `id`-check."""

    id: str
    part: str
    notebook: str
    kind: Kind
    points: float
    title: str

    @property
    def graded_cell(self) -> str:
        """The grade id of the cell that carries the points."""
        return f"{self.id}-check" if self.kind == "auto" else self.id


@dataclass(frozen=True)
class Handout:
    """What the file for students is made of, besides the release and the students' packages."""

    lock: Path
    pages: Path


@dataclass(frozen=True)
class Course:
    """One course folder with one assignment; every path is absolute.

    `guesses_file` is wanted only where the reading edition is made: whoever grades need not have it.
    """

    root: Path
    assignment: str
    items: tuple[Item, ...]
    student_side: tuple[Path, ...]
    answers: Path
    reading_environment: Mapping[str, str]
    guesses_file: Path | None = None
    handout: Handout | None = None

    @property
    def guesses(self) -> Mapping[str, Mapping[str, Mapping[str, str]]]:
        """What a reader finds where a student is asked to put something.

        By notebook and cell: what stands there in the source, and what in the reading edition.
        """
        return _read_guesses(self.guesses_file) if self.guesses_file else {}

    @property
    def source(self) -> Path:
        """The folder of the notebooks that people edit."""
        return self.root / "source" / self.assignment

    @property
    def release(self) -> Path:
        """The folder of the students' edition."""
        return self.root / "release" / self.assignment

    @property
    def reading(self) -> Path:
        """The folder of the reading edition: solved and executed."""
        return self.root / "notebooks"

    @property
    def labels(self) -> dict[str, str]:
        """What people call each item, by its id: its part, and what kind of answer it is where two share one."""
        parts = [item.part for item in self.items]
        kinds: Mapping[Kind, str] = {"written": "written", "auto": "code"}
        return {
            item.id: item.part if parts.count(item.part) == 1 else f"{item.part} {kinds[item.kind]}"
            for item in self.items
        }

    def source_notebooks(self) -> list[Path]:
        """The notebooks of the source in the order of their names; `CourseError` if there is none."""
        found = sorted(self.source.glob("*.ipynb"))
        if not found:
            raise CourseError(f"There is no notebook in {self.source}. Put the course's notebooks there.")
        return found

    def show(self, path: Path) -> str:
        """`path` as a person in the course folder would write it."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.as_posix()


def find_course(start: Path) -> Course:
    """Load the course that `start` lies in, looking upward for a pyproject.toml with [tool.classroom]."""
    start = start.resolve()
    for folder in (start, *start.parents):
        path = folder / "pyproject.toml"
        if path.is_file() and "classroom" in _read_toml(path).get("tool", {}):
            return load_course(folder)
    raise CourseError(
        f"No pyproject.toml with a [tool.classroom] table was found in {start} or above it. "
        "Run this inside the course folder, or pass --course FOLDER. A course without such a table is looked at with"
        " `classroom check` and `classroom try`, and graded with `nbgrader autograde`."
    )


def any_courses(start: Path, assignment: str = "") -> list[Course]:
    """The assignments of a folder that has nbgrader's layout and says no more of itself: no table of items.

    The folder is `start`, or one above it: the first that has nbgrader_config.py or a folder source/.
    """
    start = start.resolve()
    for folder in (start, *start.parents):
        source = folder / "source"
        if (folder / "nbgrader_config.py").is_file() or source.is_dir():
            names = sorted({path.parent.name for path in source.glob("*/*.ipynb")})
            if assignment and assignment not in names:
                raise CourseError(f"{source} has no assignment {assignment}. It has {', '.join(names) or 'none'}.")
            if not names:
                raise CourseError(f"There is no assignment in {source}. Put its notebooks into {source / 'NAME'}.")
            return [any_course(folder, name) for name in names if name == assignment or not assignment]
    raise CourseError(
        f"No nbgrader_config.py and no folder source/ was found in {start} or above it. Run this inside the course"
        " folder, or pass --course FOLDER."
    )


def empty_assignments(course: Course) -> list[Path]:
    """The folders beside that of an assignment which have no notebook."""
    folders = [path for path in sorted(course.source.parent.iterdir()) if path.is_dir()]
    return [path for path in folders if path.name[0] not in "._" and not any(path.glob("*.ipynb"))]


def any_course(root: Path, assignment: str) -> Course:
    """An assignment of a course that has nbgrader's layout."""
    root = root.resolve()
    release = root / "release" / assignment
    return Course(root, assignment, (), (release,), root / "answers", {})


def has_a_table(start: Path) -> bool:
    """Whether a course describes itself in `start` or above it, as `find_course` needs it."""
    start = start.resolve()
    paths = [folder / "pyproject.toml" for folder in (start, *start.parents)]
    return any(path.is_file() and "classroom" in _read_toml(path).get("tool", {}) for path in paths)


def load_course(root: Path) -> Course:
    """Read the course of `root`/pyproject.toml; `CourseError` names the key that is missing or wrong."""
    root = root.resolve()
    path = root / "pyproject.toml"
    table = _read_toml(path).get("tool", {}).get("classroom")
    if not isinstance(table, dict):
        raise CourseError(f"{path} has no [tool.classroom] table. Add one, or pass --course FOLDER.")
    where = f"[tool.classroom] in {path}"
    environment = table.get("reading_environment", {})
    if not isinstance(environment, dict) or not all(isinstance(v, str) for v in environment.values()):
        raise CourseError(f"`reading_environment` of {where} must be a table of strings.")
    student_side = _value(table, "student_side", list, where)
    if not student_side or not all(isinstance(folder, str) for folder in student_side):
        raise CourseError(f"`student_side` of {where} must be a list of one or more folders.")
    return Course(
        root=root,
        assignment=_value(table, "assignment", str, where),
        items=_read_items(root / _value(table, "items", str, where)),
        student_side=tuple(root / folder for folder in student_side),
        answers=root / _value(table, "answers", str, where),
        reading_environment=environment,
        guesses_file=root / _value(table, "guesses", str, where) if "guesses" in table else None,
        handout=_handout(root, table, where),
    )


def _handout(root: Path, table: Mapping[str, Any], where: str) -> Handout | None:
    if "handout" not in table:
        return None
    handout = _value(table, "handout", dict, where)
    where = f"`handout` of {where}"
    return Handout(root / _value(handout, "lock", str, where), root / _value(handout, "pages", str, where))


def _read_guesses(path: Path) -> dict[str, dict[str, dict[str, str]]]:
    notebooks = _read_toml(path)
    for notebook, cells in notebooks.items():
        for cell, guesses in cells.items() if isinstance(cells, dict) else [("", None)]:
            if not isinstance(guesses, dict) or not all(isinstance(text, str) for text in guesses.values()):
                raise CourseError(
                    f'["{notebook}"."{cell}"] in {path} must be a table of texts: "asked for" = "guessed".'
                )
    return notebooks


def _read_items(path: Path) -> tuple[Item, ...]:
    rows = _read_toml(path).get("items")
    if not isinstance(rows, list) or not rows:
        raise CourseError(f"{path} lists no items. Write one [[items]] table for each graded item.")
    items = tuple(_item(row, number, path) for number, row in enumerate(rows, start=1))
    ids = [item.id for item in items]
    twice = sorted({item_id for item_id in ids if ids.count(item_id) > 1})
    if twice:
        raise CourseError(f"{path} lists these items more than once: {', '.join(twice)}. Keep one of each.")
    return items


def _item(row: object, number: int, path: Path) -> Item:
    where = f"[[items]] number {number} in {path}"
    if not isinstance(row, dict):
        raise CourseError(f"{where} is not a table. Write it as [[items]] with one key a line.")
    kind = _value(row, "kind", str, where)
    if kind not in ("written", "auto"):
        raise CourseError(f'`kind` of {where} is "{kind}". It must be "written" or "auto".')
    return Item(
        id=_value(row, "id", str, where),
        part=_value(row, "part", str, where),
        notebook=_value(row, "notebook", str, where),
        kind=cast(Kind, kind),
        points=_number(row, "points", where),
        title=_value(row, "title", str, where),
    )


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CourseError(f"{path} does not exist. Is this the course folder?") from None
    except tomllib.TOMLDecodeError as error:
        raise CourseError(f"{path} is not valid TOML: {error}. Mend that line.") from None


def _value(table: Mapping[str, Any], key: str, kind: type[T], where: str) -> T:
    value = table.get(key)
    if not isinstance(value, kind):
        raise CourseError(f"{where} needs `{key}`, a {kind.__name__}; it has {value!r}.")
    return value


def _number(table: Mapping[str, Any], key: str, where: str) -> float:
    value = table.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise CourseError(f"{where} needs `{key}`, a number that is not negative; it has {value!r}.")
    return value
