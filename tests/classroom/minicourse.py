"""A small course, made anew for each test: two notebooks, one autograded item, one written item, a rubric.

It has nothing to do with word vectors, because `classroom` has nothing to do with them either.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from classroom.course import Course, load_course
from classroom.normalise import normalise_course

REPOSITORY = Path(__file__).parents[2]

PYPROJECT = """
[tool.classroom]
assignment = "sums"
items = "items.toml"
student_side = ["release", "src"]
answers = "answers"
reading_environment = { SUMS_STATIC = "1" }
"""

# What makes of it a course that can be handed out in one file.
HANDOUT = """
handout = { lock = "course.lock", pages = "pages" }

[project]
name = "sums-tools"
version = "1.0"
requires-python = ">=3.11"
readme = "README.md"
scripts = { grade-sums = "classroom.cli:main" }

[tool.hatch.build.targets.wheel]
packages = ["src", "instructors"]
"""

ITEMS = """
[[items]]
id = "double"
part = "1"
notebook = "2_sums"
kind = "auto"
points = 3
title = "twice a number"

[[items]]
id = "why"
part = "2"
notebook = "2_sums"
kind = "written"
points = 2
title = "why it is twice"
"""

CONFIG = """
exec(compile({config!r}, "nbgrader_config.py", "exec"))
c.CourseDirectory.course_id = "sums"
"""

START = """# Sums, a start

Where everything begins."""

ANSWER = """def double(number):
    \"\"\"Twice the number.\"\"\"
    ### BEGIN SOLUTION
    total = number + number
    return total
    ### END SOLUTION"""

CHECK = """score = judged(double, 20)
### BEGIN HIDDEN TESTS
score = min(score, judged(double, 40961))
### END HIDDEN TESTS
score"""

TOOLS = '''def judged(function, number):
    """Points for one call."""
    try:
        return 3.0 if function(number) == 2 * number else 0.5
    except NotImplementedError:
        return 0.0'''

WRITTEN = """**Why is it twice?**

<!-- BEGIN SOLUTION -->
Adding a number to itself counts every unit of it two times over.
<!-- END SOLUTION -->"""

RUBRIC = """*How this is graded.*

<!-- BEGIN MARK SCHEME -->
**Rubric**

- 1 point: the sum is there.
- 1 point: so is its reason.

One point for naming the addition, one for saying what it is added to.
<!-- END MARK SCHEME -->"""


def grading(grade_id: str, **flags: Any) -> dict[str, Any]:
    """Nbgrader's metadata for a cell, with the flags that are not False."""
    kept = {"grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3}
    return {"nbgrader": kept | {"grade_id": grade_id} | flags}


@dataclass(frozen=True)
class MiniCourse:
    """The course on disk, and a way to change one cell of it."""

    course: Course

    def edit(self, notebook: str, cell_id: str, old: str, new: str) -> None:
        """Replace a text in one source cell."""
        path = self.course.source / f"{notebook}.ipynb"
        node = nbformat.read(path, as_version=4)
        [cell] = [cell for cell in node.cells if cell.id == cell_id]
        assert old in cell.source
        cell.source = cell.source.replace(old, new)
        nbformat.write(node, path)

    def retag(self, notebook: str, cell_id: str, **flags: Any) -> None:
        """Change nbgrader metadata of one source cell."""
        path = self.course.source / f"{notebook}.ipynb"
        node = nbformat.read(path, as_version=4)
        [cell] = [cell for cell in node.cells if cell.id == cell_id]
        cell.metadata.setdefault("nbgrader", {}).update(flags)
        nbformat.write(node, path)

    def reloaded(self) -> "MiniCourse":
        """The same course after its description has changed."""
        return MiniCourse(load_course(self.course.root))


def handed_out(mini: MiniCourse) -> MiniCourse:
    """The same course, when it says what students are given, and has a package that they must not get."""
    root = mini.course.root
    files = {
        "pyproject.toml": PYPROJECT + HANDOUT,
        "README.md": "# For instructors\n",
        "course.lock": "numpy==2.4.6 --hash=sha256:0\n",
        "pages/START_HERE.html": "<p>pip install {wheel} --hash=sha256:{sha256}</p>\n",
        "src/table.json": '{"rows": [1, 2]}\n',
        "instructors/grade.py": "import classroom\n",
    }
    for name, text in files.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text)
    return mini.reloaded()


def write_course(root: Path) -> Course:
    source = root / "source" / "sums"
    source.mkdir(parents=True)
    (root / "src").mkdir()
    (root / "src" / "tools.py").write_text("GREETING = 'hello'\n")
    (root / "pyproject.toml").write_text(PYPROJECT)
    (root / "items.toml").write_text(ITEMS)
    real = (REPOSITORY / "nbgrader_config.py").read_text()
    (root / "nbgrader_config.py").write_text(CONFIG.format(config=real))
    (source / "helper.py").write_text("VALUE = 7\n")
    v4 = nbformat.v4
    start = v4.new_notebook(cells=[v4.new_markdown_cell(START), v4.new_code_cell("1 + 1")])
    sums = v4.new_notebook(
        cells=[
            v4.new_markdown_cell("# Sums\n\nTry it."),
            v4.new_code_cell(TOOLS, metadata=grading("tools", locked=True)),
            v4.new_code_cell(ANSWER, metadata=grading("double", solution=True)),
            v4.new_code_cell(CHECK, metadata=grading("double-check", grade=True, locked=True, points=3)),
            v4.new_markdown_cell(WRITTEN, metadata=grading("why", grade=True, solution=True, points=2)),
            v4.new_markdown_cell(RUBRIC, metadata=grading("why-rubric", locked=True)),
        ]
    )
    nbformat.write(start, source / "1_start.ipynb")
    nbformat.write(sums, source / "2_sums.ipynb")
    for verdict, slug, text in [
        ("right", "add", "def double(number):\n    total = number + number\n    return total\n"),
        ("right", "times", "def double(number):\n    return 2 * number\n"),
        ("wrong", "same", "# earns: 0.5\n# named: not-twice\ndef double(number):\n    return number\n"),
        ("wrong", "square", "# earns: 0.5\n# named: squared\ndef double(number):\n    return number**2\n"),
    ]:
        folder = root / "answers" / "double" / verdict
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{slug}.py").write_text(text)
    course = load_course(root)
    normalise_course(course)
    return course
