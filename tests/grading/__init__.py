"""Grading under attack: hostile, broken and honest submissions, graded by the real `nbgrader autograde`."""
