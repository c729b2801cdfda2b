"""The lists of preprocessors in nbgrader's settings: what a course has put into one, and what isolated grading needs.

An entry of such a list is a class or its name, and the list may be one that a course has only appended to.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from nbconvert.preprocessors import ExecutePreprocessor
from traitlets.config import Config
from traitlets.config.loader import LazyConfigValue
from traitlets.utils.importstring import import_item

NEEDED = (
    "classroom.isolation.execute.IsolatedExecute",
    "classroom.isolation.failclosed.FailClosed",
    "classroom.sanitising.gradebook.RecordWhole",
)
"""Without the first nothing is isolated; without the others, points are given that nobody has seen earned."""


def set_to(section: Config, name: str, stock: Any) -> Any:
    """What a list or dict is set to in a section of the settings; `stock` is what it is where nothing sets it."""
    value = section.get(name, stock)
    return value.get_value(stock) if isinstance(value, LazyConfigValue) else value


def merged(ours: Sequence[Any], theirs: Iterable[Any], stock: Iterable[Any]) -> list[Any]:
    """Our list, which takes the place of the `stock` one, with what a course has of its own in `theirs`.

    The first of ours takes the place of the first of the stock list. What a course has put before that one comes
    first. All else comes before the last of ours, which records or cleans what the others have made.
    """
    theirs, stock = list(theirs), list(stock)
    if all(one in stock for one in theirs):
        return list(ours)  # without the import of all of them: each command of nbgrader comes by here
    kinds = [as_class(one) for one in theirs]
    first = [as_class(one) for one in (*ours[:1], *stock[:1])]
    known = [as_class(one) for one in (*ours, *stock)]
    middle = next((place for place, kind in enumerate(kinds) if kind in first), 0)
    own = [(place, one) for place, one in enumerate(theirs) if kinds[place] not in known]
    return [
        *(one for place, one in own if place < middle),
        *ours[:-1],
        *(one for place, one in own if place >= middle),
        *ours[-1:],
    ]


def missing(listed: Iterable[Any]) -> list[str]:
    """The names of the classes of `NEEDED` that such a list has not."""
    there = [as_class(one) for one in listed]
    return names_of(name for name in NEEDED if not any(_is_a(one, as_class(name)) for one in there))


def unprotected(listed: Iterable[Any]) -> list[str]:
    """The names of those in such a list that run a student's code together with the tests, as stock nbgrader does."""
    there = [as_class(one) for one in listed]
    return [getattr(one, "__name__", type(one).__name__) for one in there if _is_a(one, ExecutePreprocessor)]


def names_of(dotted: Iterable[str]) -> list[str]:
    """What people call these classes: their names without those of their modules."""
    return [name.rpartition(".")[2] for name in dotted]


def as_class(named: Any) -> Any:
    """What an entry names; the entry itself if it is no text, or names nothing."""
    try:
        return import_item(named) if isinstance(named, str) else named
    except Exception:  # whatever a module raises while it is imported; `classroom check` says so
        return named


def _is_a(one: Any, kind: type) -> bool:
    return issubclass(one, kind) if isinstance(one, type) else isinstance(one, kind)
