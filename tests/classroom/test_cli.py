"""The command `classroom`: what it prints, and what it answers to the shell."""

import pytest
from minicourse import MiniCourse

from classroom import __main__, cli
from classroom.cli import main
from classroom.rules import RULES, summary


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


def test_the_name_of_the_assignment_may_be_said_and_must_be_the_courses(
    mini: MiniCourse, capsys: pytest.CaptureFixture[str]
) -> None:
    course = ["--course", str(mini.course.root)]
    for named, says in (
        ([], "There is no folder for sums"),
        (["sums"], "There is no folder for sums"),
        (["sum"], "is sums, and not sum"),
    ):
        assert main([*course, "grade", *named]) == 1
        assert says in capsys.readouterr().err


def test_a_command_that_is_stopped_ends_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped() -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "main", stopped)
    assert __main__.main() == __main__.STOPPED
    assert capsys.readouterr().err == "\nStopped.\n"


def test_a_verb_is_needed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([])
    assert "normalise" in capsys.readouterr().err


def test_check_takes_the_rules_to_apply(mini: MiniCourse, capsys: pytest.CaptureFixture[str]) -> None:
    course = ["--course", str(mini.course.root)]
    assert main([*course, "check", "--only", "points", "--only", "locks"]) == 0
    said = capsys.readouterr().out
    assert said == "locks          fine\npoints         fine\n\nAll is well, as far as these rules see.\n"
    mini.retag("2_sums", "double-check", locked=False)
    assert main([*course, "check", "--only", "points", "--only", "locks"]) == 1
    assert "The check is not locked" in capsys.readouterr().out


def test_a_rule_that_there_is_not_is_answered_with_those_that_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["check", "--only", "pionts"])
    assert ended.value.code != 0
    said = capsys.readouterr().err
    assert all(name in said for name in RULES)


def test_the_help_lists_the_rules_with_what_they_find(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["check", "--help"])
    said = capsys.readouterr().out
    assert all(f"  {name:<15}{summary(rule)}\n" in said for name, rule in RULES.items())


def test_reading_without_a_gradebook_says_how_to_get_one(mini: MiniCourse, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--course", str(mini.course.root), "read", "why"]) == 1
    assert (
        "There is no gradebook at gradebook.db. `nbgrader generate_assignment sums --force`" in capsys.readouterr().err
    )


def test_help_says_which_commands_are_for_any_course(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "`check` and `try` are for any nbgrader course" in " ".join(capsys.readouterr().out.split())
