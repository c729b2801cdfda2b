"""What is chosen in the explorer: which words, which vectors, which axes. The page and Python share these settings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Literal

from word2vec_lab.explorer.vectors import Kind, Vectors

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
    sized, cloud       points are sized by frequency; the whole vocabulary is shown as a faint cloud
    trails             the way of each word through the training is shown
    moment             which checkpoint (of the first run that has any) is shown, counted from 0, perhaps between two;
                       None is the end
    analogy            three words a, b, c of a − b + c, or none
    beside             what stands in a second plot: "nothing", "length" (raw and length 1), "run" (the second run)
    """

    words: tuple[str, ...]
    kind: Kind = "center"
    axes_of: Literal["shown", "all"] = "shown"
    components: tuple[int, int] = (0, 1)
    unit_length: bool = False
    without_frequency: bool = False
    equal_scales: bool = False
    sized: bool = True
    cloud: bool = True
    trails: bool = False
    moment: float | None = None
    analogy: tuple[str, ...] = ()
    beside: Literal["nothing", "length", "run"] = "nothing"

    def as_dict(self) -> dict[str, Any]:
        """The settings as the page takes them."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}


CHOICES: dict[str, tuple[str, ...]] = {
    "kind": ("center", "outside", "both"),
    "axes_of": ("shown", "all"),
    "beside": ("nothing", "length", "run"),
}


def from_page(values: Mapping[str, Any]) -> Settings:
    """Settings as the page sent them."""
    known = {field.name for field in fields(Settings)}
    pairs: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
    return Settings(**{name: value for name, value in pairs.items() if name in known})


def checked(settings: Settings, runs: Sequence[Vectors]) -> Settings:
    """The settings, where they can be shown. Raises ValueError that says what to choose instead."""
    run = runs[0]
    words = tuple(settings.words)
    if not words:
        raise ValueError("no words are chosen: give at least one")
    if len(words) > MOST_WORDS:
        raise ValueError(f"{len(words)} words are chosen: choose at most {MOST_WORDS}, more labels have no room")
    twice = [word for k, word in enumerate(words) if word in words[:k]]
    if twice:
        raise ValueError(f"the word {twice[0]!r} is chosen twice: choose each word once")
    run.rows_of(words)
    for name, choices in CHOICES.items():
        if getattr(settings, name) not in choices:
            raise ValueError(f"{name} is {getattr(settings, name)!r}: choose one of {', '.join(map(repr, choices))}")
    if settings.kind not in run.kinds:
        raise ValueError(f"the vectors chosen are {settings.kind!r}, but only centre vectors were given")
    _check_components(settings, run)
    if settings.without_frequency and run.counts is None:
        raise ValueError("log frequency can be taken out only where counts are given")
    if settings.analogy:
        run.rows_of(settings.analogy)
        if len(set(settings.analogy)) != 3:
            raise ValueError(f"an analogy needs three different words; got {settings.analogy}")
        missing = tuple(word for word in settings.analogy if word not in words)
        settings = replace(settings, words=words + missing)
    if settings.beside == "run" and len(runs) < 2:
        raise ValueError("there is no second run to show beside the first: give one as `beside`")
    last = next((len(other.trajectory.iterations) - 1 for other in runs if other.trajectory is not None), 0)
    if settings.moment is not None and not 0 <= settings.moment <= last:
        raise ValueError(f"moment {settings.moment} is not between 0 and {last}, the last checkpoint")
    first, second = settings.components
    return replace(settings, words=tuple(settings.words), components=(first, second))


def _check_components(settings: Settings, run: Vectors) -> None:
    dimension = run.of_kind(settings.kind).shape[1]
    found = tuple(settings.components)
    if len(found) != 2 or not all(isinstance(k, int) and 0 <= k < max(2, dimension) for k in found):
        raise ValueError(f"components {found} are not two of the axes 0 to {max(2, dimension) - 1}")
