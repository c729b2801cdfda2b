"""The students' edition is what the source says: courses in which it is not."""

import pytest
from finding import found
from minicourse import MiniCourse

from classroom.rules.reading_drift import reading_drift
from classroom.rules.release_drift import release_drift


@pytest.mark.slow
def test_a_release_that_is_older_than_the_source_is_found(built: MiniCourse) -> None:
    built.edit("2_sums", "sums", "Try it.", "Try it now.")
    assert found(release_drift, built) == ["release/sums/2_sums.ipynb: The file is not what the source makes now."]


@pytest.mark.slow
def test_missing_and_foreign_files_in_an_edition_are_found(built: MiniCourse) -> None:
    (built.course.release / "helper.py").rename(built.course.release / "helped.py")
    (built.course.release / "datasets").mkdir()
    (built.course.release / "datasets" / "trees.txt").write_text("mine")
    assert found(release_drift, built) == [
        "release/sums/helped.py: The file is not made from the source.",
        "release/sums/helper.py: The file is missing.",
    ]
    (built.course.reading / "1_start.ipynb").unlink()
    assert found(reading_drift, built) == ["notebooks/1_start.ipynb: The file is missing."]
