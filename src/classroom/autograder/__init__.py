"""Gradescope: the zip that makes it grade this course, and what then runs there for each submission.

`packing` writes the zip on the instructor's machine. `platform` holds the two files that Gradescope itself calls; they
call this package, which the zip brings along. `watching` has one submission graded by another process and writes
results.json whatever becomes of that; `one_submission` is that process; `results` knows the format of the file.
"""
