"""Each grade id means one cell: a course in which two cells share one."""

from finding import found
from minicourse import MiniCourse

from classroom.rules.grade_ids import repeated_grade_ids


def test_a_grade_id_that_two_cells_share_is_found(mini: MiniCourse) -> None:
    mini.retag("2_sums", "why-rubric", grade_id="double")
    mini.retag("1_start", "1-1", grade_id="double", solution=True, grade=False, locked=False, schema_version=3)
    assert found(repeated_grade_ids, mini) == [
        "source/sums/2_sums.ipynb, cell double: 2 cells of the notebook have this grade id."
    ]
