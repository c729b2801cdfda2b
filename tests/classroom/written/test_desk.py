"""What a reader decides gets into nbgrader's gradebook once, and nobody else's decision is lost."""

import shutil
import sqlite3
import threading
from collections.abc import Callable
from typing import Any

import pytest
from grading.course import WORDS
from nbformat.v4 import new_markdown_cell
from nbgrader.api import Gradebook
from pngs import carrying
from readinggroup import READER, UNTOUCHED, WHY, Class
from sqlalchemy import text

from classroom.course import CourseError
from classroom.notebooks import NOTES_ID, REMARKS, notebook_bytes, read_notebook
from classroom.sanitising.gradebook import UNFINISHED
from classroom.written import memory, scores
from classroom.written.desk import RefusedError
from classroom.written.scores import BusyError, TakenError

Write = Callable[..., Class]
SQUARE = "Every word is compared with every other word of the text, so it grows with the square."
NEARLY = "Every word is compared with each other word of the text, so it grows with the square."


@pytest.mark.slow
def test_a_decision_is_nbgraders_own(write: Write) -> None:
    group = write(ada=SQUARE)
    assert group.nbgrader("ada") == (None, None, True, None, 0)
    group.decide("ada", points="1,5", extra=0.25, comment=" Say which. \n", lines=["0.0"])
    assert group.nbgrader("ada") == (1.5, 0.25, False, "Say which.", 1.75)
    assert group.member("ada") | {"version": ""} == {
        **{"id": group.ids()["ada"], "number": 1, "version": "", "open": False, "points": 1.5, "automatic": None},
        **{"extra": 0.25, "comment": "Say which.", "lines": ("0.0",), "again": False, "changed": False},
    }


@pytest.mark.parametrize("points", ["", None, "two", "-1", 2.5, "nan", "inf", "1.5.5", [1], "1e9"])
def test_points_that_cannot_be_given_are_refused(write: Write, points: object) -> None:
    group = write(ada=SQUARE)
    with pytest.raises(RefusedError):
        group.decide("ada", points=points)
    assert group.nbgrader("ada") == (None, None, True, None, 0)


def test_more_than_all_points_is_extra_credit(write: Write) -> None:
    with pytest.raises(RefusedError, match=r"from 0 to 2, and is 3\. More than that is extra credit"):
        write(ada=SQUARE).decide("ada", points=3)


@pytest.mark.slow
def test_equal_answers_are_one_card_and_one_decision(write: Write) -> None:
    group = write(ada=SQUARE, ben=SQUARE.replace(" ", "\n", 3) + "  ", cal=SQUARE.upper())
    assert sorted(len(card["members"]) for card in group.cards()) == [1, 2]
    group.decide("ada", "ben")
    assert [group.nbgrader(name)[0] for name in ("ada", "ben", "cal")] == [1, 1, None]
    progress = group.desk.state(WHY)["progress"]
    assert progress == {"all": 3, "read": 2, "left": 1, "cards_left": 1, "equal": 1, "near": 0, "empty": 0}


@pytest.mark.slow
def test_nearly_equal_answers_are_shown_with_what_differs(write: Write) -> None:
    group = write(ada=SQUARE, ben=NEARLY, cal="It is slow.")
    card = group.card_of("ada")
    assert card["near"] == (group.card_of("ben")["key"],)
    assert group.card_of("cal")["near"] == ()
    [near] = group.desk.card(WHY, card["key"])["near"]
    assert [piece for piece in near["differs"] if piece.kind != "same"] == [("gone", "every"), ("new", "each")]
    group.decide("ada", "ben")
    assert group.desk.state(WHY)["progress"]["near"] == 1


@pytest.mark.slow
def test_the_empty_and_the_untouched_are_one_list(write: Write) -> None:
    group = write(ada=UNTOUCHED, ben="", cal=" \n...\n", dan="?")
    [card] = [card for card in group.cards() if card["kind"] == "empty"]
    assert {one["id"] for one in card["members"]} == {group.ids()[name] for name in ("ada", "ben", "cal")}
    said = group.desk.card(WHY, "empty")["excerpts"]
    assert [said[group.ids()[name]] for name in ("ada", "ben", "cal")] == [
        "as it was handed out",
        "emptied",
        "emptied, but for “...”",
    ]
    group.decide("ada", "ben", "cal", points=0, comment="Nothing here.")
    assert [group.nbgrader(name)[:4] for name in ("ada", "ben", "cal")] == [(0, None, False, "Nothing here.")] * 3
    assert group.desk.state(WHY)["progress"]["empty"] == 3
    assert group.desk.state(WHY)["bank"] == [], "nobody typed it about an answer"
    group.desk.undo(WHY, READER)
    assert group.nbgrader("ada") == (None, None, False, "No response.", 0)
    assert group.nbgrader("ben")[:3] == (None, None, True)


@pytest.mark.slow
def test_the_bank_grows_by_what_is_typed_and_what_is_used_most_comes_first(write: Write) -> None:
    group = write(ada="a a", ben="b b", cal="c c")
    group.decide("ada", comment="First.\nSecond.")
    group.decide("ben", comment="Second.")
    assert group.another_desk().state(WHY)["bank"] == ["Second.", "First."]
    group.desk.forget_comment(WHY, "Second.")
    assert group.desk.state(WHY)["bank"] == ["First."]
    assert group.nbgrader("ben")[3] == "Second."


# --- Two readers -----------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_second_reader_is_told_and_nothing_is_overwritten(write: Write) -> None:
    group = write(ada=SQUARE, ben=SQUARE)
    other = group.another_desk()
    seen = [(one["id"], one["version"]) for one in group.card_of("ada")["members"]]
    key = group.card_of("ada")["key"]
    group.decide("ada", points=2, comment="Mine.")
    with pytest.raises(TakenError) as told:
        other.decide(WHY, "another", key, seen, points=0, extra="", comment="Theirs.", lines=[])
    assert told.value.ids == [group.ids()["ada"]]
    assert group.nbgrader("ada")[:4] == (2, None, False, "Mine.")
    assert group.nbgrader("ben")[0] is None, "all or nothing"


def test_what_is_written_between_a_look_and_a_decision_is_not_lost(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Formgrader writes after the desk has compared and before it writes itself.
    group = write(ada=SQUARE)
    wrote = group.desk.scores.write

    def late(changes: Any) -> None:
        with group.graded.gradebook() as gradebook:
            by_formgrader(gradebook, group, 2)
            gradebook.db.commit()
        wrote(changes)

    monkeypatch.setattr(group.desk.scores, "write", late)
    with pytest.raises(TakenError):
        group.decide("ada", points=0)
    assert group.nbgrader("ada")[0] == 2


def test_readers_hear_which_cards_the_others_have_open(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    group = write()
    assert group.desk.claim(WHY, "one", "a") == []
    assert group.another_desk().claim(WHY, "two", "b") == ["a"]
    assert group.desk.claim(WHY, "one", "c") == ["b"]
    assert (group.desk.claimed(WHY, "one"), group.desk.claimed(WHY, "two")) == (["b"], ["c"])
    monkeypatch.setattr(memory, "CLAIMED", -1)
    assert group.desk.claim(WHY, "one", "c") == [], "the other page was closed long ago"


def test_points_count_also_where_a_step_cannot_be_remembered(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    group = write(ada=SQUARE)

    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(group.desk.memory, "keep", full)
    with pytest.raises(RefusedError, match=r"The points are saved\. reading\.db could not be written"):
        group.decide("ada")
    assert group.nbgrader("ada")[:3] == (1, None, False)


@pytest.mark.slow
def test_of_many_at_once_one_wins(write: Write) -> None:
    group = write(ada=SQUARE)
    seen = [(group.member("ada")["id"], group.member("ada")["version"])]
    key = group.card_of("ada")["key"]
    won, told, together = list[int](), list[int](), threading.Barrier(6)

    def read(number: int) -> None:
        desk = group.another_desk()
        together.wait()
        try:
            desk.decide(WHY, str(number), key, seen, points=number / 10, extra="", comment=f"By {number}.", lines=[])
            won.append(number)
        except TakenError:
            told.append(number)

    readers = [threading.Thread(target=read, args=(number,)) for number in range(6)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    [winner] = won
    assert len(told) == 5
    assert group.nbgrader("ada")[:4] == (winner / 10, None, False, f"By {winner}.")


@pytest.mark.slow
def test_a_gradebook_that_is_held_is_busy_and_nothing_is_lost(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scores, "PATIENCE", 0.1)
    group = write(ada=SQUARE)
    group.desk = group.another_desk()
    held = Gradebook(f"sqlite:///{group.graded.root / 'gradebook.db'}", "graded")
    held.db.execute(text("BEGIN IMMEDIATE"))
    with pytest.raises(BusyError):
        group.decide("ada")
    held.db.rollback()
    held.close()
    group.decide("ada")
    assert group.nbgrader("ada")[0] == 1


# --- Undo ------------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_undo_goes_back_step_by_step_for_each_reader(write: Write) -> None:
    group = write(ada="a a", ben="b b")
    group.decide("ada", points=1, comment="One.", lines=["0"])
    group.decide("ada", points=2, comment="Two.", lines=["0", "1"])
    with pytest.raises(RefusedError, match="nothing to take back"):
        group.desk.undo(WHY, "another")
    assert group.desk.undo(WHY, READER) == group.card_of("ada")["key"]
    assert group.nbgrader("ada")[:4] == (1, None, False, "One.")
    assert group.member("ada")["lines"] == ("0",)
    group.desk.undo(WHY, READER)
    assert group.nbgrader("ada") == (None, None, True, None, 0)
    with pytest.raises(RefusedError):
        group.desk.undo(WHY, READER)


@pytest.mark.slow
def test_what_somebody_else_has_changed_since_is_not_undone(write: Write) -> None:
    group = write(ada=SQUARE, ben="b b")
    group.decide("ben", points=1)
    group.decide("ada", points=1)
    seen = [(group.member("ada")["id"], group.member("ada")["version"])]
    group.another_desk().decide(WHY, "another", "x", seen, points=2, extra="", comment="", lines=[])
    with pytest.raises(TakenError):
        group.desk.undo(WHY, READER)
    assert group.nbgrader("ada")[0] == 2
    group.desk.undo(WHY, READER)  # the step before it is the next that can be taken back
    assert group.nbgrader("ben")[0] is None
    assert group.nbgrader("ada")[0] == 2


# --- What happens to submissions -------------------------------------------------------------------------------------


@pytest.mark.slow
def test_graded_again_and_unchanged_can_be_kept_at_once(write: Write) -> None:
    group = write(ada=SQUARE, ben=SQUARE, cal="Something else.")
    group.decide("ada", "ben", points=1.5, comment="So.", lines=["0.0"])
    group.decide("cal", points=2)
    group.graded.hand_in("cal", why="Something quite different now.")
    regrade(group)
    assert group.nbgrader("ada")[:3] == (1.5, None, True)
    [again] = [card for card in group.cards() if card["kind"] == "again"]
    assert {one["id"] for one in again["members"]} == {group.ids()["ada"], group.ids()["ben"]}
    changed = group.member("cal")
    assert (changed["open"], changed["again"], changed["changed"], changed["points"]) == (True, True, True, 2)
    group.desk.keep(WHY, READER, "again", [(one["id"], one["version"]) for one in again["members"]])
    assert group.nbgrader("ada")[:4] == (1.5, None, False, "So.")
    assert group.member("ada")["lines"] == ("0.0",)
    group.desk.undo(WHY, READER)
    assert group.nbgrader("ada")[:3] == (1.5, None, True)
    assert [card["kind"] for card in group.cards()].count("again") == 1


@pytest.mark.slow
def test_a_card_of_an_answer_that_was_graded_again_meanwhile_is_refused(write: Write) -> None:
    group = write(ada=SQUARE)
    card, seen = group.card_of("ada"), [(group.member("ada")["id"], group.member("ada")["version"])]
    group.graded.hand_in("ada", why="Something quite different now.")
    regrade(group)
    with pytest.raises(TakenError):
        group.desk.decide(WHY, READER, card["key"], seen, points=2, extra="", comment="", lines=[])
    with pytest.raises(RefusedError, match="no longer here"):
        group.desk.card(WHY, card["key"])


def test_scores_of_formgrader_are_seen_and_lines_that_no_longer_fit_are_not(write: Write) -> None:
    group = write(ada=SQUARE)
    group.decide("ada", points=1, lines=["0"])
    with group.graded.gradebook() as gradebook:
        by_formgrader(gradebook, group, 2)
        gradebook.db.commit()
    assert (group.member("ada")["points"], group.member("ada")["lines"], group.member("ada")["changed"]) == (
        2,
        (),
        None,
    )


@pytest.mark.slow
def test_a_submission_whose_grading_was_broken_off_is_not_read(write: Write) -> None:
    group = write(ada=SQUARE, ben=SQUARE)
    (group.graded.graded("ada") / UNFINISHED).touch()
    state = group.desk.state(WHY)
    assert state["progress"]["all"] == 1
    assert state["trouble"] == ["1 submission is not here: the grading was broken off. Run `classroom grade` again."]


def test_a_graded_notebook_that_is_gone_is_named(write: Write) -> None:
    group = write(ada=SQUARE, ben=SQUARE)
    path = group.graded.graded("ada") / f"{WORDS}.ipynb"
    path.unlink()
    state = group.desk.state(WHY)
    assert state["progress"]["all"] == 1
    assert state["trouble"] == [f"The graded notebook {path} is not there. Run `classroom grade` again."]


def test_a_student_who_handed_in_nothing_is_counted(write: Write) -> None:
    group = write(ada=SQUARE)
    with group.graded.gradebook() as gradebook:
        gradebook.add_student("nobody")
    assert group.desk.overview()["nothing"] == 1


def test_a_class_in_which_nobody_has_handed_in_is_an_empty_pile(write: Write) -> None:
    group = write()
    assert group.desk.state(WHY)["cards"] == []
    assert group.desk.overview()["rows"][0]["all"] == 0


# --- What is shown ---------------------------------------------------------------------------------------------------


def test_an_answer_is_shown_harmless_with_its_notes_and_remarks(write: Write) -> None:
    group = write(ada="<script>bad()</script><b onclick='x()'>bold</b> $x^2$")
    path = group.graded.graded("ada") / f"{WORDS}.ipynb"
    notebook = read_notebook(path)
    first = {"tex": "<script>x</script> = y", "name": "sign", "says": "a <b>sign</b> is lost", "verdict": ""}
    notebook.metadata["grading"] = {REMARKS: {"why": {"signs": 2, "read": 2, "hold": 1, "first": first}}}
    notebook.cells.insert(0, new_markdown_cell("A cell was moved.", id=NOTES_ID))
    path.write_bytes(notebook_bytes(notebook))
    shown = group.desk.card(WHY, group.card_of("ada")["key"])
    assert "<b>bold</b>" in shown["html"]
    assert "<math" in shown["html"]
    assert "2 equality signs: 2 read, 1 holds." in shown["remark"]
    assert "<math" in shown["remark"]
    assert "<script" not in shown["remark"]
    assert "a &lt;b&gt;sign&lt;/b&gt; is lost" in shown["remark"]
    assert shown["notes"] == [{"number": 1, "html": "<p>A cell was moved.</p>\n"}]
    assert "bad()" not in str(shown)


@pytest.mark.slow
def test_pictures_are_part_of_what_is_equal(write: Write) -> None:
    group = write(ada="![](p.png)", ben="![](p.png)", cal="![](p.png)")
    for student, says in (("ada", "one"), ("ben", "another"), ("cal", "one")):
        (group.graded.graded(student) / "p.png").write_bytes(carrying({"Description": says}))
    assert group.card_of("ada")["key"] == group.card_of("cal")["key"]
    assert group.card_of("ada")["key"] != group.card_of("ben")["key"]
    assert group.card_of("ada")["near"] == (), "nobody has compared the pictures"
    assert "data:image/png" in group.desk.card(WHY, group.card_of("ben")["key"])["html"]


@pytest.mark.slow
def test_no_name_is_in_what_is_shown_and_the_order_stays(write: Write) -> None:
    group = write(**{f"student{number}": f"Text number {number} {'x' * number}." for number in range(5)})
    state = group.desk.state(WHY)
    shown = str([state, *(group.desk.card(WHY, card["key"]) for card in state["cards"])])
    assert "student" not in shown
    order = [group.desk.names(WHY)[one["id"]] for card in state["cards"] for one in card["members"]]
    assert sorted(order) != order
    assert group.another_desk().state(WHY)["cards"] == state["cards"]


def test_the_question_and_the_model_answer_are_those_of_the_source(write: Write) -> None:
    group = write(ada=SQUARE)
    assert "Every word is looked at once for each word." in group.desk.shown(WHY)["model"]
    assert [line.points for line in group.desk.rubric(WHY).lines] == [2]


# --- What cannot be read ---------------------------------------------------------------------------------------------


def test_an_unknown_item_and_one_that_a_check_scores_name_those_that_there_are(write: Write) -> None:
    group = write()
    with pytest.raises(CourseError, match=r"There is no item q9\. The written items are: why\."):
        group.desk.item("q9")
    with pytest.raises(CourseError, match="Item double is scored by a check"):
        group.desk.item("double")


def test_without_a_gradebook_it_says_how_to_make_one(write: Write) -> None:
    group = write()
    (group.graded.root / "gradebook.db").unlink()
    with pytest.raises(CourseError, match=r"no gradebook at gradebook\.db.*generate_assignment sums --force"):
        group.another_desk()
    assert not (group.graded.root / "gradebook.db").exists()


def test_a_gradebook_that_does_not_know_the_item_or_its_points(write: Write) -> None:
    group = write(ada=SQUARE)
    with group.graded.gradebook() as gradebook:
        cell: Any = gradebook.find_grade_cell("why", WORDS, group.course.assignment)
        cell.max_score = 5
        gradebook.db.commit()
    with pytest.raises(CourseError, match="worth 2 points, and the gradebook has 5"):
        group.desk.state(WHY)
    with group.graded.gradebook() as gradebook:
        gradebook.find_grade_cell("why", WORDS, group.course.assignment).name = "other"  # type: ignore[assignment]
        gradebook.db.commit()
    with pytest.raises(CourseError, match="does not know item why"):
        group.desk.state(WHY)


def test_a_broken_rubric_is_named(write: Write) -> None:
    group = write()
    path = group.graded.root / "source" / "sums" / f"{WORDS}.ipynb"
    path.write_text(path.read_text().replace("- 2 points:", "- 1 point:"))
    with pytest.raises(CourseError, match=r"source/sums/2_words\.ipynb, cell why-rubric: .* add up to 1,"):
        group.desk.rubric(WHY)


def test_a_memory_that_cannot_be_read_is_named(write: Write) -> None:
    group = write()
    (group.graded.root / "reading.db").write_bytes(b"no database at all, " * 200)
    with pytest.raises(CourseError, match=r"reading\.db cannot be used: .*Move it away"):
        group.another_desk()


def by_formgrader(gradebook: Any, group: Class, points: float) -> None:
    """What Formgrader does when points are typed there."""
    gradebook.find_grade("why", WORDS, group.course.assignment, "ada").manual_score = points


def regrade(group: Class) -> None:
    """`nbgrader autograde --force`."""
    shutil.rmtree(group.graded.root / "autograded")
    group.graded.grade()
