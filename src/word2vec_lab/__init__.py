"""What a notebook of the course imports: data, checks, figures and widgets.

This package is the student's side. It measures answers (`check`), it never holds one: no solution to a graded
item and no reference gradient is to be found in it.
"""
