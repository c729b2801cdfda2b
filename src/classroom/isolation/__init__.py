"""Grading in two processes: the student's code in one, sandboxed; the tests and the scores in another, trusted one.

`execute.IsolatedExecute` takes the place of nbgrader's own `Execute` (see nbgrader_config.py). For each notebook two
processes are forked from ones that have everything imported:

- the trusted process (`trusted`, `session`, `proxies`) runs the locked and the test cells, with the source of the
  instructor's notebook;
- the student's process (`student`, in the `sandbox`) runs the student's cells, and calls the student's functions when
  a test calls them.

Between them cross plain data, as bytes that can build nothing else (`wire`), and numbers that stand for functions and
objects which stay where they are.
"""
