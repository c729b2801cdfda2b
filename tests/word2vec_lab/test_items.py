"""The table of items must be the handout's: 31 points written work's part, 18 for code, 49 in all."""

from word2vec_lab.items import items


def test_the_points_of_the_handout() -> None:
    part_one = sum(i.points for i in items().values() if i.part.startswith("1("))
    part_two = sum(i.points for i in items().values() if i.part.startswith("2("))
    assert (part_one, part_two) == (31, 18)


def test_each_part_has_the_handouts_points() -> None:
    wanted = {"a": 2, "b": 6, "c": 1, "d": 5, "e": 1, "f": 2, "g": 3, "h": 6, "i": 2, "j": 3}
    for letter, points in wanted.items():
        assert sum(i.points for i in items().values() if i.part.startswith(f"1({letter})")) == points
    for letter, points in {"a": 12, "b": 4, "c": 2}.items():
        assert sum(i.points for i in items().values() if i.part.startswith(f"2({letter})")) == points
