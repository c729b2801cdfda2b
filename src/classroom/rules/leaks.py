"""Is an answer given away? Looks for solutions, rubrics and hidden tests in everything that a student receives.

What is secret: the solution regions, rubrics and hidden tests of the source, and the right answers that the tests
hand in. What is searched: every text file of the student's side, and of the file that `classroom handout` gives them,
also in the wheel in it; of a notebook, its cells and outputs.

Two ways to look. *Lines*: a line of a secret, without its white space, is searched as it stands. *Shapes*: an
expression of a secret, with its variables renamed in the order in which they come, is compared with the expressions
of the student's side, so that a copy with other names is found too.

A line or a shape that also stands outside the secret regions of the source is no secret: signatures, imports, what
the lesson itself shows. A secret of which nothing is left by that rule has been given away in full, and is reported.
"""

import ast
import builtins
import io
import re
import textwrap
import tokenize
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from nbformat import NotebookNode

from classroom import markers
from classroom.course import Course, CourseError
from classroom.editions.handout import handout_files, handout_path, packed
from classroom.notebooks import cell_name, is_answer, output_texts, parse_notebook
from classroom.rules.cells import source_cells
from classroom.rules.problems import Problem
from classroom.tree import course_files

# In characters without white space. Shorter lines (`return loss`) stand anywhere.
SHORTEST_CODE = 12
SHORTEST_PROSE = 40
SHORTEST_FORMULA = 20
# A shape of fewer operations or variables (`x.sum()`, `a * b`) is everybody's; without a call or a matrix product,
# it takes one operation more (`a * (b - c)`).
FEWEST_OPERATIONS = 2
FEWEST_VARIABLES = 3

SEED = re.compile(r"\b\d{4,}\b")
LONG_SEED = 12  # digits that no table of data holds by chance
EMBEDDED_DATA = re.compile(r"(data:[\w/+.-]+;base64,)[A-Za-z0-9+/=]+")
CODE_FILES = {".py", ".ipynb"}
OPERATIONS = (ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.Call, ast.Subscript, ast.comprehension)
LAYOUT = (
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
)


@dataclass(frozen=True)
class Secret:
    """One thing that no student should read: where it stands, its lines without white space, its shapes, numbers."""

    origin: str
    lines: frozenset[str]
    shapes: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()

    def minus(self, public: "Public") -> "Secret":
        """The part of the secret that is not public anyway."""
        return Secret(
            self.origin,
            frozenset(line for line in self.lines if line not in public.text),
            self.shapes - public.shapes,
            self.numbers - public.numbers,
        )


@dataclass(frozen=True)
class Public:
    """What the source shows to everyone: its text without white space, its shapes, its numbers."""

    text: str
    shapes: frozenset[str]
    numbers: frozenset[str]


@dataclass(frozen=True)
class Passage:
    """A piece of the student's side: where it stands, its text, and whether each line has its own place."""

    where: str
    text: str
    is_file: bool
    is_code: bool
    numbers_matter: bool

    def place(self, line: int) -> str:
        """Where a line of the passage is, counted from 1."""
        return f"{self.where}:{line}" if self.is_file else f"{self.where}, line {line}"


def leaks(course: Course) -> list[Problem]:
    """Secrets of the course that are found on the student's side, or that its own source gives away."""
    public, in_source = _read_source(course)
    problems = []
    for secret in in_source:
        left = secret.minus(public)
        if secret.lines and not left.lines and not left.shapes and not left.numbers:
            problems.append(
                Problem(
                    secret.origin,
                    "All of it also stands outside of its region in the source, so every student reads it.",
                    "Take it out of the cell that shows it.",
                )
            )
    distinctive = [secret.minus(public) for secret in (*in_source, *_right_answers(course))]
    try:
        for passage in _student_side(course):
            problems += _found(passage, distinctive)
    except CourseError as error:
        problems.append(Problem("The file for students", str(error), "Nobody can tell what it gives away."))
    return problems


# What is secret, and what is public


def _read_source(course: Course) -> tuple[Public, list[Secret]]:
    public_text: list[str] = []
    public_shapes: set[str] = set()
    secrets: list[Secret] = []
    for where, cell in source_cells(course):
        visible, hidden = _told_apart(cell)
        public_text.append(visible)
        if cell.cell_type == "code":
            public_shapes |= {shape for _, shape in shapes(visible)}
        secrets += [
            secret_code(f"{name} of {where}", text, with_numbers=name == "the hidden test")
            if cell.cell_type == "code"
            else secret_prose(f"{name} of {where}", text)
            for name, text in hidden
        ]
    text = "\n".join(public_text)
    numbers = frozenset(SEED.findall(text))
    return Public(squeezed(text), frozenset(public_shapes), numbers), secrets


def _told_apart(cell: NotebookNode) -> tuple[str, list[tuple[str, str]]]:
    """What a cell shows in the release, and its secret regions, each with what it is."""
    hidden = []
    visible = cell.source
    for name, region in (
        ("the solution", markers.SOLUTION),
        ("the hidden test", markers.HIDDEN_TESTS),
        ("the rubric", markers.MARK_SCHEME),
    ):
        try:
            parts = markers.split(visible, region)
        except ValueError:
            continue  # the rule `regions` says so
        if parts.regions:
            hidden.append((name, "\n".join(parts.inside)))
            visible = "\n".join(parts.outside)
    if is_answer(cell) and not any(name == "the solution" for name, _ in hidden):
        # nbgrader takes all of an answer cell that marks no solution.
        return "", [("the solution", cell.source)]
    return visible, hidden


def _right_answers(course: Course) -> list[Secret]:
    return [
        secret_code(f"the right answer {course.show(path)}", path.read_text(encoding="utf-8"))
        for path in sorted(course.answers.glob("*/right/*.py"))
    ]


def secret_code(origin: str, text: str, *, with_numbers: bool = False) -> Secret:
    """The distinctive lines, shapes and, for a hidden test, seeds of a piece of code."""
    lines, comments = _logical_lines(text)
    # Squeezed, an import reads "importlogging" or "fromcollectionsimportCounter". It gives nothing away.
    told = {line for line in lines if len(line) >= SHORTEST_CODE and not re.match(r"import[a-z]|from\w+import", line)}
    kept = told | _prose_lines("\n".join(comments))
    numbers = frozenset(SEED.findall(text)) if with_numbers else frozenset()
    return Secret(origin, frozenset(kept), secret_shapes(text), numbers)


def secret_prose(origin: str, text: str) -> Secret:
    """The distinctive lines and sentences of a written answer or a rubric."""
    return Secret(origin, frozenset(_prose_lines(text)))


def _prose_lines(text: str) -> set[str]:
    pieces = [squeezed(piece) for line in text.split("\n") for piece in re.split(r"(?<=[.;:!?])\s+", line)]
    return {piece for piece in pieces if len(piece) >= (SHORTEST_FORMULA if "\\" in piece else SHORTEST_PROSE)}


def _logical_lines(text: str) -> tuple[list[str], list[str]]:
    """The code's logical lines without white space and comments, and the comments."""
    lines: list[str] = []
    comments: list[str] = []
    parts: list[str] = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(textwrap.dedent(text)).readline):
            if token.type == tokenize.COMMENT:
                comments.append(token.string.lstrip("# "))
            if token.type not in LAYOUT:
                parts.append(token.string)
            elif token.type == tokenize.NEWLINE:
                lines.append(squeezed("".join(parts)))
                parts = []
    except (tokenize.TokenError, IndentationError):
        return [squeezed(line) for line in text.split("\n")], []
    return lines, comments


# What a student receives


def _student_side(course: Course) -> Iterator[Passage]:
    """What lies in the course's folders, each file once, then what only the file for students holds."""
    seen = set()
    for folder in course.student_side:
        for path in course_files(folder):
            content = path.read_bytes()
            seen.add(content)
            yield from passages(course.show(path), content)
    if course.handout is not None:
        for where, content in unpacked(
            course.show(handout_path(course)), packed(course.assignment, handout_files(course))
        ):
            if content not in seen:
                yield from passages(where, content)


def unpacked(where: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """The files of an archive, however many archives lie inside each other; what is none, as it is."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile:
        yield where, content
        return
    with archive:
        for name in archive.namelist():
            yield from unpacked(f"{where}/{name}", archive.read(name))


def passages(where: str, content: bytes) -> Iterator[Passage]:
    """The searchable pieces of one file, told apart by the end of its name; none if it is not text."""
    suffix = PurePosixPath(where).suffix
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return
    try:
        notebook = parse_notebook(text) if suffix == ".ipynb" else None
    except ValueError:  # whatever it is called, a text editor shows what is in it
        notebook = None
    if notebook is not None:
        for index, cell in enumerate(notebook.cells):
            here = f"{where}, cell {cell_name(cell, index)}"
            yield Passage(here, cell.source, False, cell.cell_type == "code", True)
            for output in output_texts(cell):
                yield Passage(f"{here}, output", EMBEDDED_DATA.sub(r"\1", output), False, False, True)
    else:
        # A table of data holds every short number by chance.
        yield Passage(where, text, True, suffix == ".py", suffix in CODE_FILES)


def _found(passage: Passage, secrets: Iterable[Secret]) -> list[Problem]:
    """The leaks in one passage, at most one for each line of it and each secret."""
    text, line_of = _squeezed_with_lines(passage.text)
    shape_lines = [(line, shape) for line, shape in shapes(passage.text)] if passage.is_code else []
    numbers = [
        (line, number) for line, number in _numbers(passage) if passage.numbers_matter or len(number) >= LONG_SEED
    ]
    problems: dict[tuple[str, int], Problem] = {}
    for secret in secrets:
        hits = [(line_of[at], "A line") for line in secret.lines for at in _everywhere(line, text)]
        hits += [(line, "An expression, with other names,") for line, shape in shape_lines if shape in secret.shapes]
        hits += [(line, f"The number {number}") for line, number in numbers if number in secret.numbers]
        for line, what in hits:
            place = passage.place(line)
            problem = Problem(
                place, f"{what} of {secret.origin} stands here.", "Take it out, or say it without the answer."
            )
            problems.setdefault((secret.origin, line), problem)
    return list(problems.values())


def _numbers(passage: Passage) -> Iterator[tuple[int, str]]:
    """The numbers of a passage that are long enough to be seeds, each with its line."""
    for line, text in enumerate(passage.text.split("\n"), start=1):
        for number in SEED.findall(text):
            yield line, number


def _everywhere(needle: str, text: str) -> Iterator[int]:
    at = text.find(needle)
    while at >= 0:
        yield at
        at = text.find(needle, at + 1)


def squeezed(text: str) -> str:
    """The text without white space: how it is broken into lines makes no difference."""
    return "".join(text.split())


def _squeezed_with_lines(text: str) -> tuple[str, list[int]]:
    """The text without white space, and for each of its characters the line that it stood on."""
    line_of: list[int] = []
    kept: list[str] = []
    for number, line in enumerate(text.split("\n"), start=1):
        short = squeezed(line)
        kept.append(short)
        line_of += [number] * len(short)
    return "".join(kept), line_of


# Shapes: expressions without the names of their variables


def shapes(code: str) -> list[tuple[int, str]]:
    """Every expression of the code that is big enough to be recognised, as (line, shape without variable names)."""
    tree = _parsed(code)
    fixed = set(dir(builtins)) | _imported(tree)
    return [
        (node.lineno, shape) for node in ast.walk(tree) if isinstance(node, ast.expr) and (shape := _shape(node, fixed))
    ]


def secret_shapes(code: str) -> frozenset[str]:
    """The shapes of what the code's statements compute; their parts alone (`a - b[c]`) are too common to be secret."""
    tree = _parsed(code)
    fixed = set(dir(builtins)) | _imported(tree)
    statements = (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Return, ast.Expr)
    values = [node.value for node in ast.walk(tree) if isinstance(node, statements) and node.value is not None]
    parts = [part for value in values for part in (value.elts if isinstance(value, ast.Tuple) else [value])]
    return frozenset(shape for part in parts if (shape := _shape(part, fixed)))


def _parsed(code: str) -> ast.Module:
    """The code's tree; an empty one if the code is not plain Python."""
    try:
        return ast.parse(textwrap.dedent(code))
    except (SyntaxError, ValueError):
        return ast.Module(body=[], type_ignores=[])


def _imported(tree: ast.AST) -> set[str]:
    """Names of modules: `np` means the same everywhere, also in a cell whose import stands in another cell."""
    names = {"np", "plt"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names |= {alias.asname or alias.name for alias in node.names}
    return names


def _shape(expression: ast.expr, fixed: set[str]) -> str:
    """The expression's dump with variables numbered, or an empty string if it is too small to recognise."""
    nodes = list(ast.walk(expression))
    operations = [node for node in nodes if isinstance(node, OPERATIONS)]
    telling = any(isinstance(node, ast.Call) or isinstance(_operator(node), ast.MatMult) for node in operations)
    if len(operations) < (FEWEST_OPERATIONS if telling else FEWEST_OPERATIONS + 1):
        return ""
    functions = {node.func.id for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    names = [node for node in nodes if isinstance(node, ast.Name)]
    variables = [node for node in names if node.id not in fixed and node.id not in functions]
    real = [node.id for node in variables]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(real))}
    if len(numbers) < FEWEST_VARIABLES:
        return ""
    # Renamed in place and back again: there are tens of thousands of expressions, and to copy them takes seconds.
    for node in variables:
        node.id = f"${numbers[node.id]}"
    dump = ast.dump(expression)
    for node, name in zip(variables, real, strict=True):
        node.id = name
    return dump


def _operator(node: ast.AST) -> ast.operator | None:
    return node.op if isinstance(node, ast.BinOp) else None
