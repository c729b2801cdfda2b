"""What an instructor runs: editions, checks, a demo class, and grading that fails closed.

Knows nbgrader, knows nothing of any one course: what a course is called and where its parts lie stands in
`[tool.classroom]` of its pyproject.toml (see `classroom.course`).
"""

import sys

# nbformat brings jsonschema, and that reads the whole grammar of web addresses where this package is installed: most of
# a second, in each process that opens a notebook. Nothing in a notebook is checked by it.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
