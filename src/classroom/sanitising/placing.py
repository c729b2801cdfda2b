"""Shows a student's words that stand nowhere where an answer is looked for, at the questions that have no answer.

An unanswered question with nothing to show stays a 0 that nobody looks at. With something to show it asks for a person:
nbgrader leaves to people every written answer whose cell is not as it was released.
"""

import html
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from classroom.sanitising.master import Master
from classroom.sanitising.mending import Mended, mend
from classroom.sanitising.prose import reads_as_answer
from classroom.sanitising.reading import MOST_PICTURES, Cell
from classroom.sanitising.strays import Found, Stray, by_number, lines_of, numbers, shown_as

Items = dict[str, tuple[str, ...]]
"""Unanswered questions by notebook."""


@dataclass(frozen=True)
class Loose:
    """The cells of a file that is no notebook of the assignment, or was not taken for it."""

    file: str
    cells: tuple[Cell, ...]


def placed(
    masters: Mapping[str, Master], notebooks: Mapping[str, Mended], loose: Sequence[Loose], documents: Sequence[Found]
) -> dict[str, Mended]:
    """The notebooks of a submission, with what is loose in it shown where an answer is missing.

    A notebook that was not handed in is made up if something is to be shown there.
    """
    whole = {name: notebooks.get(name) or mend(master, ()) for name, master in masters.items()}
    empty: Items = {name: mended.empty() for name, mended in whole.items()}
    shown: dict[str, dict[str, list[Found]]] = {}
    if not any(empty.values()):
        return dict(notebooks)
    known = frozenset().union(*map(lines_of, masters.values()))
    strays = [(name, stray) for name, mended in notebooks.items() for stray in mended.strays]
    strays += [("", stray) for one in loose for stray in _strays(one, known)]
    strays += [("", Stray(document)) for document in documents]
    questions = {name: parts for master in masters.values() for name, parts in numbers(master).items()}
    for notebook, stray in strays:
        for part, items in _meant(notebook, stray, empty, questions):
            places = sum(map(len, items.values()))
            for name, grade_ids in items.items():
                for grade_id in grade_ids:
                    shown.setdefault(name, {}).setdefault(grade_id, []).append(_for_places(part, places))
    return {
        name: mended.showing(shown.get(name, {}))
        for name, mended in whole.items()
        if name in notebooks or name in shown
    }


def _for_places(found: Found, places: int) -> Found:
    """What is shown at several questions, without pictures that would be too much for a page so many times."""
    size = sum(len(content) for forms in found.attachments.values() for content in forms.values())
    if size * places > MOST_PICTURES:
        return replace(found, says=f"{found.says} Its pictures are shown there only.", attachments={}, places=places)
    return replace(found, places=places)


def _meant(
    notebook: str, stray: Stray, empty: Items, questions: Mapping[str, tuple[str, ...]]
) -> Iterable[tuple[Found, Items]]:
    """What was found, in parts where it is numbered like the questions, and where each part is to be shown."""
    if stray.items:
        yield stray.found, {notebook: stray.items}
        return
    for grade_id, text in by_number(stray.found.text, questions) or [("", stray.found.text)]:
        part = replace(stray.found, text=text)
        if grade_id and not any(grade_id in names for names in empty.values()):
            continue  # it says itself that it belongs to a question that has an answer
        numbered: Items = {name: (grade_id,) for name, names in empty.items() if grade_id in names}
        if numbered:
            yield part, numbered
        elif empty.get(notebook):
            yield part, {notebook: empty[notebook]}
        else:
            yield part, {name: names for name, names in empty.items() if names}


def _strays(loose: Loose, known: frozenset[str]) -> Iterable[Stray]:
    says = f"What follows stands in the file {html.escape(loose.file)}, and may be the answer."
    for cell in loose.cells:
        if reads_as_answer(cell.kind, cell.source, known):
            yield Stray(Found(says, shown_as(cell), cell.attachments))
