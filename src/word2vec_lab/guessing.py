"""Reads what a student puts in place of `None`: a guess, some guesses, bets on words, places to look at.

Whatever stands there, the cell runs on: what cannot be read is answered with a sentence, and counts as no guess.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

SHOWN = 60
"""So many characters of what was given are shown."""


def number(guess: Any, name: str = "Your guess") -> float | None:
    """The guess as a number, or None if there is none yet or it is none; says so in the second case.

    >>> number("9.5")
    9.5
    >>> number("nine")
    Your guess is 'nine', and should be one number, such as 2.5. Change it and run this cell again.
    """
    if guess is None or guess is ...:
        return None
    found = _as_number(guess)
    if found is None:
        print(f"{name} is {_shown(guess)}, and should be one number, such as 2.5. Change it and run this cell again.")
    return found


def numbers(guesses: Any, names: Sequence[str]) -> dict[str, float | None]:
    """A guess for each of the names; says which ones cannot be read, and which are for something else."""
    if not isinstance(guesses, Mapping):
        if guesses is not None and guesses is not ...:
            wanted = ", ".join(f"{name!r}: 2.5" for name in names)
            print(f"guesses is {_shown(guesses)}, and should be {{{wanted}}}, with your numbers in it.")
        return dict.fromkeys(names)
    for name in guesses:
        if name not in names:
            print(f"There is nothing to guess that is called {_shown(name)}. The names are: {', '.join(names)}.")
    return {name: number(guesses.get(name), f"Your guess for {name!r}") for name in names}


def bets(given: Any, words: Sequence[str], vocabulary: Iterable[str]) -> dict[str, str]:
    """The bet on each word, "" where there is none: on `words`, and on others of the vocabulary that were added.

    Says which of the words added are not in the vocabulary, and which bets are no words.
    """
    found = dict.fromkeys(words, "")
    if not isinstance(given, Mapping):
        if given is not None and given is not ...:
            wanted = ", ".join(f'"{word}": "film"' for word in words)
            print(f"bets is {_shown(given)}, and should be {{{wanted}}}, with your words in it.")
        return found
    known = set(vocabulary)
    for word, bet in given.items():
        if not isinstance(word, str) or word not in known:
            print(f"{_shown(word)} is not a word of this vocabulary. Take another one.")
        elif bet is None or bet is ... or isinstance(bet, str):
            found[word] = bet.strip() if isinstance(bet, str) else ""
        else:
            print(f"Your bet on {word!r} is {_shown(bet)}, and should be one word between quotation marks.")
            found[word] = ""
    return found


def places(given: Any) -> list[float]:
    """The places to look at, as numbers; says which of them are none. One number is a list of one."""
    if given is None or given is ...:
        return []
    alone = _as_number(given)
    if alone is not None:
        return [alone]
    if isinstance(given, str | bytes | Mapping) or not isinstance(given, Iterable):
        print(f"places is {_shown(given)}, and should be a list of numbers, such as [0.0, 2.5].")
        return []
    found = []
    for place in given:
        read = _as_number(place)
        if read is None:
            print(f"{_shown(place)} is not a place: write a number, such as 2.5. It was passed over.")
        else:
            found.append(read)
    return found


def _as_number(given: Any) -> float | None:
    """A finite number out of whatever it is, also out of a text or an array of one; None if it is none."""
    if isinstance(given, bool | np.bool_):
        return None
    if isinstance(given, np.ndarray) and given.size == 1:
        given = given.item()
    if not isinstance(given, str | int | float | np.number) and not hasattr(given, "__float__"):
        return None
    try:
        found = float(given)
    except (TypeError, ValueError, OverflowError):
        return None
    return found if math.isfinite(found) else None


def _shown(given: Any) -> str:
    text = repr(given)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
