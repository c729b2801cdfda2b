"""Sanitising that mends: whatever a student hands in becomes a notebook that can be graded, and the run goes on.

nbgrader meets this package in one place: `c.Autograde.exporter_class` in nbgrader_config.py names
`exporter.SubmissionExporter`. The source notebook is the truth for which graded and locked cells there are, for their
order, points and flags; the student's share is what stands in the answer cells, and the cells of their own. What cannot
be mended counts as not answered, and the notebook says so in its first cell.
"""
