"""The command `classroom`: what it prints, and what it answers to the shell."""

import pytest
from minicourse import MiniCourse

from classroom.cli import main


def test_normalise_lists_what_it_wrote(mini: MiniCourse, capsys: pytest.CaptureFixture[str]) -> None:
    mini.edit("1_start", "1-1", "1 + 1", "1 + 1\n\n")
    assert main(["--course", str(mini.course.source), "normalise"]) == 0
    assert capsys.readouterr().out == "wrote source/sums/1_start.ipynb\n1 file changed.\n"
    assert main(["--course", str(mini.course.source), "normalise"]) == 0
    assert capsys.readouterr().out == "Nothing to change.\n"


@pytest.mark.slow
def test_build_makes_what_check_accepts(built: MiniCourse, capsys: pytest.CaptureFixture[str]) -> None:
    course = ["--course", str(built.course.root)]
    (built.course.release / "2_sums.ipynb").unlink()
    assert main([*course, "check"]) == 1
    said = capsys.readouterr().out
    assert "release/sums/2_sums.ipynb\n    The file is missing.\n    Run `classroom build`" in said
    assert "1 to mend." in said
    assert main([*course, "build"]) == 0
    assert capsys.readouterr().out == "wrote release/sums/2_sums.ipynb\n1 file changed.\n"
    assert main([*course, "check"]) == 0
    assert "All is well" in capsys.readouterr().out


def test_an_error_is_one_message_and_not_a_traceback(mini: MiniCourse, capsys: pytest.CaptureFixture[str]) -> None:
    (mini.course.source / "1_start.ipynb").write_text("no notebook")
    assert main(["--course", str(mini.course.root), "build"]) == 1
    caught = capsys.readouterr()
    assert "1_start.ipynb" in caught.err
    assert "Traceback" not in caught.err


def test_a_verb_is_needed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([])
    assert "normalise" in capsys.readouterr().err
