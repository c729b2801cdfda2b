"""Is the source in its normal form? Only then does a change to it read as a change in git."""

from classroom.course import Course
from classroom.normalise import normalised
from classroom.notebooks import notebook_bytes, read_notebook
from classroom.rules.problems import Problem


def not_normalised(course: Course) -> list[Problem]:
    """A source notebook that is not in the normal form."""
    return [
        Problem(course.show(path), "The notebook is not in its normal form.", "Run `classroom build`.")
        for path in course.source_notebooks()
        if path.read_bytes() != notebook_bytes(normalised(read_notebook(path)))
    ]
