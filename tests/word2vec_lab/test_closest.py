"""A hint names what is near, and nothing where nothing is."""

from word2vec_lab.closest import MOST, closest


def test_a_hint_names_what_is_near() -> None:
    names = ["center", "outside", "both"]
    assert closest("centr", names) == " Did you mean 'center'?"
    assert closest("otuside", names) == " Did you mean 'outside'?"
    assert closest("purple", names) == ""
    assert closest(3, names) == ""
    assert closest("centr", []) == ""


def test_a_large_vocabulary_is_not_searched_to_its_end() -> None:
    looked_at = iter(f"word{k}" for k in range(2 * MOST))
    assert closest("word12", looked_at) == " Did you mean 'word12'?"
    assert next(looked_at) == f"word{MOST}"
