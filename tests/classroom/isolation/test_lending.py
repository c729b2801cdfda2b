"""Lent objects and their numbers: one object, one number, and none is used twice."""

import pytest

from classroom.isolation import lending
from classroom.isolation.lending import Lent


def test_an_object_keeps_its_number_and_no_other_gets_it() -> None:
    lent, one, other = Lent(), object(), object()
    first = lent.number_of(one)
    assert lent.number_of(one) == first
    assert lent.number_of(other) != first
    assert lent.objects[first] is one


def test_numbers_do_not_come_again_when_all_are_taken_back() -> None:
    lent, one = Lent(), object()
    first = lent.number_of(one)
    lent.clear()
    assert first not in lent.objects
    assert lent.number_of(one) != first


def test_what_was_taken_back_is_known_by_its_number() -> None:
    lent = Lent()
    first = lent.number_of(object())
    assert not lent.was_taken_back(first)
    lent.clear()
    assert lent.was_taken_back(first)
    later = lent.number_of(object())
    assert not any(map(lent.was_taken_back, (later, later + 1, 0, -1, "1", None)))


def test_some_are_taken_back() -> None:
    lent, one, other = Lent(), object(), object()
    first, second = lent.number_of(one), lent.number_of(other)
    lent.take_back([first, 99])
    assert list(lent.objects) == [second]
    assert lent.number_of(one) > second


def test_only_so_many_are_lent_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lending, "MOST_LENT", 2)
    lent, things = Lent(), [object(), object(), object()]
    for thing in things[:2]:
        lent.number_of(thing)
    lent.number_of(things[0])
    with pytest.raises(ValueError, match="more than 2 functions and objects"):
        lent.number_of(things[2])
