"""Says what came of collecting: for a person as a list, for a program as data."""

import shlex
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from classroom.collecting.planning import Plan
from classroom.collecting.roster import Person

STATES = {
    "new": "",
    "newer": "newer",
    "unchanged": "unchanged",
    "kept": "left as it was",
    "nothing": "not collected",
}


@dataclass(frozen=True)
class Collected:
    """What became of one student's hand-ins. `state` is one of `STATES`."""

    id: str
    name: str
    state: str
    why: str
    sources: tuple[str, ...]
    unused: tuple[str, ...]
    notebooks: dict[str, str]
    graded: int
    missing: tuple[str, ...]
    other_files: tuple[str, ...]
    submitted: str
    late: bool
    is_known: bool
    why_unknown: str
    was_graded: bool
    notes: tuple[str, ...]
    trouble: dict[str, str]

    @classmethod
    def of(cls, plan: Plan, state: str, why: str, was_graded: bool) -> "Collected":
        """The report of a plan that was carried out, or was not."""
        student = plan.student
        notebooks = {name: chosen.shown for name, chosen in plan.notebooks.items()}
        return cls(
            id=student.id,
            name=student.shown,
            state=state,
            why=why,
            sources=tuple(delivery.shown for delivery in student.deliveries if delivery.shown not in plan.unused),
            unused=plan.unused,
            notebooks=notebooks,
            graded=plan.graded,
            missing=plan.missing,
            other_files=tuple(sorted(plan.files.keys() - {f"{name}.ipynb" for name in notebooks})),
            submitted=plan.timestamp,
            late=plan.late,
            is_known=student.is_known,
            why_unknown=student.why,
            was_graded=was_graded,
            notes=tuple(plan.notes),
            trouble=dict(plan.trouble),
        )


@dataclass
class Report:
    """What came of a download: by student, what is nobody's by its path, and who handed in nothing."""

    assignment: str
    dry: bool
    collected: list[Collected] = field(default_factory=list)
    trouble: dict[str, str] = field(default_factory=dict)
    nothing: tuple[Person, ...] = ()

    @property
    def needs_a_person(self) -> bool:
        """Whether anything was found that somebody must look at before all is collected."""
        return bool(self.trouble) or any(
            one.trouble or not one.is_known or one.state in ("kept", "nothing") for one in self.collected
        )

    def data(self) -> dict[str, Any]:
        """The same as data, in the order in which it is shown."""
        return {
            "dry_run": self.dry,
            "students": [asdict(one) for one in self.collected],
            "nobodys": self.trouble,
            "handed_in_nothing": [{"id": person.id, "name": person.name} for person in self.nothing],
            "needs_a_person": self.needs_a_person,
        }

    def text(self) -> str:
        """The list that a person reads."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        width = max((len(one.id) for one in self.collected), default=0)
        for one in self.collected:
            yield from _of_one(one, width)
        trouble = [(one.id, name, why) for one in self.collected for name, why in one.trouble.items()]
        trouble += [("", name, why) for name, why in self.trouble.items()]
        if trouble:
            yield f"\nTo be looked at ({len(trouble)}):"
            for student, name, why in trouble:
                yield f"  {f'{student}: ' if student else ''}{name}\n      {why}"
        unknown = [one for one in self.collected if not one.is_known]
        if unknown:
            yield f"\nNot on the roster ({len(unknown)}), collected under the name that the LMS gives:"
            yield from (f"  {one.id}: {one.name}\n      {one.why_unknown}" for one in unknown)
        if self.nothing:
            yield f"\nHanded in nothing ({len(self.nothing)}):"
            yield from (f"  {person.id}{f': {person.name}' if person.name else ''}" for person in self.nothing)
        again = [one.id for one in self.collected if one.state == "newer" and one.was_graded]
        if again:
            yield "\nThese were graded before, and have handed in something newer. To grade it:"
            yield from (
                f"  nbgrader autograde {self.assignment} --student {shlex.quote(student)} --force" for student in again
            )
        yield f"\n{self._summary()}"

    def _summary(self) -> str:
        counts = {state: sum(one.state == state for one in self.collected) for state in STATES}
        parts = [
            f"{counts['new']} new",
            f"{counts['newer']} newer" if counts["newer"] else "",
            f"{counts['unchanged']} unchanged" if counts["unchanged"] else "",
            f"{counts['kept']} left as they were" if counts["kept"] else "",
            f"{counts['nothing']} not collected" if counts["nothing"] else "",
        ]
        students = "student" if len(self.collected) == 1 else "students"
        would = " Nothing was written: this was a dry run." if self.dry else ""
        return f"{len(self.collected)} {students}: {', '.join(filter(None, parts))}.{would}"


def _of_one(one: Collected, width: int) -> Iterator[str]:
    found = one.graded - len(one.missing)
    said = [
        f"all {one.graded} notebooks" if not one.missing else f"{found} of {one.graded} notebooks",
        f"without {', '.join(one.missing)}" if one.missing and found else "",
        "late" if one.late else "",
        STATES[one.state],
    ]
    yield f"{one.id:<{width}}  {'; '.join(filter(None, said))}. From {', '.join(one.sources or one.unused)}"
    if one.unused and one.sources:
        yield f"{'':<{width}}    Not taken: {', '.join(one.unused)}."
    if one.why:
        yield f"{'':<{width}}    {one.why}"
    for note in one.notes:
        yield f"{'':<{width}}    {note}"
