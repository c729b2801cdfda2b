"""Items are called as the course's table calls them, and nothing fails where there is no table."""

from pathlib import Path

from minicourse import MiniCourse

from classroom.showing.items import Called, called


def test_answer_and_check_have_the_name_of_their_item(mini: MiniCourse) -> None:
    items = called(mini.course.root)
    assert items["double"] == items["double-check"] == Called("1", "twice a number")
    assert list(items) == ["double", "double-check", "why"]


def test_a_folder_without_a_table_has_no_names(tmp_path: Path) -> None:
    assert called(tmp_path) == {}
