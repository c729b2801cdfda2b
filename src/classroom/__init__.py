"""What an instructor runs: editions, checks, a demo class, and grading that fails closed.

Knows nbgrader, knows nothing of any one course: what a course is called and where its parts lie stands in
`[tool.classroom]` of its pyproject.toml (see `classroom.course`).
"""
