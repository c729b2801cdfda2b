"""The classes that the tests of reading are about."""

from collections.abc import Callable

import pytest
from gradedcourse import GradedCourse
from readinggroup import Class


@pytest.fixture
def write(course: GradedCourse) -> Callable[..., Class]:
    """Makes a class out of what each of its students writes."""
    return lambda **answers: Class(course, answers)
