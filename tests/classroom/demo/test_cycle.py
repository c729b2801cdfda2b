"""The whole cycle on the small course, through nbgrader's own commands."""

import pytest
from minicourse import MiniCourse

from classroom.cli import main


def harder(mini: MiniCourse) -> None:
    """Two wrong answers that nbgrader alone grades wrong: a warning on stderr, and a score that is no number."""
    mini.edit(
        "2_sums", "tools", "    try:", "    if function.__doc__ == 'loud':\n"
        "        import sys\n        print('a warning', file=sys.stderr)\n"
        "    if function.__doc__ == 'unreadable':\n        return float('nan')\n    try:",
    )  # fmt: skip
    wrong = mini.course.answers / "double" / "wrong"
    for path in wrong.iterdir():
        path.unlink()
    (wrong / "1_loud.py").write_text("# earns: 0.5\ndef double(number):\n    'loud'\n    return 0\n")
    (wrong / "2_nan.py").write_text("# earns: 0\ndef double(number):\n    'unreadable'\n    return 0\n")


def entries(said: str, item: str) -> list[str]:
    """The table's entries for one item, in the order of the students: perfect, blank, two right, two wrong."""
    [row] = [line for line in said.split("\n") if line.startswith(item)]
    return [entry.strip() for entry in row.split("  ") if entry.strip()][2:]


@pytest.mark.slow
def test_the_demo_grades_shows_and_tells_what_differs(mini: MiniCourse, capsys: pytest.CaptureFixture[str]) -> None:
    harder(mini)
    loud = mini.course.answers / "double" / "wrong" / "1_loud.py"
    loud.write_text(loud.read_text().replace("# earns: 0.5", "# earns: 2"))
    assert main(["--course", str(mini.course.root), "demo"]) == 1
    said = capsys.readouterr().out
    assert "  wrong-02: 2_sums.ipynb" in said
    assert entries(said, "double") == ["3", "0", "3", "3", "! 0.5, not 2", "0"]
    assert entries(said, "why") == ["by hand", "0", "by hand", "by hand", "0", "0"]
    assert "wrong-01 got 0.5 for double and must get 2: the answer is answers/double/wrong/1_loud.py." in said
    feedback = mini.course.root / "demo" / "feedback"
    assert len(list(feedback.glob("*/sums/2_sums.html"))) == 6
    assert "is not a plain number" in (feedback / "wrong-02" / "sums" / "2_sums.html").read_text()
    assert not (mini.course.root / "gradebook.db").exists()


@pytest.mark.slow
def test_the_demo_ends_well_and_can_be_run_again(mini: MiniCourse, capsys: pytest.CaptureFixture[str]) -> None:
    harder(mini)
    for _ in range(2):
        assert main(["--course", str(mini.course.root), "demo"]) == 0
        assert "Every grade is what the answer must get." in capsys.readouterr().out


@pytest.mark.slow
def test_a_command_that_fails_shows_how_it_ended(mini: MiniCourse, capsys: pytest.CaptureFixture[str]) -> None:
    (mini.course.root / "nbgrader_config.py").write_text("c = get_config()\n")
    assert main(["--course", str(mini.course.root), "demo"]) == 1
    said = capsys.readouterr().err
    assert "`nbgrader generate_assignment sums` failed" in said
    assert "Mark scheme region detected" in said
