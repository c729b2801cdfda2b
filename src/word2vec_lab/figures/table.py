"""A table that reads as text as well: its numbers can be copied, and a screen reader says them in order."""

import html
from dataclasses import dataclass

NAME = "text-align:left;padding:.15em .6em"
ENTRY = "text-align:right;white-space:nowrap;padding:.15em .6em"
HOW = f"{NAME};min-width:16em"
"""Said of every cell: pages differ in what they say of tables, and some set the columns without a gap. On a telephone
the table scrolls; sentences that are one word wide could not be read.
"""


@dataclass(frozen=True)
class Row:
    """A line of a table: what it is called, its entries, and how they come about."""

    name: str
    entries: tuple[str, ...]
    how: str = ""


@dataclass(frozen=True, repr=False)
class Table:
    """A table. A line may have fewer entries than there are columns, where it is about something else."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    hows: str = ""

    def _repr_html_(self) -> str:
        hows = _head(self.hows, HOW) if self.hows else ""
        head = "".join(_head(column, ENTRY) for column in self.columns) + hows
        return (
            f'<table><caption style="text-align:left">{html.escape(self.title)}</caption>'
            f"<thead><tr><td></td>{head}</tr></thead><tbody>{''.join(map(self._line, self.rows))}</tbody></table>"
        )

    def _line(self, row: Row) -> str:
        entries = "".join(f'<td style="{ENTRY}">{html.escape(entry)}</td>' for entry in self._filled(row))
        how = f'<td style="{HOW}">{html.escape(row.how)}</td>' if self.hows else ""
        return f'<tr><th scope="row" style="{NAME}">{html.escape(row.name)}</th>{entries}{how}</tr>'

    def _filled(self, row: Row) -> list[str]:
        return [*row.entries, *[""] * (len(self.columns) - len(row.entries))]

    def __repr__(self) -> str:
        named = max(len(row.name) for row in self.rows)
        wide = 2 + max(len(text) for row in self.rows for text in (*row.entries, *self.columns))
        lines = [" " * named + "".join(f"{column:>{wide}}" for column in self.columns)]
        for row in self.rows:
            line = f"{row.name:<{named}}" + "".join(f"{entry:>{wide}}" for entry in self._filled(row))
            lines.append(f"{line}   {row.how}".rstrip())
        return "\n".join([self.title, *lines])


def _head(text: str, style: str) -> str:
    return f'<th scope="col" style="{style}">{html.escape(text)}</th>'
