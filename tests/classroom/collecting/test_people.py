"""Whose is what: one who is written in two ways is one, two with one name are two."""

from pathlib import Path

import pytest

from classroom.collecting.finding import Delivery
from classroom.collecting.naming import Owner, named_by_lms
from classroom.collecting.people import is_same_name, made_id, students
from classroom.collecting.roster import Person


def of(*owners: Owner | str, roster: list[Person] | None = None) -> dict[str, int]:
    """How many hand-ins each student has."""
    deliveries = []
    for number, owner in enumerate(owners):
        if isinstance(owner, str):
            said = named_by_lms(owner)
            assert said
            owner = said.owner
        deliveries.append(Delivery(owner, Path(str(number)), str(number)))
    return {student.id: len(student.deliveries) for student in students(deliveries, roster)}


def test_two_with_one_name_are_two() -> None:
    assert of("smithbob_101_11_a.zip", "smithbob_102_12_a.zip") == {"smithbob-101": 1, "smithbob-102": 1}
    assert of(Owner("Gradescope", "Bob Smith", sid="1"), Owner("Gradescope", "Bob Smith", sid="2")) == {
        "bob-smith-1": 1,
        "bob-smith-2": 1,
    }


def test_one_who_is_written_in_two_ways_is_one() -> None:
    assert of("smithbob_101_11_a.zip", "smithbob_LATE_101_12_b.zip") == {"smithbob-101": 2}
    assert of("Ju\u0308rgen_7_assignsubmission_file_", "Jürgen_7_assignsubmission_onlinetext_") == {"jürgen-7": 2}
    assert of(Owner("", "Jürgen"), Owner("", "Ju\u0308rgen"), Owner("", "jürgen")) == {"Jürgen": 3}


def test_an_lms_whose_number_is_the_same_for_two_names_does_not_make_them_one() -> None:
    assert len(of("12-9 - Ada Lovelace - May 1, 2024 100 PM", "12-9 - Bob Smith - May 1, 2024 100 PM")) == 2


ADA = Person("alove", "Lovelace, Ada", "alove", "u7", "ada@x.edu", "77")
BOB = Person("bob1", "Bob Smith", "bob1", "u8", "bob1@x.edu")
OTHER_BOB = Person("bob2", "Bob Smith", "bob2", "u9", "bob2@x.edu")


@pytest.mark.parametrize(
    "owner",
    [
        "lovelaceada_77_11_a.zip",
        "Ada Lovelace_12345_assignsubmission_file_",
        "HW_alove_attempt_2024-05-01-12-30-00_a.zip",
        "12-9 - Ada Lovelace - May 1, 2024 100 PM",
        "12-9 - u7 - A. L. - May 1, 2024 100 PM",
        "Lovelace, Ada(alove)",
        Owner("Gradescope", "A. Lovelace", sid="u7"),
        Owner("Gradescope", "A. Lovelace", email="ADA@x.edu"),
        Owner("Gradescope", "A. Lovelace", email="alove@elsewhere.edu"),
        Owner("", "alove"),
        Owner("", "ALOVE"),
        Owner("", "u7"),
        Owner("", "ada@x.edu"),
        Owner("", "Ada Lovelace"),
        Owner("", "lovelace_ada"),
    ],
)
def test_the_roster_knows_somebody_by_any_of_the_ids_or_by_the_name(owner: Owner | str) -> None:
    assert of(owner, roster=[ADA, BOB, OTHER_BOB]) == {"alove": 1}


def test_a_name_that_two_have_names_nobody() -> None:
    found = students([Delivery(Owner("", "Bob Smith"), Path("a"), "a")], [ADA, BOB, OTHER_BOB])
    assert [(one.id, one.is_known) for one in found] == [("Bob Smith", False)]
    assert "The roster has this name (bob1, bob2)" in found[0].why


def test_two_who_might_both_be_the_one_on_the_roster_are_neither() -> None:
    names = ("smithbob_101_11_a.zip", "smithbob_102_12_a.zip")
    assert of(*names, roster=[ADA, BOB]) == {"smithbob-101": 1, "smithbob-102": 1}
    assert of(*names[:1], roster=[ADA, BOB]) == {"bob1": 1}


def test_an_id_that_the_roster_has_otherwise_is_somebody_else() -> None:
    assert of("lovelaceada_77_11_a.zip", "lovelaceada_78_11_a.zip", roster=[ADA]) == {"alove": 1, "lovelaceada-78": 1}
    assert of("lovelaceada_78_11_a.zip", roster=[ADA]) == {"lovelaceada-78": 1}


@pytest.mark.parametrize(
    ("owner", "student"),
    [
        (Owner("", "Eve Adams"), "Eve Adams"),
        (Owner("", "a/../b[*]?"), "a_.._b____"),
        (Owner("", "..."), "_"),
        (Owner("", "con"), "_con"),
        (Owner("Blackboard", login="alove", full="HW_alove"), "alove"),
        (Owner("Moodle", "Ada King-Noel", "7"), "ada-king-noel-7"),
        (Owner("Canvas", "", "anon_Ab1xZ"), "anon_Ab1xZ"),
        (Owner("Gradescope", "", email="ada@x.edu"), "ada@x.edu"),
        (Owner("Moodle", "李小龙", "7"), "李小龙-7"),
        (Owner("Moodle", "<b>", ""), "b"),
    ],
)
def test_an_id_is_made_that_a_folder_can_have(owner: Owner, student: str) -> None:
    assert made_id(owner) == student


def test_names_are_the_same_in_any_order() -> None:
    assert is_same_name("Lovelace, Ada", "Ada Lovelace")
    assert is_same_name("müllerjürgen", "Jürgen Müller")
    assert is_same_name("kingnoeladaaugusta", "Ada Augusta King-Noel")
    assert not is_same_name("lovelaceada", "Adal Ovelace")
    assert not is_same_name("", "Ada")


def test_the_number_of_another_lms_is_not_somebody_elses() -> None:
    roster = [ADA, BOB]
    assert of("Ana María de la Cruz_77_assignsubmission_file_", roster=roster) == {"ana-maría-de-la-cruz-77": 1}
    assert of("77-678 - Åsa Öberg - May 6, 2024 1200 PM", roster=roster) == {"åsa-öberg-77": 1}
    assert of("Lovelace A._77_assignsubmission_file_", roster=roster) == {"alove": 1}
    assert of("countessada_77_11_a.zip", roster=roster) == {"alove": 1}, "Canvas shows the names that people prefer"
