"""Reads what a student puts in place of `None`: a guess, some guesses, bets on words, places to look at.

Nothing is answered before it was guessed: without a guess the cell says so. Whatever stands there, the cell runs on:
what cannot be read is answered with a sentence, and counts as no guess. The first guess is kept, and shown beside a
later one: whoever has read the answer cannot have known it all along.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

import numpy as np

from word2vec_lab.shown import running_cell

G = TypeVar("G", float, str)

SHOWN = 60
"""So many characters of what was given are shown."""

_first: dict[tuple[str, str], Any] = {}
"""The first guess of each cell, by the cell and the name of the guess."""


def number(guess: Any, name: str = "Your guess") -> float | None:
    """The guess as a number, or None if there is none yet or it is none; says so in both cases.

    >>> number("9.5")
    9.5
    >>> number(None)
    No guess yet. Put a number in place of None and run this cell again: then it answers.
    >>> number("nine")
    Your guess is 'nine', and should be one number, such as 2.5. Change it and run this cell again.
    """
    if _nothing(guess):
        print(f"{_none_yet(name)} Put a number in place of None and run this cell again: then it answers.")
        return None
    found = _as_number(guess)
    if found is None:
        print(f"{name} is {_shown(guess)}, and should be one number, such as 2.5. Change it and run this cell again.")
        return None
    return _kept(name, found)


def choice(guess: Any, options: Sequence[str]) -> str | None:
    """The guess as one of the options, or None if there is none yet or it is none of them; says so in both cases.

    >>> choice("Yes", ["yes", "no"])
    'yes'
    >>> choice("perhaps", ["yes", "no"])
    Your guess is 'perhaps', and should be "yes" or "no". Change it and run this cell again.
    """
    *others, last = (f'"{option}"' for option in options)
    wanted = f"{', '.join(others)} or {last}"
    if _nothing(guess):
        print(f"No guess yet. Put {wanted} in place of None and run this cell again: then it answers.")
        return None
    found = {option.casefold(): option for option in options}.get(str(guess).strip().casefold())
    if found is None:
        print(f"Your guess is {_shown(guess)}, and should be {wanted}. Change it and run this cell again.")
        return None
    return _kept("Your guess", found)


def measured(guess: Any, found: np.ndarray) -> None:
    """Print a guess at some numbers beside what was measured, and whether they agree."""
    if _nothing(guess):
        print("No guess yet. Put your formula in place of None and run this cell again: then it is measured.")
        return
    try:
        given = np.broadcast_to(np.asarray(guess, dtype=float), found.shape)
    except (TypeError, ValueError):
        print(f"Your formula gives {_shown(guess)}, and should give {found.size} numbers, one for each place.")
        return
    print("yours   ", given.round(6))
    print("measured", found.round(6))
    print("They agree." if np.allclose(given, found, atol=1e-5) else "They do not agree. Which line does not hold?")


def numbers(guesses: Any, names: Sequence[str]) -> dict[str, float | None]:
    """A guess for each of the names; says which ones cannot be read, and which are for something else."""
    if not isinstance(guesses, Mapping):
        wanted = ", ".join(f"{name!r}: 2.5" for name in names)
        if _nothing(guesses):
            print(f"No guesses yet. Put {{{wanted}}} there, with your numbers in it, and run this cell again.")
        else:
            print(f"guesses is {_shown(guesses)}, and should be {{{wanted}}}, with your numbers in it.")
        return dict.fromkeys(names)
    for name in guesses:
        if name not in names:
            print(f"There is nothing to guess that is called {_shown(name)}. The names are: {', '.join(names)}.")
    return {name: number(guesses.get(name), f"Your guess for {name!r}") for name in names}


def bets(given: Any, words: Sequence[str], vocabulary: Iterable[str]) -> dict[str, str]:
    """The bet on each word, "" where there is none: on `words`, and on others of the vocabulary that were added.

    Says on which words there is no bet yet, which words and bets are not in the vocabulary, and which are no words.
    """
    found = dict.fromkeys(words, "")
    if not isinstance(given, Mapping):
        wanted = ", ".join(f'"{word}": "film"' for word in words)
        if _nothing(given):
            print(f"No bets yet. Put {{{wanted}}} there, with your words in it, and run both cells again.")
        else:
            print(f"bets is {_shown(given)}, and should be {{{wanted}}}, with your words in it.")
        return found
    known = set(vocabulary)
    missing = [word for word in words if _nothing(given.get(word))]
    if missing:
        print(f"No bet yet on {', '.join(missing)}. Place it in the cell of the bets, and run both cells again.")
    for word, bet in given.items():
        if not isinstance(word, str) or word not in known:
            print(f"{_shown(word)} is not a word of this vocabulary. Take another one.")
        elif _nothing(bet):
            found[word] = ""
        elif isinstance(bet, str) and (bet.strip() == word or bet.strip() not in known):
            why = (
                "is the word itself" if bet.strip() == word else f"is not one of the {len(known):,} words compared here"
            )
            print(f"Your bet on {word!r} is {_shown(bet.strip())}, which {why}. Bet on another one.")
            found[word] = ""
        elif isinstance(bet, str):
            found[word] = _kept(f"Your bet on {word!r}", bet.strip())
        else:
            print(f"Your bet on {word!r} is {_shown(bet)}, and should be one word between quotation marks.")
            found[word] = ""
    return found


def places(given: Any) -> list[float]:
    """The places to look at, as numbers; says which of them are none. One number is a list of one."""
    if _nothing(given):
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


def _nothing(given: Any) -> bool:
    """Whether nothing was put in the place yet."""
    return given is None or given is ... or (isinstance(given, str) and not given.strip())


def _none_yet(name: str) -> str:
    """Which guess is not there yet, in words."""
    return f"No {name.removeprefix('Your ')} yet."


def _kept(name: str, guess: G) -> G:
    """The guess; the first one of a cell is remembered, and said beside a later one."""
    cell = running_cell()
    if cell is not None:
        first = _first.setdefault((cell, name), guess)
        if first != guess:
            print(f"({name} was {_shown(first)} at first.)")
    return guess


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
