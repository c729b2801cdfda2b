"""Of the mistakes that can be put together to give what a student has, the fewest are named; otherwise none."""

from typing import Any

import numpy as np

from word2vec_lab.check.judging.composing import Change, Factor, namer
from word2vec_lab.check.judging.mistakes import Measured
from word2vec_lab.check.score import Finding

CASES = [np.array([1.0, -2.0, 0.5]), np.array([0.3, 4.0, 2.0, 1.1]), np.array([-1.2, 0.7])]

Part = list[Change[Any]]
SQUARES: Part = [
    Change("", "", "", lambda x: x**2, 0),
    Change("sign", "the square has the wrong sign", "sign?", lambda x: -(x**2)),
    Change("cubed", "the square is a cube", "cube?", lambda x: x**3),
    Change("cubed-and-sign", "the square is a cube, with the wrong sign", "cube?", lambda x: -(x**3), 2),
    Change("logarithm", "the square is a logarithm", "log?", lambda x: np.log(x)),
]
LINES: Part = [
    Change("", "", "", lambda x: x, 0),
    Change("missing", "the line is missing", "line?", lambda x: 0 * x),
    Change("doubled", "the line is doubled", "twice?", lambda x: 2 * x),
]
HALVED: list[Factor[Any]] = [Factor("halved", "all of it is halved", "half?", lambda x: 0.5)]


def named(theirs: list[Any], parts: list[Part] | None = None) -> Finding | None:
    measured = [Measured(x, x**2 + x) for x in CASES]
    return namer(parts or [SQUARES, LINES], HALVED)(measured, [np.array(given) for given in theirs])


def test_a_single_mistake_is_named_and_the_rest_said_to_be_right() -> None:
    found = named([-(x**2) + x for x in CASES])
    assert found is not None
    assert (found.name, found.title, found.says) == ("sign", "The square has the wrong sign", "All else is right.")


def test_two_mistakes_at_once_are_both_named_and_both_asked_about() -> None:
    found = named([x**3 for x in CASES])
    assert found is not None
    assert found.name == "cubed+missing"
    assert "the line is missing" in found.title
    assert found.asks == "cube? line?"
    assert "right" not in found.says


def test_a_factor_of_all_of_it_is_named_beside_a_part() -> None:
    found = named([(x**3 + x) / 2 for x in CASES])
    assert found is not None
    assert found.name == "cubed+halved"


def test_of_several_ways_the_one_with_the_fewest_mistakes_is_named() -> None:
    """Half of x² + 2x is x²/2 + x; no part gives that alone, and of the sums only this one does."""
    found = named([(x**2 + 2 * x) / 2 for x in CASES])
    assert found is not None
    assert found.name == "doubled+halved"


def test_what_fits_in_one_case_only_has_no_name() -> None:
    theirs = [-(x**2) + x for x in CASES]
    theirs[1] = theirs[1] + 1e-2
    assert named(theirs) is None


def test_numbers_of_no_kind_have_no_name() -> None:
    rng = np.random.default_rng(1)
    assert all(named([rng.normal(size=x.shape) for x in CASES]) is None for _ in range(50))


def test_a_change_that_is_no_number_somewhere_stands_in_nobodys_way() -> None:
    """The logarithm of a negative number is none."""
    found = named([x**3 + x for x in CASES])
    assert found is not None
    assert found.name == "cubed"


def test_of_a_single_part_nothing_is_said_to_be_right_besides() -> None:
    found = named([x**3 for x in CASES], [SQUARES])
    assert found is not None
    assert (found.name, found.says) == ("cubed", "")
