"""What is chosen in the explorer: which words, which vectors, which axes. The page and Python share these settings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Literal

import numpy as np

from word2vec_lab.closest import closest
from word2vec_lab.explorer.vectors import Kind, Vectors, kind_named

MOST_WORDS = 200
"""More labels than that cannot be told apart."""


@dataclass(frozen=True)
class Settings:
    """The choices, as a person makes them in the page.

    words              the words shown with labels, at most 200, the most important first
    kind               "center", "outside" or "both", one after the other
    axes_of            "shown": the axes of the SVD of the words shown, as in the assignment; "all": the principal
                       components of the whole vocabulary
    components         which two axes are drawn, counted from 0
    unit_length        each vector is brought to length 1 (L2) first
    without_frequency  what a straight line in log frequency explains of the vectors is taken out first
    equal_scales       one unit is as long on both axes
    view_of            "shown": the first view holds the words shown; "all": the whole cloud
    sized, cloud       points are sized by frequency; the whole vocabulary is shown as a faint cloud
    trails             the way of each word through the training is shown
    moment             which checkpoint (of the first run that has any) is shown, counted from 0, perhaps between two;
                       None is the end
    analogy            three words a, b, c of a − b + c, or none
    beside             what stands in a second plot: "nothing", "length" (raw and length 1), "run" (the second run)
    without_mean       the mean of the whole vocabulary is taken out before words are compared: neighbours, analogies
    across, up         two words, from and to, whose difference takes the place of that axis: ("good", "bad"); or none
    expected           a word whose rank among the answers is told, or ""
    """

    words: tuple[str, ...]
    kind: Kind = "center"
    axes_of: Literal["shown", "all"] = "shown"
    components: tuple[int, int] = (0, 1)
    unit_length: bool = False
    without_frequency: bool = False
    equal_scales: bool = False
    view_of: Literal["shown", "all"] = "shown"
    sized: bool = True
    cloud: bool = True
    trails: bool = False
    moment: float | None = None
    analogy: tuple[str, ...] = ()
    beside: Literal["nothing", "length", "run"] = "nothing"
    without_mean: bool = True
    across: tuple[str, ...] = ()
    up: tuple[str, ...] = ()
    expected: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The settings as the page takes them."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}


CHOICES: dict[str, tuple[str, ...]] = {
    "axes_of": ("shown", "all"),
    "view_of": ("shown", "all"),
    "beside": ("nothing", "length", "run"),
}
SWITCHES = ("without_mean", "unit_length", "without_frequency", "equal_scales", "sized", "cloud", "trails")


def from_page(values: Mapping[str, Any]) -> Settings:
    """Settings as the page sent them."""
    known = {field.name for field in fields(Settings)}
    pairs: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
    return Settings(**{name: value for name, value in pairs.items() if name in known})


def named(words: tuple[str, ...], chosen: Mapping[str, Any]) -> Settings:
    """Settings from those that somebody has given by name. Raises ValueError for a name that there is not."""
    known = [field.name for field in fields(Settings)]
    for name in chosen:
        if name not in known:
            raise ValueError(
                f"there is no such setting as {name!r}: see help(explorer.Settings).{closest(name, known)}"
            )
    return Settings(words=words, **chosen)


def checked(settings: Settings, runs: Sequence[Vectors]) -> Settings:
    """The settings, where they can be shown. Raises ValueError that says what to choose instead."""
    run = runs[0]
    settings = replace(settings, kind=kind_named(settings.kind))
    words = _words("words", settings.words)
    if not words:
        raise ValueError("no words are chosen: give at least one")
    if len(words) > MOST_WORDS:
        raise ValueError(f"{len(words)} words are chosen: choose at most {MOST_WORDS}, more labels have no room")
    twice = [word for k, word in enumerate(words) if word in words[:k]]
    if twice:
        raise ValueError(f"the word {twice[0]!r} is chosen twice: choose each word once")
    run.rows_of(words)
    for name, choices in CHOICES.items():
        if (value := getattr(settings, name)) not in choices:
            hint = closest(value, choices)
            raise ValueError(f"{name} is {value!r}: choose one of {', '.join(map(repr, choices))}.{hint}")
    for name in SWITCHES:
        if not isinstance(getattr(settings, name), bool | np.bool_):
            raise ValueError(f"{name} is {getattr(settings, name)!r}: give True or False")
    if settings.beside == "run" and len(runs) < 2:
        raise ValueError("there is no second run to show beside the first: give one as `beside`")
    shown = runs if settings.beside == "run" else runs[:1]
    for which, one in zip(("", " of the second run"), shown, strict=False):
        if settings.kind not in one.kinds:
            raise ValueError(f"the vectors chosen are {settings.kind!r}, but only centre vectors were given{which}")
        if settings.without_frequency and one.counts is None:
            raise ValueError(f"log frequency can be taken out only where counts are given{which}")
    if not set(words) & set(shown[-1].words):
        raise ValueError("the second run has none of the words that are shown: choose words that both runs have")
    components = _components(settings, shown)
    across, up = _axis("across", settings.across, shown), _axis("up", settings.up, shown)
    analogy = _words("analogy", settings.analogy)
    if analogy:
        run.rows_of(analogy)
        if len(set(analogy)) != 3 or len(analogy) != 3:
            raise ValueError(f"an analogy needs three different words; got {analogy}")
        words += tuple(word for word in analogy if word not in words)
        if len(words) > MOST_WORDS:
            raise ValueError(f"with those of the analogy {len(words)} words are chosen: at most {MOST_WORDS} have room")
    _check_expected(settings, analogy, run)
    moment = _moment(settings, runs)
    return replace(settings, words=words, analogy=analogy, components=components, moment=moment, across=across, up=up)


def _words(name: str, given: Sequence[str]) -> tuple[str, ...]:
    if isinstance(given, str):
        raise ValueError(f"{name} is one text, {given!r}: give a list of words")
    return tuple(given)


def _components(settings: Settings, shown: Sequence[Vectors]) -> tuple[int, int]:
    found = tuple(settings.components)
    for run in shown:
        last = max(2, run.of_kind(settings.kind).shape[1]) - 1
        whole = all(isinstance(k, int | np.integer) and not isinstance(k, bool) and 0 <= k <= last for k in found)
        if len(found) != 2 or not whole:
            which = f" of {run.name or 'the second run'}, which is shown beside" if run is not shown[0] else ""
            raise ValueError(f"components {found} are not two of the axes 0 to {last}{which}")
    first, second = found
    return int(first), int(second)


def _axis(name: str, given: Sequence[str], shown: Sequence[Vectors]) -> tuple[str, ...]:
    words = _words(name, given)
    if not words:
        return ()
    if len(words) != 2 or words[0] == words[1]:
        raise ValueError(f"{name} is {words}: give two different words, from and to, or none")
    for run in shown:
        run.rows_of(words)
    return words


def _check_expected(settings: Settings, analogy: tuple[str, ...], run: Vectors) -> None:
    if settings.expected == "":
        return
    if not analogy:
        raise ValueError(f"{settings.expected!r} is expected, but of no analogy: give three words as analogy")
    run.rows_of([settings.expected])
    if settings.expected in analogy:
        raise ValueError(f"{settings.expected!r} is part of the analogy, so it can be no answer to it: expect another")


def _moment(settings: Settings, runs: Sequence[Vectors]) -> float | None:
    last = next((len(run.trajectory.iterations) - 1 for run in runs if run.trajectory is not None), 0)
    moment = settings.moment
    if moment is None:
        return None
    if isinstance(moment, bool) or not isinstance(moment, int | float | np.number) or not 0 <= moment <= last:
        raise ValueError(f"moment {moment!r} is not between 0 and {last}, the last checkpoint")
    return float(moment)
