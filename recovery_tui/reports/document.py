"""A staff document: titled groups of lines, as plain text of 80 columns or as one HTML file that prints well."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from recovery_tui.records.fit import visible
from recovery_tui.reports.filling import fill
from recovery_tui.reports.whole_days import NO_BREAK, whole_days

COLUMNS = 80


@dataclass(frozen=True)
class Entry:
    """A line and what is said after it."""

    text: str
    note: str = ""
    indent: int = 0


@dataclass(frozen=True)
class Part:
    """A titled group of lines."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Document:
    """Something staff read or print: the classification stands on every page, and who printed it when."""

    title: str
    parts: tuple[Part, ...]
    classification: str
    printed: str = ""
    """`Printed by Kim Example, Mon 23 Nov 2026 10:42`."""


def to_text(document: Document) -> str:
    """Plain text, no line longer than 80 columns."""
    mark = [visible(document.classification).center(COLUMNS).rstrip()]
    title = folded(document.title)
    lines = [*mark, "", *title, "=" * max(map(len, title), default=0), ""]
    for part in document.parts:
        lines += folded(part.title)
        for entry in part.entries:
            said = f"{entry.text}  ({entry.note})" if entry.note else entry.text
            lines += folded(said, "  " * (entry.indent + 1), "  " * (entry.indent + 2))
        lines.append("")
    lines += [*folded(document.printed), *mark]
    return "\n".join(line.rstrip() for line in lines).rstrip() + "\n"


def to_html(document: Document) -> str:
    """One HTML file that needs nothing else; every value escaped."""
    return fill("list.html", document=document)


def folded(text: str, first: str = "", others: str | None = None) -> list[str]:
    """Lines of at most 80 columns, what is hidden in the text shown; `first` and `others` are their margins."""
    margin = first if others is None else others
    return [
        line.replace(NO_BREAK, " ")
        for row in whole_days(visible(text)).splitlines()
        for line in textwrap.wrap(row, COLUMNS, initial_indent=first, subsequent_indent=margin) or [""]
    ]
