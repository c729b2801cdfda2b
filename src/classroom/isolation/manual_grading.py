"""The items that a person is asked to look at: lost points may be the fault of the grading, or a check is in doubt.

`IsolatedExecute` lists them in the resources of a notebook under these names, and `RecordWhole` reads them there. The
score stands until somebody has looked: Formgrader shows such an item as one that needs manual grading.
"""

RESOURCE = "needs_a_person"
"""The items that need a person unless they have all their points."""

IN_ANY_CASE = "needs_a_person_in_any_case"
"""And those that need one even then."""
