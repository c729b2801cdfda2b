"""The report of a class: everything is in it, nothing in it runs, and it is made whatever the class is like."""

import csv
import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from gradedcourse import GradedCourse
from grading.course import NUMBERS, RIGHT, WORDS
from minicourse import REPOSITORY

from classroom.cli import main
from classroom.course import Course, find_course
from classroom.demo.cycle import grade_class
from classroom.demo.sample_class import Answer, sample_class
from classroom.grading.whole_class import LOGS, PLACE
from classroom.reporting.report import COLUMNS, page_text, read_class, scores, standing, times, what_to_do, write_report

from .conftest import HOSTILE, as_course, note

NOW = datetime(2030, 1, 2, 3, 4)


def table(course: Course) -> list[dict[str, str]]:
    with (course.root / "reports" / f"{course.assignment}.csv").open(newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


@pytest.mark.slow
def test_page_and_table_say_the_same(classes: Course) -> None:
    said = write_report(classes)
    assert said.splitlines()[0] == (
        "reports/sums.html is the page, reports/sums.csv the table: a row for each student and item."
    )
    assert "1 submission not graded yet: run `classroom grade`." in said
    assert "2 answers of 2 students wait for a person" in said
    rows = table(classes)
    assert tuple(rows[0]) == COLUMNS
    assert [row["student_id"] for row in rows if not row["item"]] == ["fay", "gil"]
    [halved] = [row for row in rows if row["student_id"] == "cid" and row["item"] == "1(a)"]
    assert (halved["points"], halved["max_points"], halved["mistakes"]) == ("0.0", "3", "halved")
    assert halved["seconds"] == "1.5"
    [unread] = [row for row in rows if row["student_id"] == "bob" and row["item"] == "2(b) written"]
    assert (unread["points"], unread["waits"]) == ("", "yes")
    page = (classes.root / "reports" / "sums.html").read_text()
    for text in ("2(b) code", "It is halved", "left as it was released", "the notebook was not handed in", "Gil Day"):
        assert text in page


def test_nothing_that_a_student_is_called_or_writes_is_markup_or_a_formula(classes: Course) -> None:
    write_report(classes)
    page = (classes.root / "reports" / "sums.html").read_text()
    assert HOSTILE not in page
    assert page.count("&lt;script&gt;") > 3
    assert "<script" not in page
    assert re.findall(r"\b(?:src|href)=.", page)
    assert not re.findall(r'\b(?:src|href)=(?!"#)', page)
    assert "default-src 'none'" in page
    cells = [cell for row in table(classes) for cell in row.values()]
    assert not [cell for cell in cells if re.match(r"[=+\-@\t\r]", cell)]


def test_everybody_is_counted_once(classes: Course) -> None:
    read = read_class(classes)
    assert [(name, number) for name, number, _ in standing(read)] == [
        *(("Whole", 3), ("Waiting", 2), ("Refused", 0), ("Not graded yet", 1), ("Nothing", 1)),
    ]
    assert sum(one.count for one in scores(read)[0][3]) == 5
    assert times(read) == [(NUMBERS, 2, 1.5, 1.5, "cid")]


def test_commands_are_set_as_code_and_reasons_are_said_once(classes: Course, graded: GradedCourse) -> None:
    for name in ("hal", "ida"):
        graded.hand_in(name, **RIGHT)
        place = classes.root / PLACE / LOGS
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{name}.log").write_text("[AutogradeApp | ERROR] the disk is <full>\n")
    read = read_class(classes)
    assert ("Refused", 2, "handed in, and could not be graded") in standing(read)
    assert ("Not graded yet", 1, "handed in: `classroom grade` grades it") in standing(read)
    page = page_text(read, NOW)
    assert "<code>classroom grade</code>" in page
    assert "`" not in re.sub(r"<pre>.*?</pre>", "", page, flags=re.DOTALL)
    assert page.count("grading failed: the disk is &lt;full&gt;: ") == 1
    assert "2 submissions refused: the page says why, and what to do." in what_to_do(read)


def test_an_item_that_most_have_yet_to_be_read_in_is_not_called_hard(classes: Course) -> None:
    read = read_class(classes)
    [why] = [one for one in read.items if one.item.id == "why"]
    row = "".join(page_text(read, NOW).split("<td>about why</td>")[1].split("</tr>")[:1])
    assert (why.settled, why.waiting) == (3, 2)
    assert "0 %" in row
    unread = replace(why, settled=1)
    read = replace(read, items=tuple(unread if one is why else one for one in read.items))
    row = "".join(page_text(read, NOW).split("<td>about why</td>")[1].split("</tr>")[:1])
    assert "%" not in row


def test_the_commonest_slip_of_a_written_item_is_counted_with_an_example(classes: Course, graded: GradedCourse) -> None:
    for student, name in (("bob", "sign"), ("dan", "sign"), ("cid", "hat"), ("ann", "")):
        first = {"name": name, "verdict": "does not hold", "says": f"a {name} is lost", "tex": f"{HOSTILE} = {student}"}
        note(graded, student, WORDS, remarks={"why": {"signs": 3, "first": first if name else None}})
    read = read_class(classes)
    [why] = [one for one in read.items if one.item.id == "why"]
    assert [(one.finding.name, sorted(one.students)) for one in why.mistakes] == [
        ("sign", ["bob", "dan"]),
        ("hat", ["cid"]),
    ]
    assert why.mistakes[0].example == "It looks twice."
    page = page_text(read, NOW)
    assert "<strong>a sign is lost</strong> (2 students, <code>sign</code>)" in page
    assert "As a program has read it, the first equality sign that does not hold: &lt;script&gt;" in page
    assert HOSTILE not in page
    write_report(classes)
    assert {row["mistakes"] for row in table(classes) if row["item"] == read.course.labels["why"]} == {
        "",
        "sign",
        "hat",
    }


@pytest.mark.slow
def test_a_copy_is_shown_beside_its_origin_and_said_carefully(course: GradedCourse) -> None:
    own = "\n".join(
        f"    step_{at} = np.{name}(vector) * {at}.25 - {at}"
        for at, name in enumerate(["exp", "log", "sin", "cos", "tan", "abs"])
    )
    course.hand_in("ann", norm=f"def norm(vector):\n{own}\n    return step_0 + step_1 + step_2")
    course.hand_in("bob", norm=f"def norm(vector):\n{own.replace('step', 'part')}\n    return part_0 + part_1 + part_2")
    for at in range(6):
        course.hand_in(f"s{at:02}", **RIGHT)
    course.grade()
    read = read_class(as_course(course))
    assert [one.students for one in read.near["norm"]] == [("ann", "bob")]
    page = page_text(read, NOW)
    assert "ann, bob</span>, in 1(b)" in page
    assert "part_0 = np.exp" in page
    assert "a reason to read them beside each" in page
    assert not re.search("cheat|plagiar|copied|dishonest|fraud", page, re.IGNORECASE)


@pytest.mark.parametrize("roster", [True, False])
def test_a_class_that_is_not_graded_is_told_what_to_do(course: GradedCourse, roster: bool) -> None:
    if roster:
        with course.gradebook() as gradebook:
            gradebook.add_student("ann")
    read = read_class(as_course(course))
    [todo] = what_to_do(read)
    assert "classroom collect FOLDER" in todo
    assert re.sub(r"`(.+?)`", r"<code>\1</code>", todo) in page_text(read, NOW).replace("&#39;", "'")
    assert ("There is nobody in the gradebook" in page_text(read, NOW)) != roster


def test_the_command_knows_its_assignment(classes: Course, capsys: pytest.CaptureFixture[str]) -> None:
    course = ["--course", str(classes.root), "report"]
    assert main([*course, "sums"]) == 0
    assert "reports/sums.html is the page" in capsys.readouterr().out
    assert main([*course, "other"]) == 1
    assert "The assignment of this course is sums, and not other." in capsys.readouterr().err


def test_a_course_without_a_gradebook_is_told_what_to_do(empty: Course, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--course", str(empty.root), "report"]) == 1
    assert "Run `nbgrader generate_assignment sums`" in capsys.readouterr().err
    assert not (empty.root / "reports").exists()


@pytest.mark.slow
def test_a_class_of_the_real_course_is_reported(tmp_path: Path) -> None:
    """Graded in its sandbox: the mistakes have their names, and the copies of a wrong answer are found."""
    course = find_course(REPOSITORY)
    students = sample_class(course, 1, 3)
    words = "Only the word that was really there has a one in y, so all the other terms of that sum fall away at once."
    written = {item.id: Answer("", words, None) for item in course.items if item.kind == "written"}
    students += [
        replace(students[-1], name=name, answers={**students[-1].answers, **written}) for name in ("z-1", "z-2")
    ]
    grade_class(course, tmp_path, students, lambda _: None)
    read = read_class(replace(course, root=tmp_path))
    named = {made.finding.name for one in read.items for made in one.mistakes}
    assert len(named) > 10
    assert all(answer.reason for one in read.graded for answer in one.answers.values() if _is_nothing(one, answer))
    assert read.graded[0].seconds
    assert ("z-1", "z-2") in {one.students for groups in read.near.values() for one in groups}
    assert "1(b)(i) code" in page_text(read, NOW)


def _is_nothing(one: object, answer: object) -> bool:
    points = {item: got.earned for (_, item), got in one.grades.points.items()}  # type: ignore[attr-defined]
    [item] = [name for name, its in one.answers.items() if its is answer]  # type: ignore[attr-defined]
    return points.get(f"{item}-check", points.get(item)) == 0
