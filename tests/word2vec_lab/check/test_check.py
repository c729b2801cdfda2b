"""The checks that there are: those that the table of items names, each for its own item."""

import pytest

from word2vec_lab import check
from word2vec_lab.items import Item, autograded


def unwritten(*_arguments: object, **_named: object) -> None:
    raise NotImplementedError


@pytest.mark.parametrize("item", autograded(), ids=lambda item: item.id)
def test_the_check_of_a_row_scores_the_item_of_that_row(item: Item) -> None:
    scored = getattr(check, item.check)(unwritten).item
    assert scored == item, f"items.toml says that check.{item.check} judges {item.id}, and it scores {scored.id}."


def test_the_public_names_are_those_of_the_table_and_the_practice_check() -> None:
    assert check.__all__ == sorted({item.check for item in autograded()} | {"gradient_of_squares"})
    assert set(check.__all__) <= set(dir(check)), "so that Tab completes them"
    assert not hasattr(check, "sigmiod")


def test_a_row_whose_check_is_not_there_is_named() -> None:
    for item in (
        Item("q9", "9", "2_activations", "auto", 1, "not written", check="tanh_of_the_future"),
        Item("q9", "9", "9_last", "auto", 1, "no such notebook", check="sigmoid"),
    ):
        with pytest.raises((AttributeError, ModuleNotFoundError)) as caught:
            check._check_of(item)
        assert caught.value.__notes__ == [
            f"The table of items says that {item.check} in word2vec_lab.check.by_notebook."
            f"{item.notebook.partition('_')[2]}.checks judges q9."
        ]
