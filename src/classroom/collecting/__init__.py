"""Fills `submitted/` from what an LMS gives.

What happens, in order, and where:

1. `finding` goes through the folder that was downloaded and finds what belongs to one student each: files, archives and
   folders. `naming` reads their names, `gradescope` and `receipts` the lists that some systems put beside them.
2. `people` says who that is in this course: with a roster (`roster`) by its ids, without one by the name and the id
   that the LMS gives.
3. `planning` opens the hand-ins of a student, all archives within them too (`classroom.archives`), and says which file
   goes where in the student's folder. Which notebook is which, `classroom.sanitising.recognising` says, as in grading.
4. `placing` puts that into `submitted/`, whole or not at all, and never over what it has not put there itself.
5. `report` says what came of it.

`collect` runs them one after the other. `zip_collect` does the first three for `nbgrader zip_collect`.
"""
