"""Reading the written half: one question across the class, beside its rubric. `classroom read` opens it as a page.

In which steps: `rubrics` reads what earns points out of the source. `scores` is nbgrader's gradebook, seen by item: it
writes a decision only where nobody else has written since it was looked at. `answers` finds what each student wrote in
the graded notebooks; `alike` says which of these texts are equal, nearly equal or empty. `piles` puts answers and
scores together into cards, each of which is read once. `memory` keeps what nbgrader has no place for: the comments that
were typed, the lines that were chosen, and how each step is taken back. `desk` does what a reader decides, and `server`
is the page in front of it, with `static/` and `templates/`.
"""
