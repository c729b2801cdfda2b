"""Whatever stands in place of a guess, a bet or a place, the cell runs to its end and says what it expected."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from word2vec_lab import guessing

RELEASE = Path(__file__).resolve().parents[2] / "release" / "word2vec"
ODD = [
    "'tea'",
    "[1, 2]",
    "{'a': 1}",
    "float('nan')",
    "float('inf')",
    "10**400",
    "True",
    "print",
    "1j",
    "[]",
]
GOOD = [("2.5", 2.5), ("3", 3.0), ("'9.5'", 9.5), ("np.float64(2)", 2.0), ("np.array([4.0])", 4.0)]
CELLS = {
    "1_softmax": ["predict-reveal"],
    "2_activations": ["candidates", "predict-reveal"],
    "3_negative_sampling": ["predict-reveal"],
    "4_skipgram": ["predict-reveal"],
    "5_sgd": ["predict-reveal"],
}
WITH_NAMES = [
    ("3_negative_sampling", "price"),
    ("4_skipgram", "pairs"),
    ("4_skipgram", "bill-measured"),
    ("4_skipgram", "predict-reveal"),
    ("5_sgd", "predict-reveal"),
]


def released(name: str) -> dict[str, str]:
    book = json.loads((RELEASE / f"{name}.ipynb").read_text(encoding="utf-8"))
    return {cell["id"]: "".join(cell["source"]) for cell in book["cells"]}


def run(name: str, cells: list[str], value: str) -> None:
    sources = released(name)
    namespace: dict[str, Any] = {}
    for cell in ["setup", *cells]:
        source = sources[cell]
        if cell == "predict-reveal":
            assert "None" in source.split("\n\n")[0]
            top, rest = source.split("\n\n", 1)
            source = f"{top.replace('None', value)}\n\n{rest}"
        exec(source, namespace)


@pytest.mark.parametrize("value", ODD)
@pytest.mark.parametrize("name", CELLS)
def test_a_guess_that_is_no_number_is_answered_in_words(
    name: str, value: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(name, CELLS[name], value)
    said = capsys.readouterr().out
    assert "and should be one number, such as 2.5. Change it and run this cell again." in said
    assert "off by" not in said
    assert "times that" not in said


@pytest.mark.parametrize("name", CELLS)
def test_nothing_is_answered_before_it_was_guessed(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(name, [cell for cell in CELLS[name] if cell != "predict-reveal"], "None")
    capsys.readouterr()
    for value in ("None", "..."):
        run(name, CELLS[name], value)
        said = capsys.readouterr().out.splitlines()[-3:]
        assert any("yet. Put a number in place of None and run this cell again: then it answers." in s for s in said)
        assert not any(word in "".join(said) for word in ("loss at the start", "rises by", "softmax:", "It ends"))
    run(name, CELLS[name], "2.5")
    said_then = capsys.readouterr().out
    assert "off by" in said_then or "times that" in said_then or "Your guess is 2.5" in said_then


def test_the_first_guess_of_a_cell_is_kept(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(guessing, "running_cell", lambda: "a cell of this test")
    assert guessing.number(7) == 7
    assert capsys.readouterr().out == ""
    assert guessing.number(9.9) == 9.9
    assert capsys.readouterr().out == "(Your guess was 7.0 at first.)\n"
    assert guessing.number(7) == 7
    assert capsys.readouterr().out == ""


def test_one_of_two_answers_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert guessing.choice(" YES ", ["yes", "no"]) == "yes"
    assert guessing.choice(None, ["yes", "no"]) is None
    assert guessing.choice(True, ["yes", "no"]) is None
    assert capsys.readouterr().out.splitlines() == [
        'No guess yet. Put "yes" or "no" in place of None and run this cell again: then it answers.',
        'Your guess is True, and should be "yes" or "no". Change it and run this cell again.',
    ]


def test_more_than_two_answers_are_listed_as_one_says_them(capsys: pytest.CaptureFixture[str]) -> None:
    guessing.choice(None, ["about 40", "about 400", "never"])
    assert 'Put "about 40", "about 400" or "never" in place of None' in capsys.readouterr().out


@pytest.mark.parametrize(("notebook", "cell"), WITH_NAMES)
@pytest.mark.parametrize("value", ["None", "5", "'abc'", "[1, 2]", "{}", "{'other': 3}"])
def test_guesses_that_have_lost_their_names_are_answered_in_words(
    notebook: str, cell: str, value: str, capsys: pytest.CaptureFixture[str]
) -> None:
    sources = released(notebook)
    top, rest = sources[cell].split("\n\n", 1)
    assert top.startswith("guesses = {")
    exec(f"{sources['setup']}\n\nguesses = {value}\n\n{rest}", {})
    said = capsys.readouterr().out
    assert "yet." in said or "and should be {" in said
    assert "You said" not in said
    assert "off by" not in said


def test_a_formula_is_held_against_what_was_measured(capsys: pytest.CaptureFixture[str]) -> None:
    found = np.array([0.25, 1.0])
    guessing.measured(None, found)
    assert capsys.readouterr().out.startswith("No guess yet.")
    guessing.measured(found + 1e-9, found)
    assert capsys.readouterr().out.endswith("They agree.\n")
    guessing.measured(found + 1e-3, found)
    assert "They do not agree." in capsys.readouterr().out
    for odd in ("t", [1, 2, 3], {"a": 1}):
        guessing.measured(odd, found)
        assert "should give 2 numbers, one for each place." in capsys.readouterr().out


@pytest.mark.parametrize(("text", "number"), GOOD)
def test_what_is_a_number_is_taken_as_one(text: str, number: float) -> None:
    assert guessing.number(eval(text, {"np": np})) == number


def test_guesses_under_other_names_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert guessing.numbers({"one": 1, "three": 3}, ["one", "two"]) == {"one": 1.0, "two": None}
    assert capsys.readouterr().out.splitlines() == [
        "There is nothing to guess that is called 'three'. The names are: one, two.",
        "No guess for 'two' yet. Put a number in place of None and run this cell again: then it answers.",
    ]
    for odd in (5, "five", [1, 2]):
        assert guessing.numbers(odd, ["one", "two"]) == {"one": None, "two": None}
        assert "should be {'one': 2.5, 'two': 2.5}" in capsys.readouterr().out


def test_bets_on_other_words_and_bets_that_are_no_words(capsys: pytest.CaptureFixture[str]) -> None:
    words, vocabulary = ["king", "tea"], {"king", "tea", "film"}
    given = {"king": " film ", "tea": 3, "film": None, "zzz": "x", 7: "x"}
    assert guessing.bets(given, words, vocabulary) == {"king": "film", "tea": "", "film": ""}
    assert capsys.readouterr().out.splitlines() == [
        "Your bet on 'tea' is 3, and should be one word between quotation marks.",
        "'zzz' is not a word of this vocabulary. Take another one.",
        "7 is not a word of this vocabulary. Take another one.",
    ]
    for odd in ("queen", ["queen", "coffee"], 3, float("nan")):
        assert guessing.bets(odd, words, vocabulary) == {"king": "", "tea": ""}
        assert 'should be {"king": "film", "tea": "film"}' in capsys.readouterr().out
    for nothing in (None, ...):
        assert guessing.bets(nothing, words, vocabulary) == {"king": "", "tea": ""}
        assert capsys.readouterr().out.startswith("No bets yet.")
    assert guessing.bets({"king": None, "tea": "king"}, words, vocabulary) == {"king": "", "tea": "king"}
    assert capsys.readouterr().out.startswith("No bet yet on king.")
    assert guessing.bets({"king": "queen", "tea": "tea"}, words, vocabulary) == {"king": "", "tea": ""}
    assert capsys.readouterr().out.splitlines() == [
        "Your bet on 'king' is 'queen', which is not one of the 3 words compared here. Bet on another one.",
        "Your bet on 'tea' is 'tea', which is the word itself. Bet on another one.",
    ]


def test_places_that_are_none_are_passed_over(capsys: pytest.CaptureFixture[str]) -> None:
    assert guessing.places([1, "2.5", "here", None, [3], float("inf"), np.float64(4)]) == [1.0, 2.5, 4.0]
    said = capsys.readouterr().out.splitlines()
    assert [line.split(" is not a place")[0] for line in said] == ["'here'", "None", "[3]", "inf"]
    assert guessing.places(3) == [3.0]
    assert guessing.places(np.array([1.0, 2.0])) == [1.0, 2.0]
    for odd in ("here", {"a": 1}, print, b"x"):
        assert guessing.places(odd) == []
        assert "should be a list of numbers" in capsys.readouterr().out


def test_a_long_value_is_cut(capsys: pytest.CaptureFixture[str]) -> None:
    guessing.number(list(range(1000)))
    assert len(capsys.readouterr().out) < 200
