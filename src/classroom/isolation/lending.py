"""The functions and objects that a process lends to the one at the other end of its link: only their numbers cross."""

from collections.abc import Iterable
from typing import Any

MOST_LENT = 100_000


class Lent:
    """Lent objects by number. An object keeps its number until all are taken back."""

    def __init__(self) -> None:
        self.objects: dict[int, Any] = {}
        self.numbers: dict[int, int] = {}
        self.next = 1

    def number_of(self, thing: Any) -> int:
        """The number of an object, which is kept alive from now on; `ValueError` if too many are lent."""
        known = self.numbers.get(id(thing))
        if known is not None:
            return known
        if len(self.objects) >= MOST_LENT:
            raise ValueError(f"more than {MOST_LENT:,} functions and objects are lent at the same time")
        number, self.next = self.next, self.next + 1
        self.objects[number], self.numbers[id(thing)] = thing, number
        return number

    def was_taken_back(self, number: Any) -> bool:
        """Whether it is a number of those that `clear` has taken back, all of which are below the ones in use."""
        return type(number) is int and 0 < number <= (self.next - 1) // MOST_LENT * MOST_LENT

    def take_back(self, numbers: Iterable[int]) -> None:
        """Take those of these numbers back that are lent. They are not used again."""
        for number in numbers:
            if number in self.objects:
                del self.numbers[id(self.objects.pop(number))]

    def clear(self) -> None:
        """Take all of them back. Their numbers are not used again.

        The next number does not tell how many there were: what one check has lent could be told by that to the next.
        """
        self.objects.clear()
        self.numbers.clear()
        self.next += MOST_LENT - (self.next - 1) % MOST_LENT
