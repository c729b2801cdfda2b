"""The table of items: what a row must say, and the sums that are taken from it."""

import dataclasses
import re

import pytest

from word2vec_lab.items import Item, autograded, items, summary

READ = Item(id="q9", part="9", notebook="9_last", kind="written", points=2, title="why")


def test_the_autograded_items_are_those_with_a_check() -> None:
    assert autograded() == [item for item in items().values() if item.check]
    assert 0 < len(autograded()) < len(items())


def test_an_item_that_nobody_or_everybody_judges_is_refused() -> None:
    with pytest.raises(ValueError, match=r'q9 is of the kind "auto" and names no check\. Add a line `check = '):
        dataclasses.replace(READ, kind="auto")
    with pytest.raises(ValueError, match='q9 is of the kind "written", so a person reads it'):
        dataclasses.replace(READ, check="why")


def test_the_summary_adds_up() -> None:
    whole, checked, read = (int(number) for number in re.findall(r"\d+", summary()))
    assert checked == sum(item.points for item in autograded())
    assert read == sum(item.points for item in items().values() if item.kind == "written")
    assert whole == checked + read
